/** The process that a standing lab lives in. `labUp` starts it, with its options in JSON as the only argument. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Lab, Product } from './lab.ts';
import { removePlanFiles, writePlanFiles } from './plan-files.ts';
import {
  answerFor,
  claimState,
  removeState,
  replaceState,
  type StandingLab,
  type StoredState,
} from './standing-state.ts';
import { startLab } from './start.ts';

const product = z.enum(['prosody', 'ejabberd']);
const optionsForm = z.object({ directory: z.string(), lanes: z.int(), pair: z.tuple([product, product]) });

/** What the supervisor tells the command that started it, one of them at a time. */
export interface SupervisorMessage {
  readonly progress?: string;
  readonly ready?: StandingLab;
  readonly failed?: string;
}

type Options = z.infer<typeof optionsForm>;

const interrupted = new AbortController();
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
process.once('disconnect', leftAlone);

try {
  await supervise(optionsForm.parse(JSON.parse(process.argv[2] ?? '')));
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();

/** The command went away before the lab was ready: nobody would know of it. */
function leftAlone(): void {
  interrupted.abort();
}

async function supervise(options: Options): Promise<void> {
  const state = await claim(options.directory);
  let crashed: string | undefined;
  try {
    const lab = await startLab({ ...options, signal: interrupted.signal, progress: (progress) => tell({ progress }) });
    try {
      const standing = describe(lab, options, await writePlanFiles(lab.directory, lab.plan));
      await replaceState({ ...state, lab: standing });
      process.off('disconnect', leftAlone);
      tell({ ready: standing });
      crashed = await untilOver(lab);
      if (crashed !== undefined) await replaceState({ ...state, lab: standing, crashed });
    } finally {
      await lab.stop();
      await removePlanFiles(lab.directory);
    }
  } finally {
    if (crashed === undefined) await removeState();
  }
}

async function claim(directory: string): Promise<StoredState> {
  const token = randomBytes(16).toString('hex');
  const state = { pid: process.pid, token, control: await answerFor(token), directory };
  if (await claimState(state)) return state;
  throw new Error('Another lab is being started at the same moment; see: fedcheck lab status');
}

/** Resolves when the lab is to end; with a sentence when it ended by itself. */
async function untilOver({ crashed, logs }: Lab): Promise<string | undefined> {
  // An open channel or a server keeps this process alive; a signal alone would not.
  return Promise.race([
    new Promise<undefined>((resolve) => {
      if (interrupted.signal.aborted) resolve(undefined);
      interrupted.signal.addEventListener('abort', () => resolve(undefined));
    }),
    crashed.then(
      (side) => `The server of ${side} ended without being asked to; its log is ${side === 'A' ? logs.a : logs.b}.`,
    ),
  ]);
}

function describe(lab: Lab, { lanes, pair }: Options, plan: string): StandingLab {
  const server = (side: 'a' | 'b', of: Product): StandingLab['a'] => ({
    domain: lab.plan[side].domain,
    product: of,
    pid: lab.pids[side],
    log: lab.logs[side],
  });
  const { directory, dns, startMs } = lab;
  const startedAt = new Date().toISOString();
  const servers = { a: server('a', pair[0]), b: server('b', pair[1]) };
  return { pid: process.pid, directory, plan, lanes, dns, startedAt, startMs, ...servers };
}

function tell(message: SupervisorMessage): void {
  if (process.connected) process.send?.(message);
}
