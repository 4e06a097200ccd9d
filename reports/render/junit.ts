import type { TestCase } from 'junit-report-builder';
import { groupBy } from '../model/count.ts';
import type { Result, RunRecord } from '../model/record.ts';
import { citation, specificationUrl } from '../model/spec-link.ts';
import { reasonOf } from '../model/verdict.ts';
import { newBuilder } from './junit-builder.ts';
import { addClaims } from './junit-claims.ts';
import { content, withoutAttachment } from './junit-text.ts';
import { clip, visibleLine } from './text.ts';
import { evidenceWords, faultOf, faultWords, repeatCommand } from './words.ts';

/** junit.xml: every result a test case, one suite per area, and one for the claims. Well-formed whatever a server sent. */
export function renderJunit(run: RunRecord): string {
  const builder = newBuilder().name(visibleLine(`fedcheck ${run.targets.a.domain} ${run.targets.b.domain}`));
  const startedAt = new Date(run.startedAt);
  for (const [area, results] of groupBy(run.results, (result) => result.area)) {
    const suite = builder.testSuite().name(visibleLine(area) || 'no area');
    suite.time(seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0)));
    if (!Number.isNaN(startedAt.getTime())) suite.timestamp(startedAt);
    suite.property('run', visibleLine(run.id));
    suite.property('A', visibleLine(`${run.targets.a.domain} ${run.targets.a.software}`));
    suite.property('B', visibleLine(`${run.targets.b.domain} ${run.targets.b.software}`));
    for (const result of results) fill(suite.testCase(), run, result);
  }
  addClaims(run, () => builder.testSuite());
  return builder.build();
}

const seconds = (ms: number): number => Math.round(ms) / 1000;

function fill(test: TestCase, run: RunRecord, result: Result): void {
  const { requirement } = result;
  test.className(visibleLine(`fedcheck.${result.area}`));
  test.name(visibleLine(`${result.scenario} ${result.direction}`));
  test.time(seconds(result.durationMs));
  test.property('requirement', visibleLine(requirement.id));
  test.property('specification', visibleLine(citation(requirement)));
  test.property('section', visibleLine(requirement.section));
  test.property('level', requirement.level);
  test.property('party', visibleLine(`${result.accountable.party} ${result.accountable.domain}`));
  if (result.covers.length > 0) test.property('covers', visibleLine(result.covers.join(' ')));
  test.property('verdict', result.verdict);
  settle(test, run, result);
  const told = [...story(result).map(withoutAttachment), ...attachments(result)];
  if (told.length > 0) test.standardOutput(`${content(told)}\n`);
}

/** CI services attach what these lines name: nothing but files of this results folder. */
const attachments = ({ evidence }: Result): readonly string[] =>
  evidence
    .filter(({ path }) => /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path))
    .map(({ path }) => `[[ATTACHMENT|${path}]]`);

/** The builder writes no message for a skipped case: its reason stands in system-out. */
function settle(test: TestCase, run: RunRecord, result: Result): void {
  const message = withoutAttachment(visibleLine(clip(reasonOf(result), 1000)));
  switch (result.verdict) {
    case 'pass':
    case 'warn':
      return;
    case 'not-applicable':
    case 'not-run':
      test.skipped();
      return;
    case 'fail':
      test.failure(message, result.known === undefined ? visibleLine(result.reasonCode) || 'fail' : 'known-deviation');
      test.stacktrace(account(run, result));
      return;
    case 'inconclusive':
    case 'error':
    case 'refused':
      test.error(message, result.verdict, account(run, result));
  }
}

function story(result: Result): readonly string[] {
  const { verdict, known, outcome, remarks } = result;
  const lines = remarks.map(({ verdict: grade, text }) => `${grade}: ${text}`);
  if (['warn', 'not-applicable', 'not-run'].includes(verdict)) lines.unshift(`${verdict}: ${reasonOf(result)}`);
  if (known !== undefined) lines.push(`known deviation: ${known}`);
  if (outcome !== '') lines.push(`outcome: ${outcome}`);
  return lines;
}

function account(run: RunRecord, result: Result): string {
  const { requirement } = result;
  const lines = [
    `requirement: ${citation(requirement)}, ${requirement.level}: ${requirement.sentence}`,
    `see: ${specificationUrl(requirement) ?? 'no public page'}`,
    `expected: ${result.expected}`,
    `actual: ${result.actual}`,
    `at fault: ${faultWords(run, faultOf(result))}: ${result.argument}`,
    ...result.controls.map(({ name, outcome, note }) => `control: ${name}: ${outcome}, ${note}`),
    `repeat: ${repeatCommand(run, result)}`,
    ...result.evidence.map((evidence) => `evidence: ${evidenceWords(evidence)}`),
  ];
  return content(lines.map(withoutAttachment));
}
