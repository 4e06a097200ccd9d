import { citation } from '../../reports/model/spec-link.ts';
import type { KillCell, KillFault, KillOutcome } from '../../reports/model/kill-matrix.ts';
import type { Direction, Result } from '../../reports/model/record.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Fault } from '../scenario/fault.ts';
import { breachVerdict } from './judge.ts';

/** One fault of a scenario, done to what its actors receive. */
export interface WireFault {
  readonly scenario: Scenario;
  readonly fault: Fault;
  /** Of the scenario's faults, counted from 1. */
  readonly number: number;
}

/** What came of a fault in one direction. */
export interface Proof {
  readonly of: WireFault;
  readonly direction: Direction;
  readonly clean: Result;
  readonly seen: Result;
}

const longestActual = 400;

export const wireFaultsOf = (scenarios: readonly Scenario[]): readonly WireFault[] =>
  scenarios.flatMap((scenario) => scenario.faults.map((fault, index) => ({ scenario, fault, number: index + 1 })));

export const described = ({ scenario, fault, number }: WireFault): KillFault => ({
  name: nameOf(scenario, number),
  source: 'wire',
  sentence: fault.name,
  rule: citation(scenario.requirement),
});

const nameOf = ({ id }: Scenario, number: number): string => `${id} ${String(number)}`;

/** The cell of a fault in one direction. `note` says how it was come by, where that is not plain. */
export function cellOf(proof: Proof, note = ''): KillCell {
  const { of, direction, seen } = proof;
  const { outcome, why } = outcomeOf(proof);
  return {
    fault: nameOf(of.scenario, of.number),
    on: null,
    scenario: of.scenario.id,
    area: of.scenario.area,
    direction,
    outcome,
    wanted: wantedOf(of),
    seen: {
      verdict: seen.verdict,
      reason: seen.reasonCode,
      atFault: seen.atFault,
      argument: seen.argument,
      actual: seen.actual.slice(0, longestActual),
    },
    note: [why, note].filter((text) => text !== '').join('; '),
  };
}

/** Where the server deviates when clean as well, or does not offer what is asked, only the other direction can show the fault. */
export const isHidden = ({ clean, seen }: Proof): boolean =>
  ['fail', 'warn', 'not-applicable'].includes(clean.verdict) && seen.verdict === clean.verdict;

/** A fault that this direction hides, and that was killed in the other. */
export const shownElsewhere = (proof: Proof): KillCell => ({
  ...cellOf(proof),
  outcome: 'killed',
  note: `it ends in ${proof.clean.verdict} when clean as well; the other direction shows the fault`,
});

function wantedOf({ scenario, fault }: WireFault): NonNullable<KillCell['wanted']> {
  const verdict = fault.verdict ?? breachVerdict(scenario.requirement.level);
  if (scenario.invariant) return { verdict, reason: 'invariant-broken', atFault: null };
  return { verdict, reason: reasonsOf({ fault, verdict }).join(' or '), atFault: null };
}

const reasonsOf = ({ fault, verdict }: { fault: Fault; verdict: Result['verdict'] }): readonly string[] => [
  ...fault.kinds,
  ...(verdict === 'warn' ? ['advice-not-followed'] : []),
];

function outcomeOf({ of, clean, seen }: Proof): { readonly outcome: KillOutcome; readonly why: string } {
  const { verdict } = wantedOf(of);
  if (of.scenario.invariant) return outcomeOfInvariant(seen, verdict);
  if (seen.verdict !== verdict) return { outcome: 'survived', why: `it ended in ${seen.verdict}, not in ${verdict}` };
  if (!reasonsOf({ fault: of.fault, verdict }).includes(seen.reasonCode))
    return { outcome: 'other-reason', why: 'it broke, but not for the reason that the fault gives' };
  return clean.verdict === seen.verdict && clean.actual === seen.actual
    ? { outcome: 'survived', why: 'the clean run broke in the same way' }
    : { outcome: 'killed', why: '' };
}

/** Of some invariants it cannot be told who broke them: then they accuse nobody, and see it all the same. */
function outcomeOfInvariant(seen: Result, wanted: Result['verdict']): ReturnType<typeof outcomeOf> {
  if (seen.reasonCode !== 'invariant-broken')
    return { outcome: 'survived', why: `the invariant did not see it (${seen.verdict})` };
  return { outcome: 'killed', why: seen.verdict === wanted ? '' : seen.argument };
}
