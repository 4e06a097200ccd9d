import { groupBy, plural } from '../../model/count.ts';
import { countOutcomes, isKill, type KillCell } from '../../model/kill-matrix.ts';
import type { FaultRow, FaultState } from '../../model/kill-rows.ts';
import { directions } from '../../model/record.ts';
import { killStateWords } from '../kill-words.ts';
import { clip } from '../text.ts';
import { capital } from '../words.ts';
import { type Missed, missedLink } from './kill-matrix-marks.ts';
import { body, cell, columnHead, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

const outcomes = ['killed', 'blamed-wrongly', 'survived', 'other-reason', 'unexpected'] as const;

/** The faults on the wire: counts by area, and behind each area every story. */
export function wireSection(rows: readonly FaultRow[], missed: Missed): Html {
  const sentences = new Map(rows.map(({ fault }) => [fault.name, fault.sentence]));
  const cells = rows.flatMap((one) => one.cells);
  if (cells.length === 0) return nothing;
  const areas = [...groupBy(cells, ({ area }) => area)].sort(([one], [other]) => (one < other ? -1 : 1));
  const heads = ['Area', ...['Faults', 'Stories', ...outcomes.map(word)].map((text) => columnHead(text, 'n'))];
  const lines = areas.map(([area, some], index) => countRow(html`<a href="#w-${index}">${area}</a>`, some));
  return html`<section id="s-wire" aria-labelledby="h-wire"><h2 id="h-wire">Faults on the wire</h2>
<p class="intro">${plural(rows.length, 'fault')} made in what the actors receive, each played with the story that must see it. No server has them, so whom a story blames does not count.</p>
${table('kh', 'Faults on the wire by area', heads, [body([...lines, countRow(html`<b>All</b>`, cells)])])}
<div class="ka">${areas.map(([area, some], index) => areaDetails(area, some, index, sentences, missed))}</div></section>`;
}

const word = (state: FaultState): string => capital(killStateWords[state]);

function countRow(name: Html, cells: readonly KillCell[]): Html {
  const counts = countOutcomes(cells);
  const number = (label: string, count: number, kind = ''): Html =>
    cell(
      label,
      count === 0 ? html`<span class="zero">0</span>` : html`<span class="${kind || 'some'}">${count}</span>`,
      'n',
    );
  return row(name, [
    number('Faults', new Set(cells.map(({ fault }) => fault)).size),
    number('Stories', cells.length),
    ...outcomes.map((outcome) => number(word(outcome), counts[outcome], outcome)),
  ]);
}

function areaDetails(
  area: string,
  cells: readonly KillCell[],
  index: number,
  sentences: ReadonlyMap<string, string>,
  missed: Missed,
): Html {
  const bad = cells.filter((one) => !isKill(one)).length;
  const bodies = [...groupBy(cells, ({ scenario }) => scenario)].map(([scenario, some]) =>
    body([
      html`<tr role="row" class="area"><th role="rowheader" scope="rowgroup" colspan="3"><span class="mono">${scenario}</span></th></tr>\n`,
      ...[...groupBy(some, ({ fault }) => fault)].map(([fault, both]) =>
        wireRow(sentences.get(fault) ?? fault, both, missed),
      ),
    ]),
  );
  const told = `${plural(cells.length, 'story', 'stories')}, ${bad === 0 ? 'all killed' : `${bad} not killed`}`;
  return html`<details class="f keep"><summary><h3>${area}</h3><span class="w">${told}</span></summary>
<div class="fd" id="w-${index}">${table('kx', `Faults on the wire: ${area}`, ['Fault', 'A → B', 'B → A'], bodies)}</div></details>\n`;
}

/** What was killed says for which reason, and how where that is not plain: there are thousands. */
function wireRow(sentence: string, cells: readonly KillCell[], missed: Missed): Html {
  const side = (direction: (typeof directions)[number]): Html => {
    const own = cells.filter((one) => one.direction === direction || one.direction === null);
    const shown = own.map((one) =>
      isKill(one)
        ? html`<span>${one.seen.reason || one.seen.verdict}${one.note === '' ? nothing : html`<span class="note">${clip(one.note, 200)}</span>`}</span>`
        : html`<span>${missedLink(one, missed, 'what was seen')}</span>`,
    );
    return cell(
      direction === 'A->B' ? 'A to B' : 'B to A',
      shown.length === 0 ? html`<span class="zero">none</span>` : html`${shown}`,
    );
  };
  return row(capital(clip(sentence, 300)), directions.map(side));
}
