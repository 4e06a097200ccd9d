/**
 * npm run calibrate: runs the catalogue between every pairing of the lab's products and compares what deviates with
 * fixtures/lab/known-deviations.json. A new deviation fails it, and so does one on record that no longer shows.
 * Further arguments after `--` go to `fedcheck lab run`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { bootstrap, root } from './bootstrap.mjs';
import { surprises } from './calibrate-compare.mjs';
import { runNode } from './child.mjs';
import { cli } from './cli.mjs';

/** @type {readonly (readonly [string, string])[]} */
const pairs = [
  ['prosody', 'ejabberd'],
  ['prosody', 'prosody'],
  ['ejabberd', 'ejabberd'],
];

bootstrap();
const cache = join(root, 'node_modules/.cache/fedcheck');
mkdirSync(cache, { recursive: true });
const results = mkdtempSync(join(cache, 'calibrate-'));
const deviations = JSON.parse(readFileSync(join(root, 'fixtures/lab/known-deviations.json'), 'utf8'));
let found = 0;
try {
  for (const pair of pairs) {
    const folder = join(results, pair.join('-'));
    const { code, output } = await runNode(
      [...cli, 'lab', 'run', '--pair', pair.join(','), '--results', folder, ...process.argv.slice(2)],
      { capture: true },
    );
    const [name] = readdirSync(folder);
    const lines =
      name === undefined
        ? [`no run: ${output}`]
        : surprises(JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8')), pair, deviations);
    found += lines.length;
    process.stdout.write(`${pair.join(' and ')}: exit code ${code}, ${lines.length} surprises\n`);
    for (const line of lines) process.stdout.write(`  ${line}\n`);
  }
} finally {
  rmSync(results, { recursive: true, force: true });
}
process.stdout.write(found === 0 ? 'What was seen is what is on record.\n' : `${found} surprises\n`);
process.exitCode = found === 0 ? 0 : 1;
