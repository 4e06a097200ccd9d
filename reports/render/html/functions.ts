import { type Article, articleOf, basicFunctions } from '../../model/articles.ts';
import { articleStates } from '../../model/articles-state.ts';
import { groupBy } from '../../model/count.ts';
import {
  type FeatureCell,
  featureRows,
  type FeatureRow,
  featureStates,
  type FeatureState,
} from '../../model/features.ts';
import type { Finding } from '../../model/findings.ts';
import { levelRows } from '../../model/levels.ts';
import type { LevelRow } from '../../model/profile-rows.ts';
import type { Result, RunRecord } from '../../model/record.ts';
import { anchorOf, findingLink } from './links.ts';
import { articleMark, levelMark, stateMark } from './symbols.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

const legend: Readonly<Record<FeatureState, string>> = {
  works: 'every result behind it held',
  'works in part': 'usable, with a fault',
  'does not work': 'the function fails between A and B',
  undetermined: 'could not be judged',
  'not offered': 'the service says that it has none',
  'not tested': 'no result',
};

/** What works between A and B, by the paragraph of DMA Article 7 that speaks of it. */
export function functionsSection(run: RunRecord, ids: ReadonlyMap<Result, Finding>): Html {
  const levels = levelRows(run);
  const groups = groupBy(featureRows(run), ({ article }) => article);
  const bodies = [...groups].map(([article, rows]) =>
    body([groupRow(run, article, levels), ...rows.map((feature) => featureRow(feature, ids))]),
  );
  const untested = basicFunctions.filter(({ paragraph }) => !groups.has(paragraph));
  if (untested.length > 0) bodies.push(body([untestedHead, ...untested.map(untestedRow)]));
  return html`<section id="s-functions" aria-labelledby="h-fn"><h2 id="h-fn">What works between A and B</h2>
<p class="intro">Each row is something a user does, under the paragraph of Article 7 that speaks of it. “From A to B” means that the user of A acts and the user of B receives.</p>
${table('fn', 'Functions by article and direction', ['Function', 'From A to B', 'From B to A', 'DMA'], bodies)}
<ul class="legend" aria-label="Symbols">${featureStates.map((state) => html`<li>${stateMark(state)} ${legend[state]}</li>`)}</ul></section>`;
}

/** Under the level that the article is about, where a profile has one. */
function groupRow(run: RunRecord, paragraph: string, levels: readonly LevelRow[]): Html {
  const article = articleOf(paragraph);
  const level = levels.find((one) => one.level.article === paragraph);
  const basic = articleStates(run).find((entry) => entry.article.paragraph === paragraph);
  const state = level ? levelMark(level.state, true) : basic ? stateMark(basic.state, true) : nothing;
  const why = level ? html` <span class="d"><a href="#l-${anchorOf(level.level.id)}">why</a></span>` : nothing;
  const code = level ? html`<span class="code">${level.level.id}</span> ` : nothing;
  const about = [paragraph === '' ? '' : `Art. ${paragraph}`, level?.dueLabel ?? article.due]
    .filter((text) => text !== '')
    .join('. ');
  return html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup"${basic === undefined ? nothing : html` id="a-${anchorOf(paragraph)}"`}><span class="t">${code}${article.title}</span><span class="d">${about}</span></th><td role="cell" colspan="3">${state}${why}</td></tr>\n`;
}

const untestedHead = html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup"><span class="t">Basic functions not tested</span></th><td role="cell" colspan="3"><span class="d">no scenario of this run speaks of them</span></td></tr>\n`;

function untestedRow({ paragraph, title }: Article): Html {
  const name = html`<span id="a-${anchorOf(paragraph)}">${title}</span>`;
  const mark = stateMark('not tested');
  return row(name, [
    cell('A to B', mark),
    cell('B to A', mark),
    cell('DMA', html`<span class="small">${articleMark(paragraph)}</span>`),
  ]);
}

function featureRow({ feature, article, cells }: FeatureRow, ids: ReadonlyMap<Result, Finding>): Html {
  return row(feature, [
    cell('A to B', state(cells['A->B'], ids)),
    cell('B to A', state(cells['B->A'], ids)),
    cell('DMA', html`<span class="small">${articleMark(article)}</span>`),
  ]);
}

function state({ state: name, reason, results }: FeatureCell, ids: ReadonlyMap<Result, Finding>): Html {
  return html`${stateMark(name)}<span class="r">${reason}${results.map((result) => findingLink(ids.get(result)))}</span>`;
}
