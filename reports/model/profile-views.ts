import { claimsOf, judgedSides } from './designation.ts';
import { judgeCell, plainReason } from './gate-cell.ts';
import { judgeGates, type Judging } from './gate-reasons.ts';
import { gatesOfView } from './gating.ts';
import type { Profile, Question } from './profile.ts';
import type { LevelReason, QuestionFinding, QuestionRow, SubProfileRow } from './profile-rows.ts';
import { directions, type RunRecord, sides } from './record.ts';
import { whyNoStatement } from './verdict.ts';

export { suiteRows } from './suite-rows.ts';

/**
 * Views across the levels, such as security: the same entries with the same weights, in each direction. Entries that no
 * level names, of the base protocol, decide where they are MUST.
 */
export function subProfileRows(run: RunRecord): readonly SubProfileRow[] {
  return run.profiles.flatMap((profile) => {
    const judging: Judging = { run, profile, judged: judgedSides(run) };
    return profile.subProfiles.map((subProfile): SubProfileRow => {
      const tagged = run.catalogue.entries.filter(({ article }) => subProfile.articles.includes(article));
      const entries = [...new Set([...subProfile.ids, ...tagged.map(({ id }) => id)])];
      const gates = gatesOfView(profile, entries, run, judging.judged);
      return {
        profile: profile.id,
        subProfile,
        entries,
        cells: { 'A->B': judgeCell(gates, 'A->B', judging), 'B->A': judgeCell(gates, 'B->A', judging) },
      };
    });
  });
}

/**
 * The questions of the profiles. What was broken answers a question by results; what holds does so too, unless there is
 * something that only the provider can say: then results support an answer at most, and the provider's words stand
 * beside them unjudged. Where results leave it open, what a provider declares is the answer.
 */
export const questionRows = (run: RunRecord): readonly QuestionRow[] =>
  run.profiles.flatMap((profile) => profile.questions.map((question) => questionRow(question, profile, run)));

function questionRow(question: Question, profile: Profile, run: RunRecord): QuestionRow {
  const { finding, reasons } = find(question, profile, run);
  const statements = sides.flatMap((side) => {
    const text = claimsOf(run, side)?.statements[question.id];
    return text === undefined ? [] : [{ side, text }];
  });
  const isTold = statements.length > 0;
  const isShown = finding === 'does not hold' || finding === 'holds' || (finding === 'supported' && isTold);
  const answered = isShown ? (isTold ? 'by both' : 'by results') : isTold ? 'by declaration' : 'open';
  return { profile: profile.id, question, answered, finding, reasons, statements };
}

function find(
  { ids, declaration }: Question,
  profile: Profile,
  run: RunRecord,
): { readonly finding: QuestionFinding; readonly reasons: readonly LevelReason[] } {
  if (ids.length === 0) return { finding: 'open', reasons: [] };
  const silence = whyNoStatement(run);
  if (silence !== undefined) return { finding: 'open', reasons: [plainReason('open', silence)] };
  const judging: Judging = { run, profile, judged: judgedSides(run) };
  // A question is wider than a norm: what an entry only recommends is part of the answer.
  const gates = gatesOfView(profile, ids, run, judging.judged).map((gate) =>
    gate.weight === 'advisory' ? { ...gate, weight: 'promoted' as const } : gate,
  );
  const gated = directions.flatMap((direction) => judgeGates(gates, direction, judging));
  const reasons = gated.flatMap((one) => one.reasons);
  const has = (kind: LevelReason['kind']): boolean => reasons.some((reason) => reason.kind === kind);
  if (has('hinders')) return { finding: 'does not hold', reasons };
  if (has('open') || !gated.some(({ held }) => held)) return { finding: 'open', reasons };
  return { finding: declaration === '' ? 'holds' : 'supported', reasons };
}
