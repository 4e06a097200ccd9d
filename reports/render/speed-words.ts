import type { Measure, Measured } from '../model/measures.ts';
import type { SpeedRow } from '../model/speeds.ts';

/** What was measured, for a reader who knows no XMPP. */
export const measuredTitles: Readonly<Record<Measured, string>> = {
  message: 'Message',
  request: 'Question to the service',
  subscription: 'Becoming contacts',
  'room join': 'Entering a group',
  'archive page': 'Page of history',
  'offline retrieval': 'Messages that waited',
  'first message on a cold link': 'First message on a cold link',
};

/** What a duration is from and to, as every report says it. */
export const measuredWords: Readonly<Record<Measured, string>> = {
  message: 'From sending a message to its arrival, one message at a time',
  request: 'From asking a service for a sign of life to its answer',
  subscription: 'From asking to be a contact until the approval is back, which is given at once',
  'room join': 'From asking to enter a group until the user is in',
  'archive page': 'From asking for ten messages of the history of a group until they are there',
  'offline retrieval': 'From arriving until five messages are there that had waited',
  'first message on a cold link': 'The same as a message, where nothing of this run had crossed before',
};

export const pathWords: Readonly<Record<Measure['path'], string>> = {
  A: 'Inside A',
  B: 'Inside B',
  'A->B': 'From A to B',
  'B->A': 'From B to A',
};

/** "4.1 ms", "312 ms", "12.3 s" */
export function milliseconds(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : String(Math.round(ms))} ms`;
}

const ratioFigure = (ratio: number): string => (ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio)));

/** "2.4 ×" */
export const ratioWords = (ratio: number): string => `${ratioFigure(ratio)} ×`;

/** The one figure for a reader in a hurry; empty where messages were not measured both across and within. */
export function speedSentence(rows: readonly SpeedRow[]): string {
  const ratios = rows.find(({ what }) => what === 'message')?.ratios;
  const [there, back] = [compared(ratios?.['A->B']), compared(ratios?.['B->A'])];
  const told = [there && `${there} from A to B`, back && `${back} from B to A`].filter((text) => text !== undefined);
  if (told.length === 0) return '';
  const same = there === back && there !== undefined ? `${there} in either direction` : told.join(' and ');
  return `Against the slower of the two services, a message takes ${same}.`;
}

/** Undefined where there is nothing to compare. */
function compared(ratio: number | undefined): string | undefined {
  if (ratio === undefined) return undefined;
  return ratio <= 1.05 ? 'no longer' : `${ratioFigure(ratio)} times as long`;
}
