/** npm run check: everything that a machine can see without running the code. Two tools at a time, the slowest first. */
import process from 'node:process';
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './child.mjs';

const bin = 'node_modules/';
const cache = 'node_modules/.cache';

/** @type {[name: string, args: string[]][]} */
const tools = [
  ['eslint', [`${bin}eslint/bin/eslint.js`, '--max-warnings', '0', '.']],
  ['tsc', [`${bin}typescript/bin/tsc`, '--incremental', '--tsBuildInfoFile', `${cache}/tsc.tsbuildinfo`]],
  ['knip', [`${bin}knip/bin/knip.js`, '--cache', '--cache-location', `${cache}/knip`]],
  [
    'dependency-cruiser',
    [
      `${bin}dependency-cruiser/bin/dependency-cruise.mjs`,
      '--config',
      '.dependency-cruiser.mjs',
      'suites',
      'runners',
      'reports',
      'test',
      'scripts',
    ],
  ],
  ['biome', [`${bin}@biomejs/biome/bin/biome`, 'format', '--reporter=summary', '.']],
  ['house rules', ['scripts/house.mjs']],
];

/** @type {string[]} */
const failed = [];

async function worker() {
  for (let tool = tools.shift(); tool !== undefined; tool = tools.shift()) {
    const [name, args] = tool;
    const { code, output, seconds } = await runNode(args, { capture: true });
    const line = `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)\n`;
    process.stdout.write(code === 0 ? line : `${line}${output.trimEnd()}\n`);
    if (code !== 0) failed.push(name);
  }
}

bootstrap();
await Promise.all([worker(), worker()]);
if (failed.length > 0) {
  process.stdout.write(`Failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
