import { claimsOf, dueOf, judgedSides, obligedSides } from './designation.ts';
import { isClear, judgeCell, plainReason } from './gate-cell.ts';
import type { Gated, Judging } from './gate-reasons.ts';
import { gatesOf, hasRooms } from './gating.ts';
import type { Profile, ProfileLevel } from './profile.ts';
import type { LevelCell, LevelRow, LevelState } from './profile-rows.ts';
import { type Direction, directions, type RunRecord } from './record.ts';

export { questionRows, suiteRows, subProfileRows } from './profile-views.ts';

const worstFirst: readonly LevelState[] = [
  'not due',
  'not met',
  'undetermined',
  'met in itself',
  'met with observations',
  'met',
];

/**
 * Every level of every profile of the run, in each direction. In the direction A->B rooms are hosted on B, and on A in
 * the other; the labels say so where a level has to do with rooms.
 *
 * A level is
 * - not met where something that decides was broken, or declared and refused, or declared and not there;
 * - else undetermined where something that decides was not tested, not run, or not judged;
 * - else met with observations where a part that does not decide failed or warned; else met;
 * - met in itself where one of these two holds and a level that it needs is neither;
 * - not due, with the state that it would have as readiness, where the run began before the day that follows from the
 *   designation and the request that a provider declares, or where it declares no request. Without a designation every level is judged, and its label says so.
 *
 * What decides in an entry is its MUST part (`gating.ts`), whose fault counts is `judgedSides`, and what each verdict
 * does is in `gate-reasons.ts`. Where everything that decides does not apply, nothing was seen of the level, and it is
 * undetermined. A run that was filtered or ended early makes no statement on any level.
 */
export function levelRows(run: RunRecord): readonly LevelRow[] {
  return run.profiles.flatMap((profile) => {
    const cells = new Map(directions.map((direction) => [direction, cellsOf(profile, run, direction)] as const));
    return profile.levels.flatMap((level): readonly LevelRow[] => {
      const there = cells.get('A->B')?.get(level.id);
      const back = cells.get('B->A')?.get(level.id);
      if (there === undefined || back === undefined) return [];
      const { due, dueLabel } = dueOf(level, run);
      const rooms = hasRooms(level, run);
      return [
        {
          profile: profile.id,
          level,
          cells: { 'A->B': there, 'B->A': back },
          state: worst([there.state, back.state]),
          labels: { 'A->B': rooms ? 'A->B, rooms on B' : 'A->B', 'B->A': rooms ? 'B->A, rooms on A' : 'B->A' },
          due,
          dueLabel,
          obliged: obligedSides(run),
        },
      ];
    });
  });
}

const worst = (states: readonly LevelState[]): LevelState =>
  worstFirst.find((state) => states.includes(state)) ?? 'undetermined';

/** The levels of a profile in one direction; a level stands after those that it needs. */
function cellsOf(profile: Profile, run: RunRecord, direction: Direction): ReadonlyMap<string, LevelCell> {
  const judging: Judging = { run, profile, judged: judgedSides(run) };
  const cells = new Map<string, LevelCell>();
  for (const level of profile.levels) cells.set(level.id, cellOf(level, direction, judging, cells));
  return cells;
}

function cellOf(
  level: ProfileLevel,
  direction: Direction,
  judging: Judging,
  below: ReadonlyMap<string, LevelCell>,
): LevelCell {
  const { run, judged } = judging;
  const gates = gatesOf(level, run, judged);
  const own = judgeCell(gates, direction, judging, (gated) => withAlternatives(level, gated, judging));
  const lacking = isMet(own.state) ? level.needs.filter((id) => !isMet(below.get(id)?.readiness)) : [];
  const readiness = lacking.length > 0 ? 'met in itself' : own.state;
  const needs = lacking.map((id) =>
    plainReason(
      'noted',
      `Counts only together with ${id}, which is ${below.get(id)?.readiness ?? 'not in the profile'}`,
    ),
  );
  const isDue = dueOf(level, run).isDue;
  return { ...own, state: isDue ? readiness : 'not due', readiness, reasons: [...own.reasons, ...needs] };
}

const isMet = (state: LevelState | undefined): boolean => state === 'met' || state === 'met with observations';

/** Of alternatives one that holds suffices, unless all of their functions are declared: the others are noted only. */
function withAlternatives(
  { alternatives }: ProfileLevel,
  gated: readonly Gated[],
  { run, judged }: Judging,
): readonly Gated[] {
  const spared = alternatives.filter(
    ({ ids, functions }) =>
      gated.some((one) => ids.includes(one.gate.id) && one.held && isClear(one)) &&
      !judged.some((side) => functions.every((name) => claimsOf(run, side)?.functions.includes(name) === true)),
  );
  return gated.map((one) =>
    spared.some(({ ids }) => ids.includes(one.gate.id)) && !isClear(one)
      ? { ...one, reasons: one.reasons.map((reason) => ({ ...reason, kind: 'noted' as const })) }
      : one,
  );
}
