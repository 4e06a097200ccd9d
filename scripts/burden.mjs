/** What the scripts put on the machine while a campaign runs: child processes that end with the script, however it ends. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/**
 * @typedef {object} Burden
 * @property {() => boolean} lift ends it; false where it had ended before, and the machine was not under it all along
 */

/** One core does nothing else. */
export const busyCore = () => burden(`while (process.ppid === ${process.pid});`);

/**
 * The disk is written to without a pause, a few megabytes at a time, each waited for.
 * @param {string} folder on the disk that is meant
 * @returns {Burden}
 */
export function slowDisk(folder) {
  const file = join(folder, 'ballast');
  const writing = burden(
    `const { fsyncSync, openSync, writeSync } = require('node:fs');
    const file = openSync(process.argv[1], 'w');
    const ballast = Buffer.alloc(4 << 20, 'x');
    while (process.ppid === ${process.pid}) {
      writeSync(file, ballast, 0, ballast.length, 0);
      fsyncSync(file);
    }`,
    file,
  );
  return {
    lift: () => {
      const lasted = writing.lift();
      rmSync(file, { force: true });
      return lasted;
    },
  };
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Burden}
 */
function burden(script, ...args) {
  const child = spawn(process.execPath, ['-e', script, ...args], { stdio: 'ignore' });
  let ended = false;
  for (const event of ['error', 'exit']) child.once(event, () => (ended = true));
  return {
    lift: () => {
      child.kill('SIGKILL');
      return !ended;
    },
  };
}
