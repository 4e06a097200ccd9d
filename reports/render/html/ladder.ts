import type { Finding } from '../../model/findings.ts';
import type { RunRecord } from '../../model/record.ts';
import { clip, visibleLine } from '../text.ts';
import { ladderSteps, lanes, type Step } from './ladder-steps.ts';
import { html, type Html, nothing } from './template.ts';

const x = [130, 320, 560, 750] as const;
const top = 74;
const stepHeight = 40;
const at = (lane: number): number => x[lane] ?? 0;

/** What happened, as arrows between the four parties; the same as a list for those who do not see the drawing. */
export function ladder(run: RunRecord, { id, result }: Finding): Html {
  const steps = ladderSteps(run, result);
  if (steps.length === 0) return nothing;
  const height = top + steps.length * stepHeight + 14;
  const bad: readonly number[] = { A: [1], B: [2], both: [1, 2], link: [], tool: [], undetermined: [] }[
    result.atFault ?? 'undetermined'
  ];
  const { a, b } = run.targets;
  const names = [a.account, a.domain, b.domain, b.account];
  const heads = lanes.map((lane, index) =>
    head(index, lane, names[index] ?? '', height, bad.includes(index) ? blame(result.verdict) : ''),
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Sequence of ${id}, scrolls sideways">
<svg class="ladder" viewBox="0 0 840 ${height}" role="img" aria-label="Sequence of stanzas: ${steps.map(sentence).join('. ')}.">
<rect class="gap" x="${x[1]}" y="52" width="${x[2] - x[1]}" height="${height - 56}"/>
<text class="s" x="440" y="${height - 12}" text-anchor="middle">not observed, inferred</text>
${heads}${steps.map(arrow)}</svg></div>
<ol class="steps">${steps.map((step) => html`<li>${sentence(step)}${step.state === 'changed' ? html` <b>(not as required)</b>` : nothing}</li>`)}</ol>`;
}

const blame = (verdict: string): string => (verdict === 'fail' ? ' · at fault' : ' · deviates');

function head(index: number, lane: string, name: string, height: number, blamed: string): Html {
  const shown = visibleLine(clip(name, 200));
  const fitting = shown.length > 23 ? `${shown.slice(0, 22)}…` : shown;
  return html`<line class="life" x1="${at(index)}" x2="${at(index)}" y1="46" y2="${height - 4}"/>
<rect class="head${blamed === '' ? '' : ' bad'}" x="${at(index) - 78}" y="4" width="156" height="44" rx="4"/>
<text class="b" x="${at(index)}" y="22" text-anchor="middle">${lane}${blamed}</text>
<text class="s" x="${at(index)}" y="39" text-anchor="middle">${fitting}</text>`;
}

function sentence({ time, from, to, label, state }: Step): string {
  const arrival = state === 'missing' ? ', did not arrive' : '';
  return `${time === '' ? '' : `${time}, `}${lanes[from] ?? ''} to ${lanes[to] ?? ''}: ${label}${arrival}`;
}

function arrow({ time, from, to, label, state }: Step, index: number): Html {
  const y = top + index * stepHeight + 14;
  const way = to > from ? 1 : -1;
  const kind = state === 'ok' ? '' : state;
  const lost = state === 'missing';
  const hops: Html[] = [];
  for (let lane = from; lane !== to; lane += way) {
    const isLast = lane + way === to;
    const isBetweenServers = Math.min(lane, lane + way) === 1;
    const end = at(lane + way) - (isLast ? way * (lost ? 16 : 7) : 0);
    hops.push(
      html`<line class="a${isBetweenServers ? ' inf' : ''} ${kind}" x1="${at(lane)}" x2="${end}" y1="${y}" y2="${y}"/>`,
    );
  }
  const tip = lost
    ? html`<path class="x" d="M${at(to) - way * 10 - 4} ${y - 4}l8 8m0-8l-8 8"/>`
    : html`<path class="h ${kind}" d="M${at(to)} ${y}l${-way * 10} -4.5v9z"/>`;
  const words = (text: string, left: number, right: number): Html =>
    html`<text class="${kind}" x="${(at(left) + at(right)) / 2}" y="${y - 7}" text-anchor="middle">${text}</text>`;
  const isSingleHop = Math.abs(to - from) === 1;
  return html`<text class="s n" x="0" y="${y + 4}">${index + 1}</text><text class="s" x="18" y="${y + 4}">${time}</text>
${hops}${tip}${words(lost && isSingleHop ? 'did not arrive' : label, from, from + way)}${lost && !isSingleHop ? words('did not arrive', to - way, to) : nothing}`;
}
