import type { Entry } from './catalogue.ts';
import { claimsOf } from './designation.ts';
import type { Profile, ProfileLevel } from './profile.ts';
import { levelEntries } from './profile.ts';
import { type RunRecord, type Side } from './record.ts';

/**
 * What an entry is to a level.
 * - `binding`: only what is MUST or MUST NOT of it decides. Of an entry with several levels this is its MUST part.
 * - `policy`: what the profile requires without a norm of the protocol decides as well.
 * - `promoted`: everything but a MAY decides, and a warning does too.
 * - `advisory`: nothing of it decides.
 */
export type Weight = 'binding' | 'policy' | 'promoted' | 'advisory';

/** An entry as a level or a view takes it. */
export interface Gate {
  readonly id: string;
  readonly weight: Weight;
  /** Why it decides, where the source does not say so by itself. */
  readonly reading: string;
  /** Only what these scenarios found decides; the rest of the entry is advisory. */
  readonly scenarios?: readonly string[];
}

const reading = 'reading by Art. 2(29)';

/**
 * The entries of a level with their weights. Entries that hang on a function decide only where one of the given
 * services declares that function for its own users; else they are advisory.
 */
export function gatesOf(level: ProfileLevel, run: RunRecord, judged: readonly Side[]): readonly Gate[] {
  const gates = (ids: readonly string[], weight: Weight): readonly Gate[] =>
    ids.map((id) => ({ id, weight, reading: '' }));
  const isDeclared = (name: string): boolean =>
    judged.some((side) => claimsOf(run, side)?.functions.includes(name) === true);
  return [
    ...gates([...level.gating, ...level.mustPartOnly], 'binding'),
    ...gates(level.policyGating, 'policy'),
    ...level.declared.flatMap((part) =>
      isDeclared(part.function)
        ? gates(part.ids, 'binding').map((gate) => ({ ...gate, reading }))
        : gates(part.ids, 'advisory'),
    ),
    ...level.promoted.flatMap((part) =>
      part.function === undefined || isDeclared(part.function)
        ? gates(part.ids, 'promoted').map((gate) => ({ ...gate, ...(part.scenarios && { scenarios: part.scenarios }) }))
        : gates(part.ids, 'advisory'),
    ),
    ...gates(level.advisory, 'advisory'),
  ];
}

/** Weights of the entries of a view: those that the levels give them, and by their own levels where none names them. */
export function gatesOfView(
  profile: Profile,
  ids: readonly string[],
  run: RunRecord,
  judged: readonly Side[],
): readonly Gate[] {
  const known = new Map(
    profile.levels.flatMap((level) => gatesOf(level, run, judged)).map((gate) => [gate.id, gate] as const),
  );
  const entries = new Map(run.catalogue.entries.map((entry) => [entry.id, entry] as const));
  return ids.map((id) => known.get(id) ?? { id, weight: ownWeight(entries.get(id)), reading: '' });
}

/** Without a level that names it, only what its specification binds decides; a policy of ours refuses nothing. */
function ownWeight(entry: Entry | undefined): Weight {
  if (entry === undefined) return 'binding';
  return entry.levels.some((level) => level === 'MUST' || level === 'MUST NOT') ? 'binding' : 'advisory';
}

/** Whether rooms, and so the side that hosts them, matter to a level. */
export const hasRooms = (level: ProfileLevel, { catalogue }: RunRecord): boolean => {
  const ids = new Set(levelEntries(level));
  return catalogue.entries.some(({ id, accountable }) => accountable === 'mucService' && ids.has(id));
};
