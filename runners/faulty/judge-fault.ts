import type { KillCell, KillOutcome } from '../../reports/model/kill-matrix.ts';
import type { Result, RunRecord, Side, Verdict } from '../../reports/model/record.ts';
import { glob } from '../campaign/catalogue.ts';
import { breachVerdict } from '../campaign/judge.ts';
import type { Kill, ServerFault } from './server-fault.ts';

/** Who is faulty in a run; a side without a fault is healthy. */
export type FaultsBySide = Readonly<Partial<Record<Side, ServerFault>>>;

/** What of a run is judged here. */
export type Judged = Pick<RunRecord, 'results' | 'partial' | 'stopped'>;

const sides = ['A', 'B'] as const;
const failing: readonly Verdict[] = ['fail', 'warn'];

/** The fault's name in the matrix: of a pair, both names. */
export const nameOf = (faults: FaultsBySide): string =>
  sides.flatMap((side) => faults[side]?.name ?? []).join(' with ');

/**
 * What a run against faulty domains showed: a cell for each scenario that had to fail, and one for each failing verdict
 * that no fault explains. Deviations on record for the products count for nothing.
 */
export function judgeFault(faults: FaultsBySide, run: Judged): KillCell[] {
  const wanted = sides.flatMap((side) => (faults[side]?.kills ?? []).map((kill) => ({ side, kill })));
  const explained = (result: Result): boolean =>
    sides.some((side) => isOnly(result, side) && names(faults[side], result.scenario));
  const further = run.results.filter(
    (result) => (isAccusation(result) && !explained(result)) || result.verdict === 'error',
  );
  return [
    ...wanted.map(({ side, kill }) => killCell(faults, side, kill, run)),
    ...further.map((result) => furtherCell(faults, result)),
  ];
}

/** Whether a fault says that it breaks the scenario, or may. */
const names = (fault: ServerFault | undefined, scenario: string): boolean =>
  fault !== undefined &&
  [...fault.kills.map((kill) => kill.scenario), ...fault.also].some((pattern) => glob(pattern).test(scenario));

/** Whether the faulty side alone is blamed, or a warning names nobody. */
const isOnly = ({ atFault, verdict }: Result, side: Side): boolean =>
  atFault === side || (verdict === 'warn' && atFault === 'undetermined');

const isAccusation = ({ verdict, known }: Result): boolean => failing.includes(verdict) && known === undefined;

function killCell(faults: FaultsBySide, side: Side, { scenario, reason, blamesNobody }: Kill, run: Judged): KillCell {
  const played = run.results.filter((result) => result.scenario === scenario);
  const [first] = played;
  if (!first) throw new Error(`${scenario} was not planned against ${nameOf(faults)}`);
  const verdict = reason === 'advice-not-followed' ? 'warn' : breachVerdict(first.requirement.level);
  const atFault = blamesNobody ? 'undetermined' : side;
  // What the product shows by itself is no work of the fault.
  const isSeen = (result: Result): boolean => result.verdict === verdict && result.known === undefined;
  const blamed = played.filter((result) => isSeen(result) && result.atFault === atFault);
  const killing = blamed.find((result) => result.reasonCode === reason);
  const seen = killing ?? blamed[0] ?? played.find((result) => result.verdict !== 'pass') ?? first;
  const outcome: KillOutcome = killing ? 'killed' : blamed.length > 0 ? 'other-reason' : 'survived';
  return {
    ...cellOf(faults, seen, outcome),
    on: side,
    wanted: { verdict, reason, atFault },
    note: killing ? '' : noteOf(outcome, played, run),
  };
}

function noteOf(outcome: KillOutcome, played: readonly Result[], { partial, stopped }: Judged): string {
  if (partial) return `the run ended early: ${stopped}`;
  if (outcome === 'other-reason') return 'it failed, but not for the reason that the fault gives';
  return `it ended in ${played.map(({ direction, verdict }) => `${verdict} (${direction})`).join(' and ')}`;
}

/** A failing verdict that no fault explains: on the healthy side it is a false accusation. */
function furtherCell(faults: FaultsBySide, result: Result): KillCell {
  const suspects = sides.filter((side) => faults[side] !== undefined);
  const named = suspects.filter((side) => names(faults[side], result.scenario));
  const guilty = named.length > 0 ? named : suspects;
  const isOfFaulty = guilty.some((side) => isOnly(result, side)) || result.verdict === 'error';
  return {
    ...cellOf(faults, result, isOfFaulty ? 'unexpected' : 'blamed-wrongly'),
    wanted: null,
    note: isOfFaulty
      ? 'the fault does not say that this breaks'
      : 'the server that is blamed has no fault, or not that one',
  };
}

function cellOf(faults: FaultsBySide, result: Result, outcome: KillOutcome): Omit<KillCell, 'wanted' | 'note'> {
  const { scenario, area, direction, verdict, reasonCode, atFault, argument, actual } = result;
  const [side, ...more] = sides.filter((one) => faults[one] !== undefined);
  return {
    fault: nameOf(faults),
    on: more.length > 0 ? 'both' : (side ?? null),
    scenario,
    area,
    direction,
    outcome,
    seen: { verdict, reason: reasonCode, atFault, argument, actual },
  };
}
