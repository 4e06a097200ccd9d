import type { FunctionClaimState } from '../../model/claims-functions.ts';
import type { LimitClaimState } from '../../model/claims-limits.ts';
import type { SoftwareClaimState } from '../../model/claims-software.ts';
import type { EntryState } from '../../model/coverage.ts';
import type { FeatureState } from '../../model/features.ts';
import type { LevelState, QuestionFinding, SuiteState } from '../../model/profile-rows.ts';
import type { Verdict } from '../../model/record.ts';
import { clip } from '../text.ts';
import type { Fault } from '../words.ts';
import { capital, entryStateWords, stateWords, verdictWords } from '../words.ts';
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
<symbol id="i-half" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M5 8h6"/></symbol>
<symbol id="i-held" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M5 8.3l2.1 2.1L11 5.9"/></symbol>
<symbol id="i-clock" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M8 4.2V8l2.6 1.6"/></symbol></defs></svg>`);

export type Look = readonly [icon: string, role: 'pass' | 'fail' | 'warn' | 'open' | 'mute'];

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

const levelLooks: Readonly<Record<LevelState, Look>> = {
  met: ['check', 'pass'],
  'met with observations': ['held', 'pass'],
  'met in itself': ['held', 'pass'],
  'not met': ['cross', 'fail'],
  undetermined: ['q', 'open'],
  'not due': ['clock', 'mute'],
};

const questionLooks: Readonly<Record<QuestionFinding, Look>> = {
  holds: ['check', 'pass'],
  supported: ['half', 'open'],
  'does not hold': ['cross', 'fail'],
  open: ['q', 'open'],
};

type ClaimState = FunctionClaimState | LimitClaimState | SoftwareClaimState;

const claimLooks: Readonly<Record<ClaimState, Look>> = {
  missing: ['cross', 'fail'],
  contradicted: ['cross', 'fail'],
  undetermined: ['q', 'open'],
  'holds in part': ['tri', 'warn'],
  'other version': ['tri', 'warn'],
  holds: ['check', 'pass'],
  confirmed: ['check', 'pass'],
  'not contradicted': ['check', 'pass'],
  exempt: ['dash', 'mute'],
  'not tested': ['ring', 'mute'],
  'present, not declared': ['held', 'pass'],
};

const suiteLooks: Readonly<Record<SuiteState, Look>> = {
  works: ['check', 'pass'],
  'works with a warning': ['tri', 'warn'],
  broken: ['cross', 'fail'],
  undetermined: ['q', 'open'],
  'not offered': ['dash', 'mute'],
  advertised: ['ring', 'pass'],
  'not tested': ['ring', 'mute'],
};

const controlLooks = {
  holds: ['check', 'pass'],
  breaks: ['cross', 'fail'],
  undecided: ['q', 'open'],
  'not-run': ['ring', 'mute'],
} as const;

/** A symbol with its word. */
export const symbol = ([icon, role]: Look, word: string, chip: boolean): Html =>
  html`<span class="v v-${role}${chip ? ' chip' : ''}"><svg class="i" aria-hidden="true" viewBox="0 0 16 16"><use href="#i-${icon}"/></svg>${word}</span>`;

export const verdictMark = (verdict: Verdict, chip = false): Html =>
  symbol(verdictLooks[verdict], verdictWords[verdict], chip);

/** A verdict without its colour, for a count of none. */
export const mutedVerdictMark = (verdict: Verdict): Html =>
  symbol([verdictLooks[verdict][0], 'mute'], verdictWords[verdict], false);

export const stateMark = (state: FeatureState, chip = false): Html =>
  symbol(stateLooks[state], stateWords[state], chip);

export const entryMark = (state: EntryState): Html => symbol(entryLooks[state], entryStateWords[state], false);

export const levelMark = (state: LevelState, chip = false): Html => symbol(levelLooks[state], capital(state), chip);

/** What a provider declares is not judged: results only speak for it, or say nothing. */
const questionWords: Readonly<Partial<Record<QuestionFinding, string>>> = {
  supported: 'Nothing against it',
  open: 'Open',
};

export const questionMark = (finding: QuestionFinding, isDeclared: boolean): Html =>
  isDeclared && finding === 'open'
    ? symbol(['dash', 'mute'], 'As declared', false)
    : symbol(questionLooks[finding], questionWords[finding] ?? capital(finding), false);

export const claimMark = (state: ClaimState): Html => symbol(claimLooks[state], capital(state), false);

export const suiteMark = (state: SuiteState): Html =>
  symbol(suiteLooks[state], state === 'broken' ? 'Not in full' : capital(state), false);

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
