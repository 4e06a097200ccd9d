import { articleStates } from '../../model/articles-state.ts';
import { groupBy } from '../../model/count.ts';
import type { Result, RunRecord } from '../../model/record.ts';
import { citation } from '../../model/spec-link.ts';
import { conclusionSentence } from '../sentences.ts';
import { conclude, reasonOf } from '../../model/verdict.ts';
import { clip } from '../text.ts';
import { capital } from '../words.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** What was not tested and why, what the scenarios noted by the way, and what this report cannot say. */
export function limitsSection(run: RunRecord): Html {
  const rows = [...untestedFunctions(run), ...untestedResults(run)];
  const list =
    rows.length === 0
      ? html`<p>Everything that was planned was run.</p>`
      : table('', 'Not tested', ['Not tested', 'Why'], [body(rows)]);
  return html`<section id="s-limits" aria-labelledby="h-lim"><h2 id="h-lim">What was not tested, and limits</h2>
<p class="intro">A missing result is never counted as a pass.${conclude(run).statement === null ? ` ${conclusionSentence(run)}` : ''}</p>
${list}${remarks(run)}
<div class="prose"><h3>Limits of this report</h3><ul><li>The tool saw what clients of the two services sent and received. What happened between the servers is inferred.</li><li>Results hold for the accounts, versions and moment stated above.</li><li>Encryption was tested as far as servers take part in it; the strength of a scheme was not.</li><li>Results are evidence on the tested functions. Compliance is for the authorities to judge.</li></ul></div></section>`;
}

const untestedFunctions = (run: RunRecord): readonly Html[] =>
  articleStates(run)
    .filter(({ state }) => state === 'not tested')
    .map(({ article }) =>
      row(`${article.title} (Art. ${article.paragraph})`, [
        cell('Why', html`<span>No scenario of this run speaks of it</span>`),
      ]),
    );

function untestedResults({ results }: RunRecord): readonly Html[] {
  const skipped = results.filter(({ verdict }) => verdict === 'not-run' || verdict === 'not-applicable');
  return [
    ...groupBy(skipped, (result) => JSON.stringify([result.scenario, result.verdict, reasonOf(result)])).values(),
  ].map(untestedRow);
}

function untestedRow(group: readonly Result[]): Html {
  const [first] = group;
  if (first === undefined) return nothing;
  const directions = group.length > 1 ? 'both directions' : first.direction.replace('->', ' → ');
  const kind = first.verdict === 'not-run' ? 'Not run' : 'Not offered';
  return row(
    html`${capital(first.title)}, ${directions}<br><span class="small">${citation(first.requirement)}</span>`,
    [cell('Why', html`<span>${kind}: ${clip(reasonOf(first), 300)}</span>`)],
  );
}

/** What results that passed have to say nevertheless. */
function remarks({ results }: RunRecord): Html {
  const rows = results
    .filter(({ verdict }) => verdict === 'pass')
    .flatMap((result) =>
      result.remarks.map(({ text, requirement }) =>
        row(html`${capital(result.title)}, ${result.direction.replace('->', ' → ')}`, [
          cell(
            'Noted',
            html`<span>${requirement === undefined ? '' : `${citation(requirement)}: `}${clip(text, 600)}</span>`,
          ),
        ]),
      ),
    );
  return rows.length === 0
    ? nothing
    : html`<div class="noted"><h3>Noted on results that passed</h3>${table('', 'Remarks', ['Scenario', 'Noted'], [body(rows)])}</div>`;
}
