/**
 * npm test: the static checks, the unit tests, the end-to-end tests against the real lab.
 * The last line is "N passed, N failed", summed over all tests; a step that fails by itself counts as one failure.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';
import { runNode } from './child.mjs';
import { ensureChromium, findChromium } from './chromium.mjs';

/** @typedef {{ passed: number, failed: number, skipped: { title: string, reason: string }[] }} Tally */

const minute = 60_000;
const cache = join(root, 'node_modules/.cache/fedcheck');
const tallyFile = join(cache, 'tally.json');

const steps = {
  check: () => runNode(['scripts/check.mjs']),
  unit: () => mocha(['--timeout', '10000', '--ignore', 'test/e2e/**', 'test/**/*.test.ts'], 'dot', 5 * minute),
  e2e: () => mocha(['--timeout', '120000', 'test/e2e/**/*.test.ts'], 'spec', 24 * minute),
};

/**
 * @param {readonly string[]} args
 * @param {'dot' | 'spec'} style
 * @param {number} limitMs
 */
function mocha(args, style, limitMs) {
  const reporter = [
    '--reporter',
    'test/support/tally-reporter.cjs',
    '--reporter-option',
    `style=${style},file=${tallyFile}`,
  ];
  const browser = findChromium();
  // tsx/esm, so that a module is loaded once: through require it would be there a second time.
  // Not bin/mocha.js, which hands over to a second process that would survive the end of the first.
  return runNode(['--import', 'tsx/esm', 'node_modules/mocha/lib/cli/cli.js', ...reporter, ...args], {
    env: { TSX_DISABLE_CACHE: '1', ...(browser !== undefined && { CHROMIUM: browser }) },
    limitMs,
  });
}

/** @returns {Tally} */
function readTally() {
  if (!existsSync(tallyFile)) return { passed: 0, failed: 0, skipped: [] };
  return JSON.parse(readFileSync(tallyFile, 'utf8'));
}

/** @param {(keyof typeof steps)[]} names */
async function test(names) {
  bootstrap();
  mkdirSync(cache, { recursive: true });
  if (names.some((name) => name !== 'check')) process.stdout.write(`${await ensureChromium()}\n`);

  /** @type {Tally} */
  const total = { passed: 0, failed: 0, skipped: [] };
  /** @type {string[]} */
  const lines = [];
  for (const name of names) {
    process.stdout.write(`\n== ${name}\n`);
    rmSync(tallyFile, { force: true });
    const { code, seconds, overdue } = await steps[name]();
    if (overdue) process.stdout.write(`${name} was ended: it did not finish in ${seconds.toFixed(0)} s\n`);
    const { passed, failed, skipped } = readTally();
    // A step that breaks outside any test must not be lost.
    const broken = code !== 0 && failed === 0 ? 1 : 0;
    total.passed += passed;
    total.failed += failed + broken;
    total.skipped.push(...skipped);
    lines.push(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(5)} ${seconds.toFixed(1).padStart(6)} s`);
    if (code === 130 || code === 143) break;
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
  for (const { title, reason } of total.skipped) process.stdout.write(`skipped: ${title}: ${reason}\n`);
  const skipped = total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : '';
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function choose() {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, unit: { type: 'boolean' }, e2e: { type: 'boolean' } },
  });
  const names = /** @type {(keyof typeof steps)[]} */ (Object.keys(steps));
  return Object.keys(values).length === 0 ? names : names.filter((name) => values[name] === true);
}

try {
  await test(choose());
} catch (error) {
  if (!(error instanceof TypeError && 'code' in error)) throw error;
  process.stderr.write(`${error.message}\nThe options are --check, --unit and --e2e; none runs all three.\n`);
  process.exitCode = 2;
}
