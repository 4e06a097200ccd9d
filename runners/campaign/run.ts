import { createHash } from 'node:crypto';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { fedcheckVersion } from '../config/version.ts';
import { EventLog, type LogLine, troubleOf, writeInto } from './events.ts';
import { blankResult, breachVerdict, type Domains } from './judge.ts';
import { LaneRun, type Shared } from './lane.ts';
import { keyOf } from './perform.ts';
import { Pool } from './pool.ts';
import { preflight } from './preflight.ts';
import { lanesOf } from './seats.ts';
import { isInDoubt, stillThere, withoutTarget } from './targets.ts';
import type { CampaignOptions, Planned, RunCampaign } from './types.ts';
import { Watching } from './watching.ts';
import { runOnMocha } from './with-mocha.ts';

const rulesetVersion = '2026.11';

/** Runs the plan: preflight, lanes on mocha, late ledger, invariants, record. Rejects with ConnectionError when a side cannot be reached at all. */
export const runCampaign: RunCampaign = async (given) => {
  const stop = new AbortController();
  const options: CampaignOptions = { ...given, signal: AbortSignal.any([given.signal, stop.signal]) };
  const { plan, planned, directory, onEvent } = options;
  const pool = new Pool(plan);
  try {
    const facts = await preflight(plan, options.signal);
    const domains: Domains = { A: plan.a.domain, B: plan.b.domain };
    const run = newRecord(options, facts.targets);
    const log = new EventLog(directory);
    const results = new Map<string, Result>(
      planned.map((one) => [keyOf(one.scenario, one.direction), blankResult(one, domains)]),
    );
    log.write({ type: 'planned', run, planned: [...results.values()] });
    writeInto(directory, 'context/targets.json', `${JSON.stringify(facts.targets, undefined, 2)}\n`);
    onEvent({ type: 'planned', run, total: planned.length });

    const watching = new Watching(
      planned.map(({ scenario }) => scenario),
      domains,
    );
    let done = 0;
    let stopped = '';
    const halt = (why: string): void => {
      stopped ||= why;
      stop.abort();
    };
    /** After a write that failed no more is written: half a line would spoil the next. */
    let logFails = false;
    const write = (line: LogLine): void => {
      if (logFails) return;
      try {
        log.write(line);
      } catch (error) {
        logFails = true;
        halt(troubleOf(error));
      }
    };
    const record = (result: Result): void => {
      results.set(`${result.scenario} ${result.direction}`, result);
      write({ type: 'finished', result });
      done += 1;
      onEvent({ type: 'finished', done, total: planned.length, result });
    };
    const onLate: Shared['onLate'] = (story, what) => {
      const earlier = results.get(story);
      if (!earlier || earlier.reasonCode === 'late-arrival') return;
      const result = amend(earlier, what, domains);
      results.set(story, result);
      write({ type: 'amended', result });
      onEvent({ type: 'amended', result });
    };
    const shared: Shared = { options, domains, facts, watching, onLate };
    const stories = planned.filter(({ scenario }) => !scenario.invariant);
    const lanes = lanesOf(plan.a.accounts, plan.b.accounts, plan.run.lanes).map(
      (lane) => new LaneRun(lane, pool, shared),
    );
    const interrupt = (): void => {
      for (const lane of lanes) lane.interrupt();
    };
    options.signal.addEventListener('abort', interrupt);
    await Promise.all(
      lanes.map((lane, index) =>
        runOnMocha(shareOf(stories, index, lanes.length), async (one, next) => {
          const result = await lane.play(one, next).catch((error: unknown) => {
            halt(troubleOf(error)); // Mocha would take it for a failed test, and go on with the next.
            throw error;
          });
          const lost = !options.signal.aborted && isInDoubt(result, options) ? await stillThere(plan, pool) : '';
          if (lost !== '') halt(lost);
          const final = lost === '' ? known(result, options) : withoutTarget(result, lost);
          if (final.reasonCode !== 'not-reached') record(final);
          return final;
        }),
      ),
    );
    options.signal.removeEventListener('abort', interrupt);
    for (const one of planned)
      if (one.scenario.invariant && !options.signal.aborted) record(known(watching.result(one), options));
    if (given.signal.aborted) stopped ||= 'interrupted';
    log.close();
    const final: RunRecord = {
      ...run,
      finishedAt: new Date().toISOString(),
      partial: stopped !== '',
      stopped,
      floorMs: Math.round(
        ([...results.values()].reduce((sum, { roundTrips }) => sum + roundTrips, 0) * facts.crossMs) / lanes.length,
      ),
      cleanup: lanes.flatMap(({ leftBehind }) => leftBehind),
      results: [...results.values()],
    };
    return final;
  } finally {
    await pool.release();
    pool.destroy();
  }
};

const shareOf = (planned: readonly Planned[], lane: number, lanes: number): readonly Planned[] =>
  planned.filter((_, index) => index % lanes === lane);

function newRecord(
  { plan, planned, runId, command, filtered }: CampaignOptions,
  targets: { A: RunRecord['targets']['a']; B: RunRecord['targets']['b'] },
): RunRecord {
  const rules = planned.map(({ scenario: { id, requirement } }) => [id, requirement]);
  return {
    schema: 'urn:fedcheck:run:1',
    id: runId,
    fedcheck: fedcheckVersion(),
    ruleset: {
      version: rulesetVersion,
      digest: `sha256:${createHash('sha256').update(JSON.stringify(rules)).digest('hex')}`,
    },
    startedAt: new Date().toISOString(),
    finishedAt: null,
    partial: true,
    filtered,
    stopped: '',
    command,
    targets: { a: targets.A, b: targets.B },
    lanes: plan.run.lanes,
    floorMs: 0,
    cleanup: [],
    results: [],
  };
}

/** A forbidden stanza that came late gives its story the failing verdict of the requirement's level, where one party alone is bound. */
function amend(earlier: Result, what: string, domains: Domains): Result {
  const side = (['A', 'B'] as const).find((one) => domains[one] === earlier.accountable.domain);
  return {
    ...earlier,
    verdict: side ? breachVerdict(earlier.requirement.level) : 'inconclusive',
    reasonCode: 'late-arrival',
    expected: `never to receive ${what}`,
    actual: `it arrived after its story had ended${earlier.actual === '' ? '' : `; before: ${earlier.actual}`}`,
    atFault: side ?? 'undetermined',
    argument: side
      ? `the requirement binds ${side} alone, and the late arrival was seen`
      : 'which server held it back cannot be told',
    impact: 'degraded',
  };
}

/** Marks a deviation that is on record for the servers of the lab, with its clause and reason. */
function known(result: Result, { known: find }: CampaignOptions): Result {
  if (result.verdict !== 'fail' && result.verdict !== 'warn') return result;
  const reason = find?.(result);
  return reason === undefined ? result : { ...result, known: reason };
}
