import { once } from 'node:events';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { isSystemError } from '../config/system-error.ts';
import { cacheFolder } from './cache.ts';

const server = z.strictObject({ domain: z.string(), product: z.string(), pid: z.int(), log: z.string() });

const standingLab = z.strictObject({
  /** Process id of the supervisor. */
  pid: z.int(),
  directory: z.string(),
  /** Path of a plan file for `fedcheck run --config`. */
  plan: z.string(),
  lanes: z.int(),
  /** Address and port of the lab's DNS server. */
  dns: z.string(),
  startedAt: z.string(),
  startMs: z.number(),
  a: server,
  b: server,
});

const storedState = z.strictObject({
  pid: z.int(),
  /** The supervisor says this word on its control port: process ids are used again, the word is not. */
  token: z.string(),
  control: z.int(),
  directory: z.string(),
  lab: standingLab.optional(),
  crashed: z.string().optional(),
});

/** A lab that outlives the command that started it. */
export type StandingLab = z.infer<typeof standingLab>;
export type StoredState = z.infer<typeof storedState>;

const LOOPBACK = '127.0.0.1';
const ANSWER_LIMIT = 2000;

/** One standing lab for each user: its state is always in the same place. */
function stateFile(): string {
  return join(cacheFolder(), 'lab.json');
}

/** Undefined when there is none, or none that can be read. */
export async function readState(): Promise<StoredState | undefined> {
  try {
    return storedState.parse(JSON.parse(await readFile(stateFile(), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Claims the place of the standing lab. False when another process has it. */
export async function claimState(state: StoredState): Promise<boolean> {
  await mkdir(dirname(stateFile()), { recursive: true, mode: 0o700 });
  try {
    await writeFile(stateFile(), JSON.stringify(state), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

export async function replaceState(state: StoredState): Promise<void> {
  const next = `${stateFile()}.next`;
  await writeFile(next, JSON.stringify(state), { mode: 0o600 });
  await rename(next, stateFile());
}

export async function removeState(): Promise<void> {
  await rm(stateFile(), { force: true });
}

/** Listens for those who ask whether this process is the supervisor. Does not keep the process alive. */
export async function answerFor(token: string): Promise<number> {
  const control = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.unref();
    socket.write(`${token}\n`);
  });
  control.listen(0, LOOPBACK);
  await once(control, 'listening');
  control.unref();
  const bound = control.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

/** A connection that lasts as long as the supervisor lives; undefined when it is gone, or does not answer. */
export async function reachSupervisor({ control, token }: StoredState): Promise<net.Socket | undefined> {
  const socket = net.connect({ host: LOOPBACK, port: control });
  const done = new AbortController();
  const answer = once(socket, 'data').then(
    ([said]) => String(said) === `${token}\n`,
    () => false,
  );
  const late = delay(ANSWER_LIMIT, false, { signal: done.signal }).catch(() => false);
  const ours = await Promise.race([answer, late]);
  done.abort();
  if (ours) return socket.on('error', () => socket.destroy());
  socket.destroy();
  return undefined;
}
