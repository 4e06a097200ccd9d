/**
 * npm run calibrate: runs the catalogue between every pairing of the lab's products and compares the verdicts with those
 * that fixtures/lab/expected holds for each product and version. A new deviation fails it, and so does one on record
 * that no longer shows, a verdict that changes from run to run, or a run that ends in trouble.
 *
 *   --runs N          repeat it N times
 *   --busy            keep one core busy with something else meanwhile
 *   --round-trip T    add T, such as 50ms, to a round trip on each stream
 *   --pair A,B        only this pairing
 *
 * Further arguments after `--` go to `fedcheck lab run`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { differences } from './bench-figures.mjs';
import { bootstrap, root } from './bootstrap.mjs';
import { surprises } from './calibrate-compare.mjs';
import { busyCore } from './burden.mjs';
import { interruption, runNode } from './child.mjs';
import { cli } from './cli.mjs';
import { orEnd, pairFrom, runsFrom } from './options.mjs';
import { lastWords, readRecord } from './run-record.mjs';

const { values, positionals } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    busy: { type: 'boolean', default: false },
    'round-trip': { type: 'string' },
    pair: { type: 'string' },
  },
  allowPositionals: true,
});
const runs = orEnd(() => runsFrom(values.runs));
const { pair: only } = values;
const pairs =
  only === undefined
    ? ['prosody,ejabberd', 'prosody,prosody', 'ejabberd,ejabberd']
    : [orEnd(() => pairFrom(only)).join()];
const further =
  values['round-trip'] === undefined ? positionals : ['--round-trip', values['round-trip'], ...positionals];

bootstrap();
const cache = join(root, 'node_modules/.cache/fedcheck');
mkdirSync(cache, { recursive: true });
const results = mkdtempSync(join(cache, 'calibrate-'));
const expected = readdirSync(join(root, 'fixtures/lab/expected')).map((name) =>
  JSON.parse(readFileSync(join(root, 'fixtures/lab/expected', name), 'utf8')),
);
const busy = values.busy ? busyCore() : undefined;
let found = 0;
const interrupted = interruption();
const isStopped = () => interrupted.aborted;
/** @type {Map<string, import('./calibrate-compare.mjs').Run[]>} */
const records = new Map(pairs.map((pair) => [pair, []]));
try {
  for (let count = 1; count <= runs && !isStopped(); count += 1)
    for (const pair of pairs) if (!isStopped()) await calibrate(pair, count);
} finally {
  busy?.lift();
  rmSync(results, { recursive: true, force: true });
}
if (isStopped()) {
  process.stdout.write('It was interrupted: nothing follows from it.\n');
  process.exit(130);
}
for (const [pair, seen] of records) {
  const changed = differences(seen);
  found += changed.length;
  for (const line of changed) process.stdout.write(`${pair.replace(',', ' and ')}, differs from run to run: ${line}\n`);
}
if (runs > 1 && found === 0) process.stdout.write(`The verdicts of ${runs} runs of each pair are identical.\n`);
process.stdout.write(found === 0 ? 'What was seen is what is on record.\n' : `${found} surprises\n`);
process.exitCode = found === 0 ? 0 : 1;

/**
 * @param {string} pair
 * @param {number} count
 */
async function calibrate(pair, count) {
  const folder = join(results, `${pair.replace(',', '-')}-${count}`);
  const { code, output, seconds } = await runNode(
    [...cli, 'lab', 'run', '--pair', pair, '--results', folder, ...further],
    { capture: true },
  );
  /** @type {import('./calibrate-compare.mjs').Run | undefined} */
  const record = readRecord(folder);
  if (isStopped()) return;
  if (record !== undefined) records.get(pair)?.push(record);
  const [a = '', b = ''] = pair.split(',');
  const lines = record === undefined ? [`no run: ${output}`] : surprises(record, [a, b], expected);
  if (record !== undefined && code !== 0) lines.push(`exit code ${code}: ${lastWords(output)}`);
  found += lines.length;
  const which = runs > 1 ? `run ${count} of ${runs}, ` : '';
  process.stdout.write(
    `${which}${a} and ${b}: ${record?.results.length ?? 0} results in ${seconds.toFixed(0)} s, exit code ${code}, ${lines.length} surprises\n`,
  );
  for (const line of lines) process.stdout.write(`  ${line}\n`);
  rmSync(folder, { recursive: true, force: true });
}
