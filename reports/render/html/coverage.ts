import {
  countEntries,
  type CoverageRow,
  type EntryRow,
  entryRows,
  entryStates,
  isExercised,
  featureCoverage,
  type FeatureCoverage,
  groupings,
} from '../../model/coverage.ts';
import { plural } from '../../model/count.ts';
import type { RunRecord } from '../../model/record.ts';
import { citation } from '../../model/spec-link.ts';
import { clip } from '../text.ts';
import { entryStateWords } from '../words.ts';
import { entryMark } from './symbols.ts';
import { body, cell, columnHead, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** How much of the specifications the run exercised, what never was, and the RFCs' own features. */
export function coverageSection(run: RunRecord): Html {
  const rows = entryRows(run);
  if (rows.length === 0) return nothing;
  const gaps = rows.filter(({ state }) => state === 'not tested');
  const heads = [
    'Group',
    columnHead('Entries', 'n'),
    ...entryStates.map((state) => columnHead(entryStateWords[state], 'n')),
  ];
  const bodies = groupings.map((grouping) =>
    body([groupHead(`By ${grouping.name}`), ...countEntries(rows, grouping).map(countRow)]),
  );
  return html`<section id="s-coverage" aria-labelledby="h-cov"><h2 id="h-cov">Coverage of the specifications</h2>
<p class="intro">The catalogue holds ${plural(rows.length, 'requirement')}; ${rows.filter(isExercised).length} of them exercised in this run. An entry counts as satisfied only where every scenario on it passed in both directions.</p>
${neverExercised(gaps)}
${table('cov', 'Entries of the catalogue by state', heads, bodies)}
${features(featureCoverage(run.catalogue.features, rows))}</section>`;
}

const groupHead = (title: string): Html =>
  html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="${String(entryStates.length + 2)}"><span class="t">${title}</span></th></tr>\n`;

const countRow = ({ name, entries, states }: CoverageRow): Html =>
  row(name, [
    cell('Entries', html`<span>${entries}</span>`, 'n'),
    ...entryStates.map((state) =>
      cell(entryStateWords[state], html`<span>${states[state] || '–'}</span>`, states[state] === 0 ? 'n none' : 'n'),
    ),
  ]);

const neverExercised = (gaps: readonly EntryRow[]): Html =>
  gaps.length === 0
    ? html`<p>Every entry was exercised.</p>`
    : html`<details open><summary class="plain"><h3>Never exercised (${gaps.length})</h3></summary>${table(
        'gaps',
        'Entries that no scenario exercised',
        ['Requirement', 'Level', 'Why'],
        [body(gaps.map(gapRow))],
      )}</details>`;

const gapRow = ({ entry, reason }: EntryRow): Html =>
  row(html`${entry.sentence}<br><span class="small">${citation(entry)}</span>`, [
    cell('Level', html`<span>${entry.levels.join(', ')}</span>`),
    cell('Why', html`<span>${clip(reason, 300)}</span>`),
  ]);

function features(covered: readonly FeatureCoverage[]): Html {
  if (covered.length === 0) return nothing;
  const gaps = covered.filter(({ state }) => state === undefined || state === 'not tested').length;
  return html`<details><summary class="plain"><h3>Conformance features of the RFCs (${covered.length}, ${gaps} never exercised)</h3></summary>
<p class="intro">The features that RFC 6120, RFC 6121 and RFC 7622 themselves list for servers, with the worst state of the requirements that speak of each.</p>
${table('cof', 'Conformance features', ['Feature', 'Server', 'State', 'Requirements'], [body(covered.map(featureRow))])}</details>`;
}

const featureRow = ({ feature, rows, state }: FeatureCoverage): Html =>
  row(
    html`<code>${feature.id}</code> ${feature.description}<br><span class="small">${feature.specification}, section ${feature.section}</span>`,
    [
      cell('Server', html`<span>${feature.server}</span>`),
      cell('State', entryMark(state ?? 'not tested')),
      cell('Requirements', html`<span class="small">${rows.map(({ entry }) => entry.id).join(', ') || 'none'}</span>`),
    ],
  );
