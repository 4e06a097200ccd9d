import { countVerdicts, plural } from '../../model/count.ts';
import type { RunRecord, Target } from '../../model/record.ts';
import { conclude } from '../../model/verdict.ts';
import { conclusionSentence, faultSentence, gateSentence, leadSentence } from '../sentences.ts';
import { disclaimer, duration, moment, referenceWords, runDuration } from '../words.ts';
import { answerList } from './answers.ts';
import { levelStrip } from './levels.ts';
import { anchorOf } from './links.ts';
import { badge, stateMark } from './symbols.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';
import { articleStates } from '../../model/articles-state.ts';

/** Sections of the page: the name behind their anchor, and their title in the contents. */
export type Contents = readonly (readonly [id: string, title: string, ...unknown[]])[];

/** The first screen: what was tested, what works, who is at fault, what follows. */
export function masthead(run: RunRecord, contents: Contents): Html {
  const { a, b } = run.targets;
  return html`<header>
<p class="brand"><span><b>fedcheck</b> Federation conformance report</span><span>EU Digital Markets Act, Article 7</span></p>
<h1>${badge('A')} ${a.domain} and ${badge('B')} ${b.domain}</h1>
${notice(run)}<p class="lead">${leadSentence(run)}</p>
${answerList(run)}
<p class="sub">${conclude(run).statement === null ? nothing : html`<b>${conclusionSentence(run)}</b> `}<a href="#s-fault">${faultSentence(run)}</a>${hasCatalogue(run) ? html` <a href="#s-gate">${gateSentence(run)}</a>` : nothing} ${disclaimer}</p>
${strip(run)}
<div class="top"><dl class="facts">${facts(run).map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>${services(run)}</div>
<nav class="toc" aria-label="Contents"><ol>${contents.map(([id, text]) => html`<li><a href="#s-${id}">${text}</a></li>`)}</ol></nav></header>`;
}

/** By level where a profile was applied, else by paragraph. */
function strip(run: RunRecord): Html {
  const levels = levelStrip(run);
  if (levels.length > 0) return html`<ul class="levels" aria-label="Result by level">${levels}</ul>`;
  return html`<ul class="levels" aria-label="Basic functions of Article 7(2)">${articleStates(run).map(({ article, state }) => html`<li><a href="#a-${anchorOf(article.paragraph)}"><span class="n"><b>${article.paragraph}</b> ${article.title}</span>${stateMark(state)}</a></li>`)}</ul>`;
}

/** Records of earlier versions carry no catalogue. */
const hasCatalogue = ({ catalogue }: RunRecord): boolean => catalogue.entries.length > 0;

const notice = (run: RunRecord): Html =>
  conclude(run).statement === null ? html`<p class="notice"><b>${conclusionSentence(run)}</b></p>` : nothing;

function facts(run: RunRecord): readonly (readonly [string, string | Html])[] {
  const took = runDuration(run);
  const notRun = countVerdicts(run.results)['not-run'];
  const reference = referenceWords(run);
  const scope = run.filtered ? 'A selection of the scenarios' : 'All scenarios';
  return [
    [
      'Tested',
      html`<time datetime="${isoOr(run.startedAt)}">${moment(run.startedAt)}</time>${took === undefined ? '' : `, ${duration(took)}`}`,
    ],
    [
      'Scope',
      `${scope}, ruleset ${run.ruleset.version}; ${plural(run.results.length, 'result')} planned, ${run.results.length - notRun} run, ${notRun} not run`,
    ],
    ['Tool', `fedcheck ${run.fedcheck}, without access to either server`],
    ['Run', html`<code>${run.id}</code>`],
    ...(reference === undefined ? [] : [['Reference', reference] as const]),
  ];
}

const isoOr = (time: string): string =>
  Number.isNaN(Date.parse(time)) ? '1970-01-01T00:00:00Z' : new Date(time).toISOString();

function services({ targets: { a, b } }: RunRecord): Html {
  const service = (side: 'A' | 'B', target: Target): Html =>
    row(html`${badge(side)} <b>${target.domain}</b><br><span class="small">${target.account}</span>`, [
      cell('Software', html`<span>${target.software || 'not told'}<br><span class="small">${target.tls}</span></span>`),
      cell(
        'Round trip',
        html`<span class="nb">${target.roundTripMs === null ? 'not measured' : `${target.roundTripMs.toFixed(1)} ms`}</span>`,
      ),
    ]);
  return table(
    'svc',
    'The two services',
    ['Service', 'Software', 'Round trip'],
    [body([service('A', a), service('B', b)])],
  );
}
