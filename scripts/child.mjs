/** Child processes of the scripts: started without a shell, waited for, never left behind. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from './bootstrap.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 and up for a signal
 * @property {string} output standard output and error, where they were captured
 * @property {number} seconds
 * @property {boolean} overdue whether it was ended because `limitMs` had passed
 *
 * @typedef {object} Options
 * @property {boolean} [capture] keep the output instead of showing it
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {number} [limitMs] a bound for a child that hangs; it gets SIGTERM, and SIGKILL ten seconds later
 * @property {(pid: number) => void} [onStart]
 */

/**
 * Runs Node with these arguments in the project folder.
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { capture = false, env = {}, limitMs, onStart } = {}) {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  let output = '';
  let overdue = false;
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  if (child.pid !== undefined) onStart?.(child.pid);

  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  if (limitMs !== undefined) {
    timers.push(
      setTimeout(() => {
        overdue = true;
        child.kill('SIGTERM');
      }, limitMs),
      setTimeout(() => child.kill('SIGKILL'), limitMs + 10_000),
    );
  }
  const release = forwardSignals(child);
  return new Promise((resolve) => {
    const settle = (/** @type {number} */ code) => {
      release();
      for (const timer of timers) clearTimeout(timer);
      resolve({ code, output, overdue, seconds: (performance.now() - startedAt) / 1000 });
    };
    child.once('error', (error) => {
      output += `${command} could not be started: ${error.message}\n`;
      settle(127);
    });
    child.once('close', (code, signal) => {
      settle(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Aborted when somebody interrupts or ends the script, which then ends in its own time. */
export function interruption() {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      interrupt.abort();
    });
  return interrupt.signal;
}

/**
 * The child cleans up and ends by itself, so we wait for it. A terminal sends an interrupt to the child too; passing it
 * on a second time would cut its cleaning up short.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const onInterrupt = () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  };
  const onTerminate = () => {
    child.kill('SIGTERM');
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  };
}
