import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { guarded } from './guard.ts';
import { PortClash } from './ports.ts';

export interface ChildOptions {
  /** For messages, such as 'Prosody of alpha.example'. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
  /** File that receives standard output and standard error. */
  readonly log: string;
}

/** A server process of the lab. */
export interface Child {
  readonly pid: number;
  /** Resolves when the process and its helpers are gone, with how it ended. */
  readonly ended: Promise<string>;
  /** SIGTERM, and SIGKILL when that has no effect within 8 seconds. Resolves when the process is gone. */
  stop(): Promise<void>;
}

type Process = ChildProcessByStdio<null, Readable, Readable>;

/** The line that a server writes on standard output once it serves all its hosts. */
export const READY = 'FEDCHECK-READY';

const START_LIMIT = 30_000;
const STOP_LIMIT = 8000;
const CLASH = /failed to open (server port|socket)|address already in use|eaddrinuse/i;

/** Starts the process and resolves when it has written the ready line. Rejects with one sentence, or a PortClash. */
export async function startChild(options: ChildOptions, signal?: AbortSignal): Promise<Child> {
  const { command, args, directory, env, log } = options;
  // In a session of its own (detached) the server does not get the interrupt that a user sends to this process.
  const server = spawn(...guarded(command, args), {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = loggedUntil(endOf(server), server, log);
  const child: Child = { pid: server.pid ?? 0, ended, stop: async () => stop(server, ended) };
  try {
    await untilReady(server, ended, options, signal);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return child;
}

async function endOf(server: Process): Promise<string> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      resolve(`could not be started by setpriv, which the package util-linux has (${error.message})`);
    });
    server.once('close', (code, killedBy) => {
      resolve(killedBy === null ? `ended with exit code ${String(code)}` : `was ended by ${killedBy}`);
    });
  });
}

/** Keeps what the server writes; resolves with how it ended, once the log is whole. */
async function loggedUntil(end: Promise<string>, server: Process, log: string): Promise<string> {
  const file = createWriteStream(log, { flags: 'a', mode: 0o600 });
  file.on('error', () => {
    // A full disk costs the rest of the log; the server must not come to a stop at a full pipe as well.
    server.stdout.resume();
    server.stderr.resume();
  });
  server.stdout.pipe(file, { end: false });
  server.stderr.pipe(file, { end: false });
  const how = await end;
  await new Promise<void>((resolve) => {
    file.end(() => {
      resolve();
    });
  });
  return how;
}

async function untilReady(
  server: Process,
  ended: Promise<string>,
  options: ChildOptions,
  signal?: AbortSignal,
): Promise<void> {
  const { name, log } = options;
  const done = new AbortController();
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (what: string): void => reject(new Error(`${name} ${what}; its log is ${log}.`));
      const read = (line: string): void => {
        if (line === READY) resolve();
        else if (CLASH.test(line)) reject(new PortClash(`${name} wrote: ${line}`));
      };
      for (const stream of [server.stdout, server.stderr]) eachLine(stream, read, done.signal);
      void ended.then((how) => fail(`${how} before it was ready`));
      void delay(START_LIMIT, undefined, { signal: done.signal }).then(
        () => fail(`was not ready after ${String(START_LIMIT / 1000)} seconds`),
        () => undefined,
      );
      const interrupted = (): void => reject(new Error('The start of the lab was interrupted.'));
      if (signal?.aborted === true) interrupted();
      signal?.addEventListener('abort', interrupted, { signal: done.signal });
    });
  } finally {
    done.abort();
  }
}

/** Calls back with each line until the signal; the stream flows on to its log. */
function eachLine(stream: Readable, read: (line: string) => void, until: AbortSignal): void {
  let rest = '';
  const take = (chunk: Buffer): void => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) read(line);
  };
  stream.on('data', take);
  until.addEventListener('abort', () => stream.off('data', take), { once: true });
}

async function stop(server: Process, ended: Promise<string>): Promise<void> {
  server.kill('SIGTERM');
  const inTime = new AbortController();
  const late = delay(STOP_LIMIT, true, { signal: inTime.signal }).catch(() => false);
  const hangs = await Promise.race([late, ended.then(() => false)]);
  inTime.abort();
  if (hangs) server.kill('SIGKILL');
  await ended;
}
