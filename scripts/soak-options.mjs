/** The options of npm run soak. */
import { parseArgs } from 'node:util';
import { pairFrom, runsFrom } from './options.mjs';

const ours = ['--results', '--pair', '--round-trip', '--jitter', '--jitter-seed'];

/**
 * Throws a sentence about what cannot be used.
 * @param {string[]} args
 */
export function soakOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    options: { runs: { type: 'string', default: '30' }, pair: { type: 'string', default: 'prosody,ejabberd' } },
    allowPositionals: true,
  });
  const [first = '--'] = positionals;
  if (!first.startsWith('-'))
    throw new Error(`${JSON.stringify(first)} belongs to no option; arguments of fedcheck lab run go after --.`);
  for (const argument of positionals) {
    const option = argument.replace(/=.*/s, '');
    if (ours.includes(option))
      throw new Error(
        `${option} is given after --, but the soak sets it itself${option === '--pair' ? '; give --pair before --' : ''}.`,
      );
  }
  return { runs: runsFrom(values.runs), pair: pairFrom(values.pair), further: positionals };
}
