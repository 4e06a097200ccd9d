import { type Gated, judgeGates, type Judging } from './gate-reasons.ts';
import type { Gate } from './gating.ts';
import type { LevelCell, LevelReason, ReasonKind } from './profile-rows.ts';
import type { Direction } from './record.ts';
import { whyNoStatement } from './verdict.ts';

const kindOrder: readonly ReasonKind[] = ['hinders', 'open', 'observed', 'noted'];

/** A reason that lies in no entry of the catalogue. */
export const plainReason = (kind: ReasonKind, sentence: string): LevelReason => ({
  kind,
  entry: '',
  results: [],
  atFault: null,
  sentence,
});

export interface Judged extends Pick<LevelCell, 'reasons' | 'gating' | 'held'> {
  readonly state: 'met' | 'met with observations' | 'not met' | 'undetermined';
}

/** Nothing of it hinders a level or leaves it open. */
export const isClear = ({ reasons }: Gated): boolean =>
  !reasons.some(({ kind }) => kind === 'hinders' || kind === 'open');

/** The state that follows from entries alone, whatever else a level needs. */
export function judgeCell(
  gates: readonly Gate[],
  direction: Direction,
  judging: Judging,
  settle: (gated: readonly Gated[]) => readonly Gated[] = (gated) => gated,
): Judged {
  const deciding = gates.filter(({ weight }) => weight !== 'advisory').length;
  const silence = whyNoStatement(judging.run);
  if (silence !== undefined) {
    return { state: 'undetermined', reasons: [plainReason('open', silence)], gating: deciding, held: 0 };
  }
  const gated = settle(judgeGates(gates, direction, judging));
  const found = gated.flatMap(({ reasons }) => reasons);
  const isIdle = !gated.some(({ held }) => held) && !found.some(({ kind }) => kind === 'hinders' || kind === 'open');
  const all = isIdle ? [...found, plainReason('open', 'Nothing that decides applies to these services')] : found;
  const has = (kind: ReasonKind): boolean => all.some((reason) => reason.kind === kind);
  const state = has('hinders')
    ? 'not met'
    : has('open')
      ? 'undetermined'
      : has('observed')
        ? 'met with observations'
        : 'met';
  const clear = gated.filter((one) => one.gate.weight !== 'advisory' && isClear(one));
  return {
    state,
    reasons: all.toSorted((left, right) => kindOrder.indexOf(left.kind) - kindOrder.indexOf(right.kind)),
    gating: deciding,
    held: clear.length,
  };
}
