import { plural } from '../../model/count.ts';
import type { KillCell, KillFault } from '../../model/kill-matrix.ts';
import type { FaultRow } from '../../model/kill-rows.ts';
import { directionWords, killStateWords, placeWords, seenWords, sourceWords, wantedWords } from '../kill-words.ts';
import { clip } from '../text.ts';
import { capital } from '../words.ts';
import { killMark, type Missed, place } from './kill-matrix-marks.ts';
import { html, type Html, nothing } from './template.ts';

/** More than these are listed where they belong, and told in full by the record alone. */
export const mostMissed = 300;

/** What was not killed, the worst first, each open. */
export function missedSection(rows: readonly FaultRow[], cells: readonly KillCell[], missed: Missed): Html {
  const faults = new Map(rows.map(({ fault }) => [fault.name, fault]));
  const shown = cells.slice(0, mostMissed);
  const rest = cells.length - shown.length;
  const lacking = rows.filter((row) => row.lacking.length > 0);
  if (cells.length + lacking.length === 0)
    return html`<section id="s-missed" aria-labelledby="h-missed"><h2 id="h-missed">Not killed</h2>
<p class="intro">Nothing: every story that met a fault saw it, for the right reason, and blamed no other server.</p></section>`;
  return html`<section id="s-missed" aria-labelledby="h-missed"><h2 id="h-missed">Not killed</h2>
<p class="intro">${capital(plural(cells.length, 'story', 'stories'))} that did not see what was planted, or saw something else; the worst first.</p>
${shown.map((one) => details(one, faults.get(one.fault), missed.get(one) ?? ''))}
${rest > 0 ? html`<p class="small">${plural(rest, 'more story', 'more stories')} of this kind in the tables below.</p>` : nothing}
${lacking.length === 0 ? nothing : notPlayed(lacking)}</section>`;
}

function details(cell: KillCell, fault: KillFault | undefined, id: string): Html {
  const { scenario, area, outcome, note, seen } = cell;
  const where = place(placeWords(cell), directionWords(cell));
  return html`<details open class="f km ${outcome}"><summary><span class="sv">${killMark(outcome, true)}</span><h3>${capital(clip(fault?.sentence ?? cell.fault, 300))}</h3><span class="w">${where}</span></summary>
<div class="fd" id="${id}"><dl class="facts"><dt>Scenario</dt><dd><code>${scenario}</code> (${area})</dd>
<dt>Fault</dt><dd>${fault === undefined ? nothing : html`${sourceWords[fault.source]}, `}<code>${cell.fault}</code>${fault === undefined ? nothing : html`, breaks ${clip(fault.rule, 300)}`}</dd>
${note === '' ? nothing : html`<dt>${capital(killStateWords[outcome])}</dt><dd>${clip(note, 600)}</dd>`}</dl>
<div class="two"><div><h4>Wanted</h4><p class="said">${wantedWords(cell)}</p></div><div><h4>Seen</h4><p class="said">${seenWords(cell)}</p>${said(seen.actual)}${said(seen.argument)}</div></div>
</div></details>\n`;
}

const said = (text: string): Html => (text === '' ? nothing : html`<p class="said small">${clip(text, 1000)}</p>`);

function notPlayed(rows: readonly FaultRow[]): Html {
  return html`<h3>Not played</h3>
<ul class="kn">${rows.slice(0, mostMissed).map(({ fault, lacking }) => html`<li>${killMark('not-played')} <span>${fault.sentence} <code>${fault.name}</code> ${lacking.join(' and ')}</span></li>`)}</ul>
${rows.length > mostMissed ? html`<p class="small">${plural(rows.length - mostMissed, 'more fault')} of this kind.</p>` : nothing}`;
}
