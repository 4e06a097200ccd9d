import { countVerdicts, groupBy, plural } from './count.ts';
import type { Requirement, Result, RunRecord } from './record.ts';

export const requirementStates = [
  'not satisfied',
  'undetermined',
  'satisfied',
  'not tested',
  'not applicable',
] as const;
export type RequirementState = (typeof requirementStates)[number];

/** All that the run says about one requirement. */
export interface RequirementRow {
  readonly requirement: Requirement;
  readonly state: RequirementState;
  /** Why it is not simply satisfied; empty when it is. */
  readonly reason: string;
  readonly results: readonly Result[];
}

/** What follows from the whole run. `statement` is null where no statement of conformance may be made. */
export interface Conclusion {
  readonly statement: 'conformant' | 'non-conformant' | 'undetermined' | null;
  readonly reason: string;
}

/** Results by requirement (the same section with the same sentence), in the order of the run. */
export function requirementRows(results: readonly Result[]): readonly RequirementRow[] {
  const groups = groupBy(results, ({ requirement }) => JSON.stringify([requirement.id, requirement.sentence]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ requirement: first.requirement, ...judge(group), results: group }];
  });
}

const isAdvisory = ({ level }: Requirement): boolean => level === 'SHOULD' || level === 'SHOULD NOT' || level === 'MAY';

const isBroken = (result: Result): boolean =>
  result.verdict === 'fail' || (result.verdict === 'warn' && isAdvisory(result.requirement));

/** A missing result is never counted as a pass: a requirement seen to hold in one direction only is not tested. */
function judge(results: readonly Result[]): Pick<RequirementRow, 'state' | 'reason'> {
  const reasons = (wanted: (result: Result) => boolean): string =>
    [...new Set(results.filter(wanted).map((result) => `${result.direction}: ${reasonOf(result)}`))].join('; ');
  const isOpen = ({ verdict }: Result): boolean => ['inconclusive', 'error', 'refused'].includes(verdict);
  const isSkipped = ({ verdict }: Result): boolean => verdict === 'not-run';
  if (results.some(isBroken)) return { state: 'not satisfied', reason: reasons(isBroken) };
  if (results.some(isOpen)) return { state: 'undetermined', reason: reasons(isOpen) };
  if (results.some(isSkipped)) return { state: 'not tested', reason: reasons(isSkipped) };
  if (results.every(({ verdict }) => verdict === 'not-applicable')) {
    return { state: 'not applicable', reason: reasons(() => true) };
  }
  return { state: 'satisfied', reason: reasons(({ verdict }) => verdict === 'warn' || verdict === 'not-applicable') };
}

/** Why a result is what it is, in the words of the record. */
export function reasonOf({ actual, argument, reasonCode, verdict }: Result): string {
  return [actual, argument, reasonCode].find((text) => text !== '') ?? verdict;
}

/** The whole run. Only binding requirements decide; SHOULD and MAY never do. */
export function conclude(run: RunRecord): Conclusion {
  const noStatement = whyNoStatement(run);
  if (noStatement !== undefined) return { statement: null, reason: noStatement };
  const { fail } = countVerdicts(run.results);
  if (fail > 0) return { statement: 'non-conformant', reason: `${plural(fail, 'result')} broke a binding requirement` };
  const binding = requirementRows(run.results).filter(({ requirement }) => !isAdvisory(requirement));
  const open = binding.filter(({ state }) => state === 'undetermined' || state === 'not tested').length;
  if (open > 0) {
    return {
      statement: 'undetermined',
      reason: `${plural(open, 'binding requirement')} could not be judged or was not tested`,
    };
  }
  const held = binding.filter(({ state }) => state === 'satisfied').length;
  return held === 0
    ? { statement: 'undetermined', reason: 'no binding requirement was exercised' }
    : { statement: 'conformant', reason: `all ${plural(held, 'binding requirement')} that apply held` };
}

/** Why no statement of conformance follows from the run, or undefined where one may. */
export function whyNoStatement(run: RunRecord): string | undefined {
  if (run.partial) {
    return run.stopped === '' ? 'the run ended before all that was planned' : `the run ended early: ${run.stopped}`;
  }
  if (run.filtered) return 'only a selection of the scenarios was run';
  return run.results.length === 0 ? 'nothing was run' : undefined;
}
