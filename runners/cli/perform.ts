import type { Result, RunRecord, Side } from '../../reports/model/record.ts';
import { withAccounts } from '../accounts/campaign.ts';
import { blankResult } from '../campaign/judge.ts';
import { completeRun } from '../campaign/recover.ts';
import { runCampaign } from '../campaign/run.ts';
import type { CampaignEvent, Planned, RunCampaign } from '../campaign/types.ts';
import { isSystemError, reasonOf } from '../config/system-error.ts';
import type { EffectiveValue } from '../config/effective.ts';
import type { Plan } from '../config/plan.ts';
import { exitCodes, exitSentence } from './exit-codes.ts';
import { sentence as oneLine } from '../../reports/render/text.ts';
import { describeFailure, reportFailure } from './failure.ts';
import { type Io, wantsColor } from './io.ts';
import type { Progress } from './progress.ts';
import { LiveProgress } from './progress-live.ts';
import { PlainProgress } from './progress-plain.ts';
import { makeRunFolder, runName, writeInto, writeManifest } from './results-folder.ts';
import { exitCodeOf, filesFor, findingsFor } from './show.ts';

/** A run that is ready to go. */
export interface Work {
  readonly plan: Plan;
  readonly planned: readonly Planned[];
  readonly filtered: boolean;
  readonly command: string;
  readonly effective: readonly EffectiveValue[];
  readonly strict: boolean;
  readonly color?: boolean;
  /** Clause and reason of a recorded deviation of the servers under test. */
  readonly known?: (result: Result, software: Readonly<Record<Side, string>>) => string | undefined;
}

/** The folder of a run, made and proved writable, and its name. */
export interface RunFolder {
  readonly folder: string;
  readonly name: string;
}

/** Makes the folder of a run that begins now. Throws a UsageError when that is impossible. */
export async function newRun(results: string): Promise<RunFolder> {
  const name = runName(new Date());
  return { name, folder: await makeRunFolder(results, name) };
}

/** Redrawn on a terminal, plain lines otherwise. */
export function progressFor(io: Io, deadlineMs: number, color?: boolean): Progress {
  const options = {
    output: io.stderr,
    color: wantsColor(io.stderr, io.environment, color),
    deadlineMs,
    now: () => performance.now(),
  };
  return io.stderr.isTTY ? new LiveProgress(options) : new PlainProgress(options);
}

/** Runs the campaign, writes the folder, prints what was found. Resolves with the exit code. */
export async function perform(
  work: Work,
  { folder, name }: RunFolder,
  io: Io,
  progress: Progress,
  campaign: RunCampaign = withAccounts(runCampaign),
): Promise<number> {
  const trouble: string[] = [];
  const attempt = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      trouble.push(sentenceIn(folder, error));
    }
  };
  const seen = new Gathered(work.planned);
  await attempt(() => writeInto(folder, 'context/configuration.json', `${JSON.stringify(work.effective, null, 2)}\n`));
  let run: RunRecord | undefined;
  try {
    run = await campaign({
      plan: work.plan,
      planned: work.planned,
      filtered: work.filtered,
      directory: folder,
      runId: name,
      command: work.command,
      signal: io.signal,
      ...(work.known && { known: work.known }),
      onEvent: (event) => {
        seen.take(event);
        progress.event(event.type === 'planned' ? { ...event, run: seen.record('') ?? event.run } : event);
      },
    });
  } catch (error) {
    const sentence = sentenceIn(folder, error);
    run = seen.record(io.signal.aborted ? 'interrupted' : sentence);
    if (run === undefined) {
      progress.close();
      for (const what of seen.leftBehind) io.stderr.write(`Not put back: ${oneLine(what)}\n`);
      return reportFailure(error, io);
    }
    if (!io.signal.aborted) trouble.push(sentence);
  }
  progress.close();
  const record = run;
  const written: string[] = [];
  for (const [path, render] of filesFor(record))
    await attempt(async () => written.push(await writeInto(folder, path, render())));
  await attempt(() => writeManifest(folder));

  io.stderr.write(`\n${findingsFor(record, folder, wantsColor(io.stderr, io.environment, work.color))}\n`);
  for (const path of written) io.stdout.write(`${path}\n`);
  for (const sentence of new Set(trouble)) io.stderr.write(`fedcheck: ${oneLine(sentence)}\n`);
  const code = io.signal.aborted
    ? exitCodes.interrupted
    : trouble.length > 0
      ? exitCodes.trouble
      : exitCodeOf(record, work.strict);
  io.stderr.write(`${exitSentence(code)}\n`);
  return code;
}

/** A write that fails names no path when the file was open before, as on a full disk; the folder is what the user knows. */
const sentenceIn = (folder: string, error: unknown): string =>
  isSystemError(error) && error.path === undefined && error.syscall === 'write'
    ? `The results folder ${folder} cannot be written to: ${reasonOf(error)}.`
    : describeFailure(error).sentence;

/** What the events told, for a campaign that cannot give its record itself. */
class Gathered {
  readonly #planned: readonly Planned[];
  readonly #results = new Map<string, Result>();
  /** What could not be put back after a campaign that failed. */
  leftBehind: readonly string[] = [];
  #run: RunRecord | undefined;

  constructor(planned: readonly Planned[]) {
    this.#planned = planned;
  }

  take(event: CampaignEvent): void {
    if (event.type === 'planned') this.#run = event.run;
    else if (event.type === 'left-behind') this.leftBehind = event.what;
    else if (event.type === 'finished' || event.type === 'amended') {
      this.#results.set(`${event.result.scenario} ${event.result.direction}`, event.result);
    }
  }

  record(stopped: string): RunRecord | undefined {
    const run = this.#run;
    if (run === undefined) return undefined;
    const domains = { A: run.targets.a.domain, B: run.targets.b.domain };
    const blank = this.#planned.map((planned) => blankResult(planned, domains));
    const record = completeRun(run, blank, [...this.#results.values()], stopped);
    return { ...record, finishedAt: new Date().toISOString(), cleanup: [...this.leftBehind] };
  }
}
