/**
 * npm run soak: repeats the campaign between two servers of the lab, in turn under nothing, added latency, jitter, a busy
 * core and slow disks, and compares each verdict with that of the first run. What changed is printed with both
 * transcripts, and ends it with 1.
 *
 *   --runs N      how often, 30 by default
 *   --pair A,B    between these products, prosody,ejabberd by default
 *
 * Further arguments after `--` go to `fedcheck lab run`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { bootstrap, root } from './bootstrap.mjs';
import { interruption, runNode } from './child.mjs';
import { cli } from './cli.mjs';
import { orEnd } from './options.mjs';
import { lastWords, readRecord, runFolder } from './run-record.mjs';
import { changes } from './soak-compare.mjs';
import { conditionOf } from './soak-conditions.mjs';
import { soakOptions } from './soak-options.mjs';

const { runs, pair, further } = orEnd(() => soakOptions(process.argv.slice(2)));

bootstrap();
const cache = join(root, 'node_modules/.cache/fedcheck');
mkdirSync(cache, { recursive: true });
const results = mkdtempSync(join(cache, 'soak-'));
const interrupted = interruption();
/** @type {import('./soak-compare.mjs').Soaked | undefined} */
let first;
/** @type {number | undefined} */
let firstCode;
let found = 0;
let done = 0;
try {
  while (done < runs && !interrupted.aborted && (done === 0 || first !== undefined)) await soak(done + 1);
} finally {
  if (found === 0 || first === undefined) rmSync(results, { recursive: true, force: true });
}
const said = `${done} of ${runs} runs of ${pair.join(' and ')}`;
if (interrupted.aborted) process.stdout.write(`It was interrupted after ${said}.\n`);
if (first === undefined && done > 0) process.stdout.write('There is nothing to compare with, so it ends here.\n');
else if (found > 0) process.stdout.write(`${said}: ${found} changes; what they show is kept in ${results}\n`);
else if (!interrupted.aborted) process.stdout.write(`${said}: no verdict changed.\n`);
process.exitCode = interrupted.aborted ? 130 : Math.min(found, 1);

/** @param {number} count */
async function soak(count) {
  const { name, args, start } = conditionOf(count);
  const folder = join(results, String(count));
  const burden = start?.(results);
  const { code, output, seconds } = await runNode(
    [...cli, 'lab', 'run', '--pair', pair.join(), '--results', folder, ...args, ...further],
    { capture: true },
  );
  const lasted = burden?.lift() ?? true;
  if (interrupted.aborted) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  done = count;
  /** @type {{ results: import('./soak-compare.mjs').Result[] } | undefined} */
  const record = readRecord(folder);
  const changed =
    record === undefined ? [[`no record: ${output}`]] : compare({ ...record, count, condition: name, folder });
  firstCode ??= code;
  if (code !== firstCode)
    changed.push([`exit code ${code}, where the first run had ${firstCode}: ${lastWords(output)}`]);
  if (!lasted) changed.push([`${name} did not last as long as the run`]);
  found += changed.length;
  process.stdout.write(
    `run ${count} of ${runs}, under ${name}: ${record?.results.length ?? 0} results in ${seconds.toFixed(0)} s, exit code ${code}, ${changed.length} changes\n`,
  );
  for (const [what, ...sides] of changed) process.stdout.write(`  ${[what, ...sides].join('\n  ')}\n`);
  if (changed.length === 0 && first?.count !== count) rmSync(folder, { recursive: true, force: true });
}

/** @param {import('./soak-compare.mjs').Soaked} soaked */
function compare(soaked) {
  const here = { ...soaked, folder: runFolder(soaked.folder) };
  first ??= here;
  return changes(first, here);
}
