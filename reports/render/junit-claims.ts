import type { TestSuite } from 'junit-report-builder';
import { type FunctionClaimRow, functionClaims } from '../model/claims-functions.ts';
import type { RunRecord } from '../model/record.ts';
import { content, withoutAttachment } from './junit-text.ts';
import { clip, visibleLine } from './text.ts';
import { targetOf } from './words.ts';

/** The suite "claims": a test case for each function that a provider declares, failed where it is missing. */
export function addClaims(run: RunRecord, newSuite: () => TestSuite): void {
  const declared = functionClaims(run).filter(({ state }) => state !== 'present, not declared');
  if (declared.length === 0) return;
  const suite = newSuite().name('claims');
  for (const row of declared) add(suite, run, row);
}

function add(suite: TestSuite, run: RunRecord, row: FunctionClaimRow): void {
  const { side, function: named, state, reason, known } = row;
  const test = suite
    .testCase()
    .className('fedcheck.claims')
    .name(visibleLine(`${named.id} ${side}`));
  test.property('function', visibleLine(named.title));
  if (named.article !== '') test.property('article', visibleLine(named.article));
  test.property('provider', visibleLine(targetOf(run, side).domain));
  test.property('state', state);
  const why = withoutAttachment(visibleLine(clip(reason, 1000)));
  if (state === 'missing') test.failure(why, known ? 'known-deviation' : 'missing');
  else if (state === 'undetermined' || state === 'not tested') test.skipped();
  // The builder writes no message for a skipped case.
  if (why !== '' && state !== 'missing') test.standardOutput(`${content([`${state}: ${why}`])}\n`);
}
