import { plural } from '../../model/count.ts';
import type { KillMatrix } from '../../model/kill-matrix.ts';
import { countStates, type FaultRow, faultStates, type FaultState, killSources } from '../../model/kill-rows.ts';
import { killHeadline, killLead, killNotice, killStateMeanings, killStateWords, sourceWords } from '../kill-words.ts';
import { capital, duration, moment } from '../words.ts';
import { killMark } from './kill-matrix-marks.ts';
import type { Contents } from './masthead.ts';
import { body, cell, columnHead, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** The first screen: how many faults were planted, and what became of them. */
export function killHead(matrix: KillMatrix, rows: readonly FaultRow[], contents: Contents): Html {
  const notice = killNotice(matrix, rows);
  return html`<header>
<p class="brand"><span><b>fedcheck</b> Self-test</span><span>Kill matrix: planted faults by scenarios</span></p>
<h1>${killHeadline(matrix, rows)}</h1>
${notice === '' ? nothing : html`<p class="notice"><b>${notice}</b></p>`}<p class="lead">${killLead(matrix, rows)}</p>
${rows.length === 0 ? nothing : counts(rows)}
<p class="sub">Killed: ${killStateMeanings.killed}. A fault counts once, by the worst that came of it.</p>
<dl class="facts kf">${facts(matrix).map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>
<nav class="toc" aria-label="Contents"><ol>${contents.map(([id, text]) => html`<li><a href="#s-${id}">${text}</a></li>`)}</ol></nav></header>`;
}

const ordered = ['killed', ...faultStates.filter((state) => state !== 'killed')] as const;

/** Faults, each counted once, by the worst that came of it. */
function counts(rows: readonly FaultRow[]): Html {
  const heads = [
    'Planted',
    columnHead('Faults', 'n'),
    ...ordered.map((state) => columnHead(capital(killStateWords[state]), 'n')),
  ];
  const line = (name: string, some: readonly FaultRow[]): Html => {
    const told = countStates(some);
    const cells = ordered.map((state) => cell(capital(killStateWords[state]), number(told[state], state), 'n'));
    return row(html`<b>${name}</b>`, [cell('Faults', html`<b>${some.length}</b>`, 'n'), ...cells]);
  };
  const bySource = killSources.flatMap((source) => {
    const some = rows.filter(({ fault }) => fault.source === source);
    return some.length === 0 ? [] : [line(sourceWords[source], some)];
  });
  return table('kh', 'Planted faults, each counted once, by the worst that came of it', heads, [
    body([...bySource, line('All', rows)]),
  ]);
}

const number = (count: number, state: FaultState): Html => {
  if (count === 0) return html`<span class="zero">0</span>`;
  return state === 'killed' ? html`<span>${count}</span>` : html`<b class="${state}">${count}</b>`;
};

function facts({ startedAt, finishedAt, fedcheck, cells }: KillMatrix): readonly (readonly [string, string])[] {
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  const took = Number.isFinite(ms) && ms >= 0 ? `, ${duration(ms)}` : '';
  const scenarios = new Set(cells.map(({ scenario }) => scenario)).size;
  const areas = new Set(cells.map(({ area }) => area)).size;
  return [
    ['Tested', `${moment(startedAt)}${took}, fedcheck ${fedcheck}`],
    ['Met a fault', `${plural(scenarios, 'scenario')} of ${plural(areas, 'area')}`],
  ];
}

/** What the words mean. */
export const meaningsSection =
  (): Html => html`<section id="s-words" aria-labelledby="h-words"><h2 id="h-words">How to read this</h2>
<p class="intro">A test that cannot fail is worth nothing. So every scenario is played against faults that it must see: made in what the actors receive (on the wire), or by a server that breaks one rule on a domain of its own, and is healthy otherwise. A fault of a server is played twice, with the faulty server as A and as B: moving it must move the blame, and nothing else.</p>
<dl class="facts ks">${ordered.map((state) => html`<dt>${killMark(state)}</dt><dd>${killStateMeanings[state]}</dd>`)}</dl></section>`;
