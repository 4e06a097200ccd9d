import type { FaultState } from '../../model/kill-rows.ts';
import type { KillCell } from '../../model/kill-matrix.ts';
import { directionWords, killStateWords } from '../kill-words.ts';
import { capital } from '../words.ts';
import { type Look, symbol } from './symbols.ts';
import { html, type Html } from './template.ts';

const looks: Readonly<Record<FaultState, Look>> = {
  'blamed-wrongly': ['sq', 'fail'],
  survived: ['cross', 'fail'],
  'other-reason': ['tri', 'warn'],
  unexpected: ['q', 'open'],
  'not-played': ['ring', 'mute'],
  killed: ['check', 'pass'],
};

export const killMark = (state: FaultState, chip = false): Html =>
  symbol(looks[state], capital(killStateWords[state]), chip);

/** The square of the picture, with its words for who cannot see it. */
export function killSquare(state: FaultState, place: string): Html {
  const [icon, role] = looks[state];
  const words = html`<span class="vh">${place} ${killStateWords[state]} </span>`;
  if (state === 'killed') return html`<span class="q q-k">${words}</span>`;
  return html`<span class="q v-${role}">${words}<svg class="i" aria-hidden="true" viewBox="0 0 16 16"><use href="#i-${icon}"/></svg></span>`;
}

/** What is not killed has an anchor of its own, by which everything else links to it. */
export type Missed = ReadonlyMap<KillCell, string>;

/** A cell that is no kill: its mark, and the way to what was seen. */
export const missedLink = (cell: KillCell, missed: Missed, text: string): Html =>
  html`${killMark(cell.outcome)} <a href="#${missed.get(cell) ?? 's-missed'}">${text}</a>`;

/** What a scenario answered: the words of a server, or what stands for none. */
export const place = (...words: readonly string[]): string => words.filter((word) => word !== '').join(', ');

/** "xep0191.3.3.blocked-message, A → B" */
export const storyWords = (cell: KillCell): string => place(cell.scenario, directionWords(cell));
