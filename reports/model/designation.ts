import type { ProfileLevel } from './profile.ts';
import { type RunRecord, type Side, sides } from './record.ts';
import type { Claims } from './claims.ts';

/** Whom Article 7 obliges, from what the providers declare, and from which day on. */

export const claimsOf = ({ targets }: Pick<RunRecord, 'targets'>, side: Side): Claims | undefined =>
  (side === 'A' ? targets.a : targets.b).claims;

/** Services that declare to be designated as gatekeepers. */
export const obligedSides = (run: RunRecord): readonly Side[] =>
  sides.filter((side) => claimsOf(run, side)?.designated !== undefined);

/**
 * Services whose faults count towards a level: the gatekeeper's alone where one side is a gatekeeper, since Article 7
 * binds no other; both where none or each of them is, and the level then describes the two together.
 */
export function judgedSides(run: RunRecord): readonly Side[] {
  const obliged = obligedSides(run);
  return obliged.length === 0 ? sides : obliged;
}

/** The months after a day, no later than the end of the month that they lead to. Days are written YYYY-MM-DD. */
function monthsAfter(day: string, months: number): string {
  const from = new Date(`${day}T00:00:00Z`);
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), last));
  return target.toISOString().slice(0, 10);
}

/** A request is to be met within three months (Article 7(5)). */
const monthsForRequest = 3;

interface Due {
  readonly due: string | null;
  readonly dueLabel: string;
  /** False where the day had not come when the run began, or no request is declared. */
  readonly isDue: boolean;
}

/**
 * When a level is due: its months after the designation, and not before three months after the request; of two
 * gatekeepers the earlier day counts. Article 7 binds upon request (7(1), 7(5)), so that nothing is due where none is
 * declared. Without a designation nothing is due to anybody, and the level is judged all the same.
 */
export function dueOf({ due: { months } }: ProfileLevel, run: RunRecord): Due {
  const days = obligedSides(run).flatMap((side) => {
    const { designated, requested } = claimsOf(run, side) ?? {};
    if (designated === undefined) return [];
    const byLaw = monthsAfter(designated, months);
    const byRequest = requested === undefined ? byLaw : monthsAfter(requested, monthsForRequest);
    return [{ day: byRequest > byLaw ? byRequest : byLaw, isRequested: requested !== undefined }];
  });
  const earliestFirst = days.toSorted((left, right) => left.day.localeCompare(right.day));
  const first = earliestFirst.find(({ isRequested }) => isRequested) ?? earliestFirst[0];
  if (first === undefined)
    return {
      due: null,
      isDue: true,
      dueLabel: `${months} months after a designation; none is declared, so it is judged as if due`,
    };
  if (!first.isRequested)
    return {
      due: first.day,
      isDue: false,
      dueLabel: `From ${first.day}, upon request (Article 7(5)); no request is declared`,
    };
  const isDue = run.startedAt.slice(0, 10) >= first.day;
  return { due: first.day, isDue, dueLabel: `${isDue ? 'Due since' : 'Due from'} ${first.day}` };
}
