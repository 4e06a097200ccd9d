import { join } from 'node:path';
import type { KillMatrix } from '../../reports/model/kill-matrix.ts';
import { sentence } from '../../reports/render/text.ts';
import { loadScenarios } from '../campaign/catalogue.ts';
import { resolveSettings } from '../config/resolve.ts';
import { didYouMean } from '../config/suggest.ts';
import { UsageError } from '../config/usage-error.ts';
import { startFaultyLab } from '../faulty/faulty-lab.ts';
import { type ServerFault, serverFaults } from '../faulty/server-fault.ts';
import { runServerMatrix } from '../faulty/server-matrix.ts';
import type { Io } from './io.ts';
import { concludeKillMatrix, killMatrixOf } from './kill-matrix.ts';
import { flagsFrom } from './options.ts';
import { newRun } from './perform.ts';

const workers = 6;
/** Of the stories that no fault names: half on each side where faults are chosen, fewer where all are played. */
const shares = { chosen: 2, all: 8 } as const;

/** What of the verb's options concerns the servers. */
interface Given {
  readonly [option: string]: unknown;
  readonly fault?: readonly string[] | undefined;
  readonly results?: string | undefined;
  readonly color?: boolean | undefined;
}

/** Its servers, accounts and deadlines are its own. */
const misplaceable = [
  ...['config', 'scenario', 'exclude', 'area', 'both'],
  ...['lanes', 'deadline', 'heavy', 'dns', 'unreachable'],
];

/** `selftest --servers`: starts the faulty servers, writes the matrix, tells what is not killed. Resolves with the exit code. */
export async function selftestOnServers(given: Given, io: Io): Promise<number> {
  const misplaced = misplaceable.find((option) => given[option] !== undefined);
  if (misplaced !== undefined)
    throw new UsageError(`--${misplaced} does not go with --servers; choose faulty servers with --fault.`);
  const names = given.fault ?? [];
  const faults = chosen(names);
  const settings = resolveSettings(flagsFrom(given), io.environment, undefined);
  const { folder } = await newRun(settings.results);
  const matrix = await proveOnServers(faults, names.length > 0, folder, io);
  return await concludeKillMatrix(folder, matrix, io, given.color);
}

async function proveOnServers(
  faults: readonly ServerFault[],
  thorough: boolean,
  folder: string,
  io: Io,
): Promise<KillMatrix> {
  const startedAt = new Date().toISOString();
  const say = (line: string): void => {
    io.stderr.write(`${sentence(line)}\n`);
  };
  const scenarios = await loadScenarios();
  const lab = await startFaultyLab({
    directory: join(folder, 'lab'),
    faults,
    workers,
    progress: say,
    signal: io.signal,
  });
  try {
    say(`${String(faults.length)} faulty servers ready in ${(lab.startMs / 1000).toFixed(1)} s`);
    const { faults: played, cells } = await runServerMatrix({
      lab,
      faults,
      scenarios,
      workers,
      share: thorough ? shares.chosen : shares.all,
      directory: join(folder, 'runs'),
      onLine: say,
      signal: io.signal,
    });
    return killMatrixOf(startedAt, played, cells, io.signal.aborted);
  } finally {
    await lab.stop();
  }
}

function chosen(names: readonly string[]): readonly ServerFault[] {
  const all = serverFaults();
  if (names.length === 0) return all;
  for (const name of names) {
    if (all.some((fault) => fault.name === name)) continue;
    const meant = didYouMean(
      name,
      all.map((fault) => fault.name),
    );
    throw new UsageError(`--fault is ${JSON.stringify(name)}, which no file in fixtures/faults is called.${meant}`);
  }
  return all.filter((fault) => names.includes(fault.name));
}
