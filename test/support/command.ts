import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../reports/model/record.ts';

const main = fileURLToPath(new URL('../../runners/cli/main.ts', import.meta.url));

/** The real command, in a process of its own. */
export interface Command {
  readonly pid: number;
  readonly out: string;
  readonly err: string;
  /** Resolves when the process has ended, with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Resolves when the standard error matches. Throws when the process ends before. */
  says(pattern: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

export interface CommandOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Largest file that the process may write, in units of 512 bytes. */
  readonly fileBlocks?: number;
}

const running = new Set<Command>();

/** Starts `fedcheck` with these arguments. */
export function startCommand(args: readonly string[], options: CommandOptions = {}): Command {
  const { environment = {}, fileBlocks } = options;
  const node = [process.execPath, '--import', 'tsx', main, ...args];
  const limited = fileBlocks === undefined ? node : ['sh', '-c', `ulimit -f ${fileBlocks} && exec "$@"`, 'sh', ...node];
  const [program = '', ...rest] = limited;
  const child = spawn(program, rest, {
    env: { ...process.env, TSX_DISABLE_CACHE: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  let over = false;
  let heard: () => void = () => undefined;
  child.stdout.on('data', (chunk) => (text.out += String(chunk)));
  child.stderr.on('data', (chunk) => {
    text.err += String(chunk);
    heard();
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    over = true;
    running.delete(command);
    heard();
    return (code ?? signal) as number | NodeJS.Signals;
  });
  const command: Command = {
    pid: child.pid ?? 0,
    get out() {
      return text.out;
    },
    get err() {
      return text.err;
    },
    ended,
    says: async (pattern) => {
      while (!pattern.test(text.err)) {
        if (over) throw new Error(`the command ended without saying ${String(pattern)}: ${text.err}`);
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
    signal: (name) => {
      child.kill(name);
    },
  };
  running.add(command);
  return command;
}

/** Ends what a failed test has left running. */
export async function endCommands(): Promise<void> {
  for (const command of running) {
    command.signal('SIGKILL');
    await command.ended;
  }
}

/** The folder of the only run in a folder of results. */
export async function folderIn(results: string): Promise<string> {
  const [name, ...others] = await readdir(results);
  if (name === undefined || others.length > 0) throw new Error(`${results} holds ${others.length + 1} runs, not one`);
  return join(results, name);
}

export async function recordIn(folder: string): Promise<RunRecord> {
  return JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunRecord;
}
