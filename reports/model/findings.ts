import type { Result, RunRecord, Verdict } from './record.ts';

/** Something that did not pass: one result, under a number that the reports of this run share. */
export interface Finding {
  /** F-01, F-02: the worst first, then in the order of the run. */
  readonly id: string;
  readonly result: Result;
}

/** Verdicts that make a finding, the worst first. */
const findingVerdicts = ['fail', 'warn', 'inconclusive', 'error', 'refused'] as const satisfies readonly Verdict[];

/** Everything that did not pass, one finding per scenario and direction. */
export function findings(run: RunRecord): readonly Finding[] {
  return findingVerdicts
    .flatMap((verdict) => run.results.filter((result) => result.verdict === verdict))
    .map((result, index) => ({ id: `F-${String(index + 1).padStart(2, '0')}`, result }));
}

/** The finding of one result, looked up by the result itself. */
export function findingsByResult(run: RunRecord): ReadonlyMap<Result, Finding> {
  return new Map(findings(run).map((finding) => [finding.result, finding]));
}
