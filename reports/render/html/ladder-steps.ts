import type { Exchange, Result, RunRecord, Side } from '../../model/record.ts';
import { clip, visibleLine } from '../text.ts';
import { targetOf } from '../words.ts';

/** Lanes of the drawing, left to right; they never swap. */
export const lanes = ['A’s client', 'A’s server', 'B’s server', 'B’s client'] as const;

/** One arrow of the drawing, from lane to lane. */
export interface Step {
  readonly time: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly state: 'ok' | 'changed' | 'missing';
}

const mostSteps = 24;
const clientLane = { A: 0, B: 3 } as const;
const serverLane = { A: 1, B: 2 } as const;
const other = (side: Side): Side => (side === 'A' ? 'B' : 'A');

/** The story as arrows, its preparation left out. What is cut off stands in the list of stanzas and in the transcript. */
export function ladderSteps(run: RunRecord, result: Result): readonly Step[] {
  const shown = result.exchange.filter(({ mark }) => mark !== 'setup');
  const firsts = new Map<string, string>();
  for (const { side, actor } of shown) if (!firsts.has(side)) firsts.set(side, actor);
  const steps = shown.map((event, index): Step => {
    const near = [clientLane[event.side], serverLane[event.side]] as const;
    const far = serverLane[other(event.side)];
    const label = firsts.get(event.side) === event.actor ? stanzaLabel(event) : `${event.actor}: ${stanzaLabel(event)}`;
    return {
      time: `+${event.at < 10 ? event.at.toFixed(1) : Math.round(event.at)} ms`,
      from: event.flow === 'sent' ? near[0] : comesFromAfar(run, event, shown.slice(0, index)) ? far : near[1],
      to:
        event.flow === 'received' ? near[0] : isOn(run, other(event.side), attribute(event.xml, 'to')) ? far : near[1],
      label: fitting(label),
      state: event.mark === 'offending' ? 'changed' : 'ok',
    };
  });
  return [...steps.slice(0, mostSteps), ...missing(result)];
}

/** Characters that fit over one hop of the drawing. */
function fitting(label: string): string {
  const line = visibleLine(label.slice(0, 80));
  return line.length > 24 ? `${line.slice(0, 23)}…` : line;
}

/** A stanza from the other side that no arrow brought to this side's server yet. */
function comesFromAfar(run: RunRecord, { xml, side }: Exchange, before: readonly Exchange[]): boolean {
  const id = attribute(xml, 'id');
  const isDrawn = before.some(
    (event) => event.flow === 'sent' && event.side !== side && id !== '' && attribute(event.xml, 'id') === id,
  );
  return !isDrawn && isOn(run, other(side), attribute(xml, 'from'));
}

/** Whether an address belongs to that side's domain or one of its services. */
function isOn(run: RunRecord, side: Side, jid: string): boolean {
  const host = (jid.split('/')[0] ?? '').replace(/^.*@/, '');
  const { domain } = targetOf(run, side);
  return host === domain || host.endsWith(`.${domain}`);
}

/** Attribute of the outermost element; empty when it has none. */
export function attribute(xml: string, name: string): string {
  const [, , value = ''] = new RegExp(`^<[^>]*?\\s${name}=(["'])(.*?)\\1`, 's').exec(clip(xml, 2000)) ?? [];
  return value;
}

/** "presence subscribe", "iq result", "message: fence" */
function stanzaLabel({ xml, mark }: Exchange): string {
  const text = clip(xml, 2000);
  const name = /^<([^\s/>]+)/.exec(text)?.[1] ?? 'stanza';
  const type = attribute(text, 'type');
  if (mark === 'fence') return `${name} (fence)`;
  const child = /^<[^>]*[^/]><([^\s/>]+)/.exec(text)?.[1];
  return `${name}${type === '' ? '' : ` ${type}`}${child === undefined ? '' : `: ${child}`}`;
}

/** A required stanza that never came, where the record names its addressee. */
function missing({ reasonCode, expected, exchange, atFault }: Result): readonly Step[] {
  if (reasonCode !== 'missing-stanza') return [];
  const addressee = exchange.find(({ actor }) => expected.startsWith(`${actor} `));
  if (addressee === undefined) return [];
  const { side } = addressee;
  const from = atFault === 'A' || atFault === 'B' ? serverLane[atFault] : serverLane[other(side)];
  return [{ time: '', from, to: clientLane[side], label: 'required stanza', state: 'missing' }];
}
