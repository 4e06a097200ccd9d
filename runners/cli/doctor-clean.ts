import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hostname } from 'node:os';
import { visible } from '../../reports/render/text.ts';
import { type KeptState, readKept, settleKept } from '../campaign/kept.ts';
import { clean, type CleaningReport } from '../cleaning/clean.ts';
import type { Deed } from '../cleaning/cleaner.ts';
import type { Plan, Service } from '../config/plan.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Stream } from '../transport/stream.ts';
import { roomServiceOf } from './doctor-side.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';

/**
 * Takes away what earlier runs left on the accounts of the plan, or says only what it would take away.
 * Resolves with the exit code: 3 where something of ours is still there.
 */
export async function cleanUp(plan: Plan, results: string, act: boolean, io: Io): Promise<number> {
  const folders = await killedRuns(results);
  for (const folder of folders) refuseRunning(folder);
  const { reports, settled } = await clean({
    plan,
    folders,
    act,
    signal: io.signal,
    findRooms: (service: Service, stream: Stream) => roomServiceOf(service, plan.run, stream),
  });
  for (const report of reports) io.stdout.write(reportText(report, act));
  for (const [folder, stories] of settled) {
    if (folder.outstanding.length + folder.damaged.length > 0) io.stdout.write(folderText(folder, stories.size, act));
    if (act) settleKept(folder.directory, stories);
  }
  return conclude(
    reports.flatMap(({ deeds }) => deeds),
    act,
    io,
  );
}

/** The results folder itself, if it is one of a run, and those of runs in it, that have a list of what is to be put back. */
async function killedRuns(results: string): Promise<readonly KeptState[]> {
  const entries = await readdir(results, { withFileTypes: true }).catch(() => []);
  const folders = [results, ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(results, name))];
  return folders.map(readKept).filter(({ exists }) => exists);
}

/** What a run has on its list while it goes on is in use. */
function refuseRunning({ directory, run }: KeptState): void {
  if (run?.host !== hostname() || !isAlive(run.pid)) return;
  throw new UsageError(
    `The run of ${directory} is still under way (process ${String(run.pid)}): wait for its end, or name other results with --results.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function reportText({ of, deeds }: CleaningReport, act: boolean): string {
  const lines =
    deeds.length === 0 ? ['  clean    nothing of earlier runs\n'] : deeds.map((deed) => deedText(deed, act));
  return `${visible(of)}\n${lines.join('')}\n`;
}

function deedText({ outcome, what, why }: Deed, act: boolean): string {
  const done = { removed: act ? 'removed' : 'would remove', 'put back': act ? 'put back' : 'would put back' };
  const head = outcome === 'left' || outcome === 'failed' ? outcome : done[outcome];
  return `  ${head.padEnd(8)} ${visible(`${what}${why === undefined ? '' : `: ${why}`}`).replaceAll('\n', ' ')}\n`;
}

function folderText({ directory, outstanding, damaged }: KeptState, settled: number, act: boolean): string {
  const stories = new Set(outstanding.map(({ story }) => story)).size;
  const counts = act
    ? `${String(settled)} of ${String(stories)} stories that were cut short are put back`
    : `${String(stories)} stories were cut short`;
  const lost = damaged.length === 0 ? '' : `; line ${damaged.join(', ')} could not be read`;
  return `${visible(directory)}: ${counts}${lost}\n`;
}

function conclude(deeds: readonly Deed[], act: boolean, io: Io): number {
  if (io.signal.aborted) return exitCodes.interrupted;
  const count = (...outcomes: readonly Deed['outcome'][]): string =>
    String(deeds.filter(({ outcome }) => outcomes.includes(outcome)).length);
  const done = act ? 'Removed or put back' : 'Would remove or put back';
  io.stderr.write(
    `${done}: ${count('removed', 'put back')}; left, since no run is known to have made it: ${count('left')}; failed: ${count('failed')}.\n`,
  );
  return deeds.some(({ outcome }) => outcome === 'failed') ? exitCodes.incomplete : exitCodes.ok;
}
