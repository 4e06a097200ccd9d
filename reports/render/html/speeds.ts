import type { RunRecord } from '../../model/record.ts';
import { type PathSpeed, type SpeedRow, speedRows } from '../../model/speeds.ts';
import { measuredTitles, measuredWords, milliseconds, pathWords, ratioWords, speedSentence } from '../speed-words.ts';
import { anchorOf } from './links.ts';
import { html, type Html, nothing } from './template.ts';

/** How long things take across and within: a plot and a table with the same numbers for each kind of duration. */
export function speedsSection(run: RunRecord): Html {
  const rows = speedRows(run);
  if (rows.length === 0) return nothing;
  return html`<section id="s-speed" aria-labelledby="h-speed"><h2 id="h-speed">Speed</h2>
<p class="intro">How long things take inside each service and between the two, as a client sees it. Observation for Article 13(6), which decides nothing. ${speedSentence(rows)} In the plots a filled dot is the median (p50), a hollow one the duration that 95 of 100 do not exceed (p95); "to inside" compares medians with the slower of the two services.</p>
${rows.map(block)}</section>`;
}

const block = (speed: SpeedRow): Html =>
  html`<div class="speed"><h3>${measuredTitles[speed.what]}</h3><p class="small">${measuredWords[speed.what]}.</p>
<div class="lat"><figure>${plot(speed)}</figure>${numbers(speed)}</div></div>
`;

/** Few and short columns, so that rows need not become blocks on a small screen. */
const numbers = ({ what, paths, ratios }: SpeedRow): Html => html`
<table class="spd"><caption class="vh">${measuredTitles[what]}: durations</caption>
<thead><tr><th scope="col">Path</th>${['p50', 'p95', 'Count', 'To inside'].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${paths.map((speed) => numberRow(speed, ratios))}</tbody></table>`;

function numberRow({ path, n, p50, p95 }: PathSpeed, ratios: SpeedRow['ratios']): Html {
  const ratio = path === 'A' || path === 'B' ? undefined : ratios[path];
  const cells = [milliseconds(p50), milliseconds(p95), n, ratio === undefined ? '–' : ratioWords(ratio)];
  return html`<tr><th scope="row">${pathWords[path]}</th>${cells.map((text) => html`<td>${text}</td>`)}</tr>
`;
}

// The drawing: labels on the left, a linear axis of milliseconds from 0 on the right, one line a path.
const [axisLeft, axisRight, first, step] = [120, 536, 22, 32];

/** A step of 1, 2 or 5 times a power of ten that cuts the axis into two to five parts. */
function tickStep(longest: number): number {
  const power = 10 ** Math.floor(Math.log10(longest));
  const fits = [0.2, 0.5, 1].map((part) => part * power).find((size) => longest / size <= 5);
  return fits ?? 2 * power;
}

function ticks(longest: number): readonly number[] {
  const size = tickStep(longest);
  return Array.from({ length: Math.ceil(longest / size) + 1 }, (_, index) => index * size);
}

function plot({ what, paths }: SpeedRow): Html {
  const marks = ticks(Math.max(0.1, ...paths.map(({ p95 }) => p95)));
  const end = marks.at(-1) ?? 1;
  const at = (ms: number): string => (axisLeft + (ms / end) * (axisRight - axisLeft)).toFixed(1);
  const floor = first + (paths.length - 1) * step + 20;
  const id = `pl-${anchorOf(what)}`;
  const told = paths.map(
    ({ path, p50, p95 }) => `${pathWords[path]}: median ${milliseconds(p50)}, 95th percentile ${milliseconds(p95)}.`,
  );
  return html`<svg class="plot" viewBox="0 0 560 ${floor + 24}" role="img" aria-labelledby="${id}"><desc id="${id}">${measuredTitles[what]}. ${told.join(' ')}</desc>
${marks.map((mark, index) => tick(at(mark), floor, String(Number(mark.toPrecision(3))), index === marks.length - 1))}
${paths.map((path, index) => dumbbell(path, first + index * step, at))}</svg>`;
}

/** The last one names the unit, and ends where the drawing does. */
const tick = (x: string, floor: number, label: string, isLast: boolean): Html =>
  html`<line class="grid" x1="${x}" x2="${x}" y1="4" y2="${floor}"/><text class="s" x="${isLast ? '559' : x}" y="${floor + 18}" text-anchor="${isLast ? 'end' : 'middle'}">${label}${isLast ? ' ms' : ''}</text>`;

const dumbbell = ({ path, p50, p95 }: PathSpeed, y: number, at: (ms: number) => string): Html =>
  html`<text x="0" y="${y + 5}">${pathWords[path]}</text><line class="rng" x1="${at(p50)}" x2="${at(p95)}" y1="${y}" y2="${y}"/><circle class="p95" cx="${at(p95)}" cy="${y}" r="5"/><circle class="p50" cx="${at(p50)}" cy="${y}" r="5.5"/>`;
