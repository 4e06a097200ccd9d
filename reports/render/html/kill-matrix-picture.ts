import { groupBy } from '../../model/count.ts';
import { type FaultRow, killSources, worstOf } from '../../model/kill-rows.ts';
import { sourceWords } from '../kill-words.ts';
import { clip } from '../text.ts';
import { killMark, killSquare } from './kill-matrix-marks.ts';
import { html, type Html, nothing } from './template.ts';

const slots = ['A', 'B'] as const;

/** Faulty servers by areas, a square for each side: the left one with the faulty server as A, the right one as B. */
export function pictureSection(rows: readonly FaultRow[], anchors: ReadonlyMap<FaultRow, string>): Html {
  const areas = [...new Set(rows.flatMap(({ cells }) => cells.map(({ area }) => area)))].sort();
  if (rows.length === 0 || areas.length === 0) return nothing;
  const groups = groupBy(rows, ({ fault }) => fault.source);
  const bodies = killSources.flatMap((source) => {
    const own = groups.get(source);
    return own === undefined
      ? []
      : [
          html`<tbody><tr class="area"><th scope="rowgroup" colspan="${areas.length + 1}">${sourceWords[source]}</th></tr>
${own.map((one) => pictureRow(one, areas, anchors.get(one) ?? ''))}</tbody>`,
        ];
  });
  return html`<section id="s-matrix" aria-labelledby="h-matrix"><h2 id="h-matrix">The matrix</h2>
<p class="intro">Faulty servers by areas. In each field the left square stands for the faulty server as A, the right one as B, a wide one for two faults at once; each shows the worst that a scenario of that area made of it. An empty field was not played or had nothing to say.</p>
<ul class="legend"><li><span class="q q-k"></span> Killed</li>${(['blamed-wrongly', 'survived', 'other-reason', 'unexpected'] as const).map((state) => html`<li>${killMark(state)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="group" aria-label="Matrix of faults by areas, scrolls sideways"><table class="kp"><caption class="vh">Faulty servers by areas</caption>
<thead><tr><th scope="col">Fault</th>${areas.map((area) => html`<th scope="col"><span>${clip(area, 40)}</span></th>`)}</tr></thead>
${bodies}</table></div></section>`;
}

function pictureRow({ fault, cells }: FaultRow, areas: readonly string[], id: string): Html {
  const byArea = groupBy(cells, ({ area }) => area);
  const field = (area: string): Html => {
    const own = byArea.get(area);
    if (own === undefined) return html`<td></td>`;
    const rest = own.filter(({ on }) => on !== 'A' && on !== 'B');
    if (rest.length > 0) return html`<td class="wide">${killSquare(worstOf(own), '')}</td>`;
    const squares = slots.map((side) => {
      const some = own.filter(({ on }) => on === side);
      return some.length === 0 ? html`<span class="q"></span>` : killSquare(worstOf(some), `as ${side}`);
    });
    return html`<td>${squares}</td>`;
  };
  return html`<tr><th scope="row"><a href="#${id}">${clip(fault.name, 80)}</a></th>${areas.map(field)}</tr>\n`;
}
