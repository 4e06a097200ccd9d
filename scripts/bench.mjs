/**
 * npm run bench: runs the demo's campaign and measures it. `--runs N` repeats it and fails where a verdict differs;
 * `--round-trip 50ms` makes every stream that much slower; further arguments after `--` go to `fedcheck lab run`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';
import { differences, figures } from './bench-figures.mjs';
import { runNode } from './child.mjs';
import { cli } from './cli.mjs';
import { orEnd, runsFrom } from './options.mjs';
import { readRecord } from './run-record.mjs';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '1' }, 'round-trip': { type: 'string' } },
  allowPositionals: true,
});
const runs = orEnd(() => runsFrom(values.runs));

const farAway = values['round-trip'] === undefined ? [] : ['--round-trip', values['round-trip']];

bootstrap();
const cache = join(root, 'node_modules/.cache/fedcheck');
mkdirSync(cache, { recursive: true });
const results = mkdtempSync(join(cache, 'bench-'));
try {
  process.exitCode = await bench();
} finally {
  rmSync(results, { recursive: true, force: true });
}

async function bench() {
  /** @type {import('./bench-figures.mjs').Run[]} */
  const records = [];
  for (let count = 1; count <= runs; count += 1) {
    const folder = join(results, String(count));
    const { seconds, code, output, peakKb } = await campaign(folder);
    /** @type {import('./bench-figures.mjs').Run | undefined} */
    const record = readRecord(folder);
    if (record === undefined) {
      process.stdout.write(`${output}\nRun ${count} left no record; fedcheck ended with ${code}.\n`);
      return 1;
    }
    records.push(record);
    process.stdout.write(`run ${count} of ${runs}, exit code ${code}\n`);
    /** @type {[name: string, value: string][]} */
    const demo = [
      ['whole demo', `${seconds.toFixed(1)} s`],
      ['lab start to ready', /ready in ([\d.]+ m?s)/.exec(output)?.[1] ?? 'not said'],
      ['peak memory of the harness', peakKb === undefined ? 'not measurable here' : `${(peakKb / 1024).toFixed(0)} MB`],
    ];
    for (const [name, value] of [...figures(record), limit(record), ...demo])
      process.stdout.write(`  ${name.padEnd(30)} ${value}\n`);
  }
  const changed = differences(records);
  for (const line of changed) process.stdout.write(`differs: ${line}\n`);
  if (runs > 1) process.stdout.write(changed.length === 0 ? `The verdicts of ${runs} runs are identical.\n` : '');
  return changed.length === 0 ? 0 : 1;
}

/**
 * What the campaign may take: four times its floor, or, with servers far away, twice the floor and a minute.
 * @param {import('./bench-figures.mjs').Run} run
 * @returns {[name: string, value: string]}
 */
function limit({ floorMs }) {
  const [rule, ms] = farAway.length === 0 ? ['4 x floor', 4 * floorMs] : ['2 x floor + 60 s', 2 * floorMs + 60_000];
  return [`limit, ${rule}`, `${(ms / 1000).toFixed(2)} s`];
}

/** @param {string} folder */
async function campaign(folder) {
  /** @type {number | undefined} */
  let peakKb;
  /** @type {NodeJS.Timeout | undefined} */
  let sampling;
  const outcome = await runNode([...cli, 'lab', 'run', '--results', folder, ...farAway, ...positionals], {
    capture: true,
    env: { TSX_DISABLE_CACHE: '1' },
    onStart: (pid) => {
      // The kernel keeps the high-water mark, so the last sample before the end is as good as all.
      sampling = setInterval(() => (peakKb = highWaterMark(pid) ?? peakKb), 100);
    },
  });
  clearInterval(sampling);
  return { ...outcome, peakKb };
}

/** @param {number} pid */
function highWaterMark(pid) {
  try {
    const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb);
  } catch {
    return undefined;
  }
}
