import { createHash } from 'node:crypto';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { fedcheckVersion } from '../config/version.ts';
import { EventLog, writeInto } from './events.ts';
import { blankResult, breachVerdict, type Domains } from './judge.ts';
import { LaneRun, type Shared } from './lane.ts';
import { keyOf } from './perform.ts';
import { Pool } from './pool.ts';
import { preflight } from './preflight.ts';
import { lanesOf } from './seats.ts';
import { stillThere } from './targets.ts';
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
    const facts = await preflight(plan, pool);
    const domains: Domains = { A: plan.a.domain, B: plan.b.domain };
    const run = newRecord(options, facts.targets);
    const log = new EventLog(directory);
    const results = new Map<string, Result>(planned.map((one) => [keyOf(one.scenario, one.direction), blankResult(one, domains)]));
    log.write({ type: 'planned', run, planned: [...results.values()] });
    writeInto(directory, 'context/targets.json', `${JSON.stringify(facts.targets, undefined, 2)}\n`);
    onEvent({ type: 'planned', run, total: planned.length });

    const watching = new Watching(planned.map(({ scenario }) => scenario), domains);
    let done = 0;
    const record = (result: Result): void => {
      results.set(`${result.scenario} ${result.direction}`, result);
      log.write({ type: 'finished', result });
      done += 1;
      onEvent({ type: 'finished', done, total: planned.length, result });
    };
    const onLate: Shared['onLate'] = (story, what) => {
      const earlier = results.get(story);
      if (!earlier || earlier.reasonCode === 'late-arrival') return;
      const result = amend(earlier, what, domains);
      results.set(story, result);
      log.write({ type: 'amended', result });
      onEvent({ type: 'amended', result });
    };
    const shared: Shared = { options, domains, facts, watching, onLate };
    let stopped = '';
    const stories = planned.filter(({ scenario }) => !scenario.invariant);
    const lanes = lanesOf(plan.a.accounts, plan.b.accounts, plan.run.lanes).map((lane) => new LaneRun(lane, pool, shared));
    const interrupt = (): void => {
      for (const lane of lanes) lane.interrupt();
    };
    options.signal.addEventListener('abort', interrupt);
    await Promise.all(
      lanes.map((lane, index) =>
        runOnMocha(shareOf(stories, index, lanes.length), async (one, next) => {
          const result = known(await lane.play(one, next), options);
          if (!options.signal.aborted && result.reasonCode !== 'federation-down' && result.verdict === 'inconclusive') {
            stopped ||= await stillThere(plan, pool);
            if (stopped !== '') stop.abort();
          }
          if (result.reasonCode !== 'not-reached') record(result);
          return result;
        }),
      ),
    );
    options.signal.removeEventListener('abort', interrupt);
    for (const one of planned) if (one.scenario.invariant && !options.signal.aborted) record(known(watching.result(one), options));
    if (given.signal.aborted) stopped = 'interrupted';
    log.close();
    const final: RunRecord = {
      ...run,
      finishedAt: new Date().toISOString(),
      partial: stopped !== '',
      stopped,
      floorMs: Math.round(([...results.values()].reduce((sum, { roundTrips }) => sum + roundTrips, 0) * facts.crossMs) / lanes.length),
      cleanup: lanes.flatMap(({ leftBehind }) => leftBehind),
      results: [...results.values()],
    };
    return final;
  } finally {
    await pool.release();
    pool.destroy();
  }
};

const shareOf = (planned: readonly Planned[], lane: number, lanes: number): readonly Planned[] => planned.filter((_, index) => index % lanes === lane);

function newRecord({ plan, planned, runId, command, filtered }: CampaignOptions, targets: { A: RunRecord['targets']['a']; B: RunRecord['targets']['b'] }): RunRecord {
  const rules = planned.map(({ scenario: { id, requirement } }) => [id, requirement]);
  return {
    schema: 'urn:fedcheck:run:1',
    id: runId,
    fedcheck: fedcheckVersion(),
    ruleset: { version: rulesetVersion, digest: `sha256:${createHash('sha256').update(JSON.stringify(rules)).digest('hex')}` },
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
    argument: side ? `the requirement binds ${side} alone, and the late arrival was seen` : 'which server held it back cannot be told',
    impact: 'degraded',
  };
}

/** Marks a deviation that is on record for the servers of the lab, with its clause and reason. */
function known(result: Result, { known: find }: CampaignOptions): Result {
  if (result.verdict !== 'fail' && result.verdict !== 'warn') return result;
  const reason = find?.(result);
  return reason === undefined ? result : { ...result, known: reason };
}
