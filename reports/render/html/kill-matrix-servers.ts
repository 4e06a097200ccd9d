import { groupBy, plural } from '../../model/count.ts';
import { isKill, type KillCell } from '../../model/kill-matrix.ts';
import { countStates, type FaultRow, faultStates, killSources } from '../../model/kill-rows.ts';
import { directionWords, killStateWords, seenWords, sourceWords } from '../kill-words.ts';
import { clip } from '../text.ts';
import { capital } from '../words.ts';
import { killMark, type Missed, missedLink, place, storyWords } from './kill-matrix-marks.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** Every faulty server, and which scenarios saw it on either side; each opens to what was seen. */
export function serversSection(
  rows: readonly FaultRow[],
  anchors: ReadonlyMap<FaultRow, string>,
  missed: Missed,
): Html {
  if (rows.length === 0) return nothing;
  const bodies = killSources.flatMap((source) => {
    const own = rows.filter(({ fault }) => fault.source === source);
    const areas = [...groupBy(own, areaOf)].sort(([one], [other]) => (one < other ? -1 : 1));
    return areas.map(([area, some]) =>
      body([
        groupRow(place(sourceWords[source], area), some),
        ...some.map((one) => faultLine(one, anchors.get(one) ?? '', missed)),
      ]),
    );
  });
  return html`<section id="s-servers" aria-labelledby="h-servers"><h2 id="h-servers">Faulty servers</h2>
<p class="intro">${plural(rows.length, 'fault')} of whole servers, by product and area. Each cell names the scenarios that met the fault with the faulty server on that side; those that killed it stand with their reason, and open to what they saw.</p>
${table('kt', 'Faulty servers, and the scenarios that saw them', ['Fault', 'Faulty as A', 'Faulty as B'], bodies)}</section>`;
}

/** That of the first scenario that must see it; of two faults at once there is none. */
const areaOf = ({ fault, cells }: FaultRow): string =>
  fault.source === 'pair' ? '' : ((cells.find(({ wanted }) => wanted !== null) ?? cells[0])?.area ?? '');

function groupRow(name: string, rows: readonly FaultRow[]): Html {
  const counts = countStates(rows);
  const told = faultStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${killStateWords[state]}`);
  return html`<tr role="row" class="area"><th role="rowheader" scope="rowgroup" colspan="3">${name}<span class="d">${told.join(', ')}</span></th></tr>\n`;
}

function faultLine({ fault, cells, lacking }: FaultRow, id: string, missed: Missed): Html {
  const head = html`<span id="${id}">${capital(clip(fault.sentence, 600))}</span><span class="spec">${clip(fault.rule, 300)}</span><span class="id mono">${fault.name}</span>`;
  const isTwoSided = cells.every(({ on }) => on === 'A' || on === 'B') && fault.source !== 'pair';
  if (!isTwoSided)
    return row(head, [html`<td role="cell" colspan="2" data-l="At once">${stories(cells, missed, true)}</td>`]);
  const side = (on: 'A' | 'B'): Html =>
    cell(
      `As ${on}`,
      lacking.includes(`as ${on}`) || cells.length === 0
        ? killMark('not-played')
        : stories(
            cells.filter((one) => one.on === on),
            missed,
            false,
          ),
    );
  return row(head, [side('A'), side('B')]);
}

const stories = (cells: readonly KillCell[], missed: Missed, withBlame: boolean): Html =>
  cells.length === 0
    ? killMark('not-played')
    : html`<ul class="kl">${cells.map((one) => html`<li>${isKill(one) ? kill(one, withBlame) : missedLink(one, missed, storyWords(one))}</li>`)}</ul>`;

function kill(one: KillCell, withBlame: boolean): Html {
  const { scenario, seen } = one;
  const blame = withBlame && seen.atFault !== null ? `, at fault: ${seen.atFault}` : '';
  return html`<details class="more keep"><summary><code>${scenario}</code> <span class="why">${seen.reason || seen.verdict}${blame}</span></summary>
<p class="said">${place(directionWords(one), seenWords(one))}</p>${said(seen.actual)}${said(seen.argument)}${said(one.note)}</details>`;
}

const said = (text: string): Html => (text === '' ? nothing : html`<p class="said">${clip(text, 600)}</p>`);
