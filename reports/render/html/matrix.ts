import { countVerdicts, groupBy, plural, verdictOrder } from '../../model/count.ts';
import type { Finding } from '../../model/findings.ts';
import type { Direction, Result, RunRecord } from '../../model/record.ts';
import { citation } from '../../model/spec-link.ts';
import { reasonOf, requirementRows, requirementStates } from '../../model/verdict.ts';
import { clip } from '../text.ts';
import { capital, faultOf, verdictWords } from '../words.ts';
import { filters } from './filters.ts';
import { findingLink } from './links.ts';
import { articleMark, mutedVerdictMark, verdictMark } from './symbols.ts';
import { body, cell, columnHead, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** Every scenario with its verdict in both directions, by area. */
export function matrixSection(run: RunRecord, ids: ReadonlyMap<Result, Finding>): Html {
  const counts = countVerdicts(run.results);
  const rows = requirementRows(run.results);
  const states = requirementStates.map((state) => [rows.filter((row) => row.state === state).length, state] as const);
  const told = states
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state}`)
    .join(', ');
  const heads = ['Scenario', 'Level', 'DMA', columnHead('A → B', 'ab'), columnHead('B → A', 'ba')];
  const bodies = [...groupBy(run.results, ({ area }) => area)].map(([area, results]) => areaBody(area, results, ids));
  return html`<section id="s-matrix" aria-labelledby="h-mx"><h2 id="h-mx">All requirements</h2>
<p class="intro">${plural(run.results.length, 'result')} on ${plural(rows.length, 'requirement')}${told === '' ? '' : `: ${told}`}. Each scenario is judged once per direction.</p>
<ul class="counts" aria-label="Results by verdict">${verdictOrder.map((verdict) => html`<li><b>${counts[verdict]}</b> ${counts[verdict] > 0 ? verdictMark(verdict) : mutedVerdictMark(verdict)}</li>`)}</ul>
${filters(run)}
${table('mx', 'Requirements and results in both directions', heads, bodies, 'matrix')}</section>`;
}

function areaBody(area: string, results: readonly Result[], ids: ReadonlyMap<Result, Finding>): Html {
  const told = (direction: Direction): string => {
    const counts = countVerdicts(results, direction);
    return verdictOrder
      .filter((verdict) => counts[verdict] > 0)
      .map((verdict) => `${counts[verdict]} ${verdictWords[verdict]}`)
      .join(', ');
  };
  const head = html`<tr role="row" class="area"><th role="rowheader" scope="rowgroup" colspan="5">${area}<span class="d">A → B: ${told('A->B') || 'none'}. B → A: ${told('B->A') || 'none'}</span></th></tr>\n`;
  const scenarios = groupBy(results, ({ scenario }) => scenario);
  return body([head, ...[...scenarios.values()].map((group) => scenarioRow(group, ids))]);
}

function scenarioRow(results: readonly Result[], ids: ReadonlyMap<Result, Finding>): Html {
  const [first] = results;
  if (first === undefined) return nothing;
  const there = results.find(({ direction }) => direction === 'A->B');
  const back = results.find(({ direction }) => direction === 'B->A');
  const { area, article, requirement, scenario } = first;
  return html`<tr role="row" data-area="${area}" data-level="${requirement.level}" data-article="${article}" data-vab="${there?.verdict ?? ''}" data-vba="${back?.verdict ?? ''}" data-pab="${partyOf(there, ids)}" data-pba="${partyOf(back, ids)}"><th role="rowheader" scope="row">${capital(first.title)}<span class="id mono">${scenario}</span></th>${cell('Level', html`<span>${requirement.level}<span class="spec">${citation(requirement)}</span></span>`)}${cell('DMA', html`<span>${articleMark(article)}</span>`)}${verdictCell('ab', there, ids)}${verdictCell('ba', back, ids)}</tr>\n`;
}

/** Who is at fault, for results that have a finding. */
const partyOf = (result: Result | undefined, ids: ReadonlyMap<Result, Finding>): string =>
  result === undefined || !ids.has(result) ? '' : faultOf(result);

function verdictCell(kind: 'ab' | 'ba', result: Result | undefined, ids: ReadonlyMap<Result, Finding>): Html {
  const label = kind === 'ab' ? 'A to B' : 'B to A';
  if (result === undefined) return cell(label, html`<span class="small">not in this run</span>`, kind);
  return cell(label, html`<span>${verdictMark(result.verdict)}</span>${aside(result, ids.get(result))}`, kind);
}

function aside(result: Result, finding: Finding | undefined): Html {
  if (finding !== undefined) {
    const fault = faultOf(result);
    const who = fault === 'undetermined' ? fault : `at fault: ${fault}`;
    return html`<span class="r">${findingLink(finding)} ${who}${result.known === undefined ? '' : ', known'}</span>`;
  }
  const isSkipped = result.verdict === 'not-run' || result.verdict === 'not-applicable';
  return isSkipped ? html`<span class="r">${clip(reasonOf(result), 160)}</span>` : nothing;
}
