import { groupBy } from './count.ts';
import { isKill, type KillCell, type KillFault, type KillMatrix, type KillOutcome } from './kill-matrix.ts';
import { sides } from './record.ts';

/** What the report of a kill matrix counts: faults rather than stories, each by the worst that came of it. */

/** Planted on the wire first, then in one server, then in both. */
export const killSources = ['wire', 'prosody', 'ejabberd', 'pair'] as const satisfies readonly KillFault['source'][];

/** A fault that was not played wherever it should be proves nothing, whatever the rest of it showed. */
export type FaultState = KillOutcome | 'not-played';

/** The worst first: a false accusation, a blind scenario, a kill by accident, a story too many, nothing shown. */
export const faultStates = [
  'blamed-wrongly',
  'survived',
  'other-reason',
  'unexpected',
  'not-played',
  'killed',
] as const satisfies readonly FaultState[];

export interface FaultRow {
  readonly fault: KillFault;
  readonly cells: readonly KillCell[];
  readonly state: FaultState;
  /** Where it should have been played and was not; empty when all was. */
  readonly lacking: readonly string[];
}

/** Every fault with its cells, in the order of the matrix. */
export function faultRows({ faults, cells }: KillMatrix): readonly FaultRow[] {
  const byFault = groupBy(cells, ({ fault }) => fault);
  return faults.map((fault) => {
    const own = byFault.get(fault.name) ?? [];
    const lacking = lackingOf(fault, own);
    return { fault, cells: own, lacking, state: worstOf([...own, ...lacking.map(() => 'not-played' as const)]) };
  });
}

/** A fault of one server must be played as A and as B; any other in at least one way. */
function lackingOf({ source }: KillFault, cells: readonly KillCell[]): readonly string[] {
  if (cells.length === 0) return ['at all'];
  if (source === 'wire' || source === 'pair') return [];
  return sides.filter((side) => cells.every(({ on }) => on !== side)).map((side) => `as ${side}`);
}

/** The worst of some cells; that of none is not played. */
export function worstOf(all: readonly (KillCell | 'not-played')[]): FaultState {
  const states = new Set<FaultState>(all.map((one) => (one === 'not-played' ? one : one.outcome)));
  return faultStates.find((state) => states.has(state)) ?? 'not-played';
}

/** How many faults ended in each way. */
export const countStates = (rows: readonly FaultRow[]): Readonly<Record<FaultState, number>> =>
  Object.fromEntries(faultStates.map((state) => [state, rows.filter((row) => row.state === state).length])) as Record<
    FaultState,
    number
  >;

/** What is no kill, the worst first. */
export const missedCells = ({ cells }: KillMatrix): readonly KillCell[] => {
  const missed = cells.filter((cell) => !isKill(cell));
  return faultStates.flatMap((state) => missed.filter(({ outcome }) => outcome === state));
};
