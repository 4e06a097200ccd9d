import type { Direction, Level, Result, Side, Verdict } from '../../reports/model/record.ts';
import type { Attribution } from '../judge/attribution.ts';
import type { Breach } from '../judge/breach.ts';
import type { Scenario } from '../scenario/declare.ts';
import { wallTime } from '../session/transcript.ts';
import { findFault, type PlayControl } from './find-fault.ts';
import type { Performance } from './perform.ts';
import { sideOfRole } from './seats.ts';
import type { Planned } from './types.ts';

/** Domains by side, and that of the reference where the plan names one. */
export type Domains = Readonly<Record<Side, string> & { reference?: string }>;

/** The verdict that a breach of a requirement of this level brings: only a MUST can fail (RFC 2119). */
export const breachVerdict = (level: Level): Verdict => (level === 'MUST' || level === 'MUST NOT' ? 'fail' : 'warn');

/** A result as it stands before anything was tried. */
export function blankResult({ scenario, direction }: Planned, domains: Domains): Result {
  const { accountable } = scenario;
  const domain = accountable === 'both' ? `${domains.A}, ${domains.B}` : domains[sideOfRole(accountable, direction)];
  return {
    scenario: scenario.id,
    title: scenario.title,
    area: scenario.area,
    feature: scenario.feature,
    article: scenario.article,
    direction,
    verdict: 'not-run',
    requirement: scenario.requirement,
    covers: [...scenario.covers],
    accountable: { party: accountable, domain },
    atFault: null,
    argument: '',
    controls: [],
    reasonCode: 'not-reached',
    outcome: '',
    expected: '',
    actual: 'the run ended before it was reached',
    impact: null,
    remarks: [],
    measures: [],
    startedAt: null,
    durationMs: 0,
    roundTrips: 0,
    exchange: [],
    evidence: [],
  };
}

/** Turns a performance into a result; a breach is attributed with controls before anybody is accused. */
export async function judge(
  planned: Planned,
  performance: Performance,
  domains: Domains,
  play: PlayControl,
): Promise<Result> {
  const { ending, story } = performance;
  const base: Result = {
    ...blankResult(planned, domains),
    outcome: story.outcome,
    remarks: story.remarks,
    measures: story.measures,
    startedAt: wallTime(performance.storyAt),
    durationMs: Math.round(performance.durationMs * 10) / 10,
    roundTrips: performance.roundTrips,
    reasonCode: '',
    actual: '',
  };
  switch (ending.kind) {
    case 'held':
      return heldResult(base, planned.direction, planned.scenario);
    case 'broken':
      return brokenResult(
        { ...base, exchange: [...performance.exchange] },
        ending.breach,
        await findFault(planned, ending.breach, performance, domains, play),
        planned.scenario,
      );
    case 'not-applicable':
      return { ...base, verdict: 'not-applicable', reasonCode: ending.code, actual: ending.why };
    case 'refused':
      return {
        ...base,
        verdict: 'refused',
        reasonCode: ending.code,
        actual: ending.why,
        impact: planned.scenario.impact ?? 'blocking',
        exchange: [...performance.exchange],
      };
    case 'undecided':
      return {
        ...base,
        verdict: 'inconclusive',
        atFault: 'undetermined',
        reasonCode: ending.code,
        actual: ending.why,
        argument: 'the story could not be judged, so nobody is accused',
        exchange: [...performance.exchange],
      };
    case 'harness-error':
      return {
        ...base,
        verdict: 'error',
        atFault: 'tool',
        reasonCode: ending.code,
        actual: ending.why,
        argument: 'a defect of fedcheck or of the scenario',
        exchange: [...performance.exchange],
      };
  }
}

function heldResult(base: Result, direction: Direction, scenario: Scenario): Result {
  const warned = base.remarks.filter(({ verdict }) => verdict === 'warn');
  if (warned.length === 0) return { ...base, verdict: 'pass' };
  const { accountable } = scenario;
  return {
    ...base,
    verdict: 'warn',
    reasonCode: 'advice-not-followed',
    expected: warned.map(({ requirement }) => requirement?.sentence ?? '').join('; '),
    actual: warned.map(({ text }) => text).join('; '),
    atFault: accountable === 'both' ? 'undetermined' : sideOfRole(accountable, direction),
    argument: 'it is bound by what was not followed; no control was run, as this brings no more than a warning',
    impact: 'none',
  };
}

function brokenResult(
  base: Result,
  breach: Breach,
  { atFault, argument, convicts, controls }: Attribution,
  scenario: Scenario,
): Result {
  const exchange = base.exchange.map((entry) =>
    breach.offending?.toString().startsWith(entry.xml) === true ? { ...entry, mark: 'offending' as const } : entry,
  );
  return {
    ...base,
    verdict: convicts ? breachVerdict(scenario.requirement.level) : 'inconclusive',
    atFault,
    argument,
    controls,
    reasonCode: breach.kind,
    expected: breach.wanted,
    actual: breach.found,
    impact: scenario.impact ?? 'degraded',
    exchange,
  };
}
