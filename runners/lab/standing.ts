import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../config/usage-error.ts';
import { cacheFolder } from './cache.ts';
import type { LabOptions } from './lab.ts';
import { removePlanFiles } from './plan-files.ts';
import { reachSupervisor, readState, removeState, type StandingLab } from './standing-state.ts';
import type { SupervisorMessage } from './supervisor.ts';

export type { StandingLab } from './standing-state.ts';

/** Options of a standing lab. Its folder is `lab` in the cache folder unless another is given. */
export type StandingLabOptions = Omit<LabOptions, 'directory'> & { readonly directory?: string };

export type LabStatus =
  | { readonly state: 'down' }
  | { readonly state: 'starting'; readonly pid: number }
  | { readonly state: 'up'; readonly lab: StandingLab }
  /** It ended by itself; `detail` is a sentence. */
  | { readonly state: 'crashed'; readonly detail: string };

const STOP_LIMIT = 20_000;

/** Starts a lab that outlives this process, and resolves when it is ready. Rejects when there is one already. */
export async function labUp(options: StandingLabOptions): Promise<StandingLab> {
  const found = await labStatus();
  if (found.state === 'up') {
    const { pid, plan } = found.lab;
    throw new UsageError(`A lab is up already (process ${pid}, plan file ${plan}); stop it first: fedcheck lab down`);
  }
  if (found.state === 'crashed') await clean();
  const directory = resolve(options.directory ?? join(cacheFolder(), 'lab'));
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const log = await open(join(directory, 'supervisor.log'), 'w', 0o600);
  try {
    const { lanes, pair = ['prosody', 'ejabberd'] } = options;
    const entry = fileURLToPath(new URL(`supervisor${extname(import.meta.url)}`, import.meta.url));
    const args = [...process.execArgv, entry, JSON.stringify({ directory, lanes, pair })];
    const supervisor = spawn(process.execPath, args, { detached: true, stdio: ['ignore', log.fd, log.fd, 'ipc'] });
    return await untilReady(supervisor, options);
  } finally {
    await log.close();
  }
}

/** Stops the standing lab and resolves, when its processes are gone, with what was found. */
export async function labDown(): Promise<LabStatus> {
  const found = await labStatus();
  const stored = await readState();
  const supervisor = stored === undefined ? undefined : await reachSupervisor(stored);
  if (stored !== undefined && supervisor !== undefined) {
    const gone = once(supervisor, 'close', { signal: AbortSignal.timeout(STOP_LIMIT) });
    process.kill(stored.pid, 'SIGTERM');
    await gone.catch((cause: unknown) => {
      const limit = `${STOP_LIMIT / 1000} seconds`;
      throw new Error(`The lab did not stop within ${limit}; end its process: kill -KILL ${stored.pid}`, { cause });
    });
  }
  await clean();
  return found;
}

export async function labStatus(): Promise<LabStatus> {
  const stored = await readState();
  if (stored === undefined) return { state: 'down' };
  if (stored.crashed !== undefined) return { state: 'crashed', detail: stored.crashed };
  const supervisor = await reachSupervisor(stored);
  if (supervisor === undefined) {
    return { state: 'crashed', detail: `The process ${stored.pid}, which held the lab, is gone or does not answer.` };
  }
  supervisor.destroy();
  return stored.lab === undefined ? { state: 'starting', pid: stored.pid } : { state: 'up', lab: stored.lab };
}

/** Removes what a lab leaves behind when it ends by itself. Its logs stay. */
async function clean(): Promise<void> {
  const stored = await readState();
  if (stored !== undefined) await removePlanFiles(stored.directory);
  await removeState();
}

async function untilReady(supervisor: ChildProcess, { progress, signal }: StandingLabOptions): Promise<StandingLab> {
  const done = new AbortController();
  try {
    return await new Promise<StandingLab>((fulfil, reject) => {
      supervisor.on('message', ({ ready, failed, progress: line }: SupervisorMessage) => {
        if (ready !== undefined) fulfil(ready);
        if (failed !== undefined) reject(new Error(failed));
        if (line !== undefined) progress?.(line);
      });
      supervisor.once('error', reject);
      supervisor.once('exit', (code) =>
        reject(new Error(`The lab's process ended at once (exit code ${String(code)}).`)),
      );
      const stop = (): unknown => supervisor.kill('SIGTERM');
      if (signal?.aborted === true) stop();
      signal?.addEventListener('abort', stop, { signal: done.signal });
    });
  } finally {
    done.abort();
    if (supervisor.connected) supervisor.disconnect();
    supervisor.unref();
  }
}
