import type { EntryState } from '../../model/coverage.ts';
import type { FeatureState } from '../../model/features.ts';
import type { Verdict } from '../../model/record.ts';
import { clip } from '../text.ts';
import type { Fault } from '../words.ts';
import { entryStateWords, stateWords, verdictWords } from '../words.ts';
import { Html, html, nothing } from './template.ts';

/** A shape each, so that no meaning hangs on colour; the word always stands beside it. */
export const sprite = new Html(`<svg class="vh" aria-hidden="true" width="0" height="0"><defs>
<symbol id="i-check" viewBox="0 0 16 16"><path d="M3 8.5l3.5 3.5L13 4.5"/></symbol>
<symbol id="i-cross" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.4" fill="currentColor" stroke="none"/><path class="k" d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2"/></symbol>
<symbol id="i-tri" viewBox="0 0 16 16"><path d="M8 2L15 14H1zM8 6.6v3.2M8 11.9v.1"/></symbol>
<symbol id="i-q" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M6.1 6.3a1.9 1.9 0 1 1 2.7 1.8c-.5.3-.8.6-.8 1.2M8 11.5v.1"/></symbol>
<symbol id="i-dash" viewBox="0 0 16 16"><path d="M3 8h10"/></symbol>
<symbol id="i-ring" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" stroke-dasharray="2 2.7"/></symbol>
<symbol id="i-sq" viewBox="0 0 16 16"><path d="M2 2h12v12H2zM8 5v3.6M8 11v.1"/></symbol>
<symbol id="i-half" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M5 8h6"/></symbol></defs></svg>`);

type Look = readonly [icon: string, role: 'pass' | 'fail' | 'warn' | 'open' | 'mute'];

const verdictLooks: Readonly<Record<Verdict, Look>> = {
  pass: ['check', 'pass'],
  fail: ['cross', 'fail'],
  warn: ['tri', 'warn'],
  inconclusive: ['q', 'open'],
  error: ['sq', 'open'],
  refused: ['half', 'open'],
  'not-applicable': ['dash', 'mute'],
  'not-run': ['ring', 'mute'],
};

const stateLooks: Readonly<Record<FeatureState, Look>> = {
  works: ['check', 'pass'],
  'works in part': ['tri', 'warn'],
  'does not work': ['cross', 'fail'],
  undetermined: ['q', 'open'],
  'not offered': ['dash', 'mute'],
  'not tested': ['ring', 'mute'],
};

const entryLooks: Readonly<Record<EntryState, Look>> = {
  satisfied: ['check', 'pass'],
  'satisfied with a warning': ['tri', 'warn'],
  'satisfied in part': ['ring', 'pass'],
  'not satisfied': ['cross', 'fail'],
  undetermined: ['q', 'open'],
  'not applicable': ['dash', 'mute'],
  'not tested': ['ring', 'mute'],
};

const controlLooks = {
  holds: ['check', 'pass'],
  breaks: ['cross', 'fail'],
  undecided: ['q', 'open'],
  'not-run': ['ring', 'mute'],
} as const;

const symbol = ([icon, role]: Look, word: string, chip: boolean): Html =>
  html`<span class="v v-${role}${chip ? ' chip' : ''}"><svg class="i" aria-hidden="true" viewBox="0 0 16 16"><use href="#i-${icon}"/></svg>${word}</span>`;

export const verdictMark = (verdict: Verdict, chip = false): Html =>
  symbol(verdictLooks[verdict], verdictWords[verdict], chip);

/** A verdict without its colour, for a count of none. */
export const mutedVerdictMark = (verdict: Verdict): Html =>
  symbol([verdictLooks[verdict][0], 'mute'], verdictWords[verdict], false);

export const stateMark = (state: FeatureState, chip = false): Html =>
  symbol(stateLooks[state], stateWords[state], chip);

export const entryMark = (state: EntryState): Html => symbol(entryLooks[state], entryStateWords[state], false);

export const controlMark = (outcome: keyof typeof controlLooks): Html =>
  symbol(controlLooks[outcome], outcome === 'not-run' ? 'not run' : outcome, false);

/** The square that stands for a service: A solid, B outlined. */
export const badge = (party: Fault): Html =>
  party === 'A' || party === 'B' ? html`<span class="p p-${party}">${party}</span>` : nothing;

/** "Art. 7(3)", kept on one line where it is as short as it should be. */
export function articleMark(paragraph: string): Html {
  if (paragraph === '') return nothing;
  return paragraph.length > 20 ? html`Art. ${clip(paragraph, 100)}` : html`<span class="nb">Art. ${paragraph}</span>`;
}
