import type { Finding } from '../../model/findings.ts';
import { groupBy } from '../../model/count.ts';
import { questionRows, suiteRows } from '../../model/levels.ts';
import type { QuestionRow, SuiteCell, SuiteRow } from '../../model/profile-rows.ts';
import { type Result, type RunRecord, sides } from '../../model/record.ts';
import { clip } from '../text.ts';
import { findingLink } from './links.ts';
import { badge, questionMark, suiteMark } from './symbols.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

const answers: Readonly<Record<QuestionRow['answered'], string>> = {
  'by results': 'Results',
  'by declaration': 'Declaration, which was not checked',
  'by both': 'Results, and a declaration, which was not checked',
  open: 'Neither results nor a declaration settle it.',
};

/** Questions that are put to a gatekeeper, answered by results or by what the providers declare. */
export function questionsSection(run: RunRecord, ids: ReadonlyMap<Result, Finding>): Html {
  const rows = questionRows(run);
  if (rows.length === 0) return nothing;
  return html`<section id="s-questions" aria-labelledby="h-que"><h2 id="h-que">Questions to the providers</h2>
<p class="intro">Some answers show on the wire; others only a provider can give, in the plan of the run. What nobody answered is open. A provider’s words stand as they were given: whether they are true, or say yes, is for the reader to judge.</p>
${table('qu', 'Questions and answers', ['Question', 'Answer', 'By what'], [body(rows.map((question) => questionRow(question, ids)))])}</section>`;
}

function questionRow(
  { question, answered, finding, reasons, statements }: QuestionRow,
  ids: ReadonlyMap<Result, Finding>,
): Html {
  const found = new Set(reasons.flatMap(({ results }) => results.flatMap((result) => ids.get(result) ?? [])));
  const faults = reasons.filter(({ kind }) => kind === 'hinders').map(({ atFault }) => atFault);
  const by = sides.filter((side) => faults.includes(side) || faults.includes('both'));
  const told = statements.map(({ side, text }) => html`<br>${badge(side)} “${clip(text, 600)}”`);
  const missing =
    answered === 'open' && question.declaration !== '' ? html`<br>To be declared: ${question.declaration}` : nothing;
  return row(html`${question.question}<br><span class="small">${question.asks}</span>`, [
    cell(
      'Answer',
      html`<span>${questionMark(finding, statements.length > 0)}${by.map((side) => html` ${badge(side)}`)}</span>`,
    ),
    cell(
      'By what',
      html`<span class="small">${answers[answered]}${[...found].map(findingLink)}${told}${missing}</span>`,
    ),
  ]);
}

/** The categories of the XMPP compliance suites, as far as two accounts show them. */
export function suiteSection(run: RunRecord, ids: ReadonlyMap<Result, Finding>): Html {
  const rows = suiteRows(run);
  if (rows.length === 0) return nothing;
  const bodies = [...groupBy(rows, ({ feature }) => feature.category)].map(([category, group]) =>
    body([
      html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="4"><span class="t">${category}</span></th></tr>\n`,
      ...group.map((feature) => suiteRow(feature, ids)),
    ]),
  );
  return html`<section id="s-suite" aria-labelledby="h-sui"><h2 id="h-sui">XMPP compliance suites</h2>
<p class="intro">What XEP-0479 asks of servers, seen from outside. “Advertised” means that a service says so and no scenario tested it.</p>
${table('su', 'Features of the compliance suites', ['Feature', 'Asked of', 'A', 'B'], bodies)}</section>`;
}

const suiteRow = ({ feature, cells }: SuiteRow, ids: ReadonlyMap<Result, Finding>): Html =>
  row(html`${feature.feature}<br><span class="small">${feature.specifications.join(', ')}</span>`, [
    cell('Asked of', html`<span>${feature.server === 'required' ? 'every server' : 'advanced servers'}</span>`),
    cell('A', suiteCell(cells.A, ids)),
    cell('B', suiteCell(cells.B, ids)),
  ]);

function suiteCell({ state, reason, results }: SuiteCell, ids: ReadonlyMap<Result, Finding>): Html {
  const found = [...new Set(results.flatMap((result) => ids.get(result) ?? []))];
  return html`${suiteMark(state)}<span class="r">${found.length === 0 ? clip(reason, 200) : found.map(findingLink)}</span>`;
}
