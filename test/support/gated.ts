import type { Entry } from '../../reports/model/catalogue.ts';
import type { Claims } from '../../reports/model/claims.ts';
import { type Gated, judgeGates } from '../../reports/model/gate-reasons.ts';
import type { Gate, Weight } from '../../reports/model/gating.ts';
import type { Level, Result, Side } from '../../reports/model/record.ts';
import { onEntry, profiledRun } from './sample-profile.ts';

/** The entry that all of it is about. */
export const id = 'MSG-01';
export const gateOf = (weight: Weight, over: Partial<Gate> = {}): Gate => ({ id, weight, reading: '', ...over });

export interface Given {
  readonly gate?: Gate;
  readonly judged?: readonly Side[];
  readonly claims?: { readonly a?: Claims; readonly b?: Claims };
  readonly entry?: Partial<Entry>;
}

/** What one entry comes to in the direction A->B, in which B is accountable. */
export function judge(results: readonly Result[], given: Given = {}): Gated | undefined {
  const { gate = gateOf('binding'), judged = ['A', 'B'], claims, entry } = given;
  const run = profiledRun(results, {}, claims);
  const entries = run.catalogue.entries.map((one) => ({ ...one, ...entry }));
  const [profile] = run.profiles;
  if (!profile) throw new Error('the sample has no profile');
  const judging = { run: { ...run, catalogue: { entries, features: [] } }, profile, judged };
  return judgeGates([gate], 'A->B', judging)[0];
}
export const on = (over: Partial<Result> = {}, level: Level = 'MUST'): Result => onEntry(id, over, level);
/** "kind: sentence" of each reason, without what the entry asks for. */
export const told = (...given: Parameters<typeof judge>): readonly string[] | undefined =>
  judge(...given)?.reasons.map(({ kind, sentence }) => `${kind}: ${sentence.replace(`What ${id} asks for: `, '')}`);
