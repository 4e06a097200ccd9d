import type { EntryState } from '../model/coverage.ts';
import type { FeatureState } from '../model/features.ts';
import type { Evidence, Result, RunRecord, Target, Verdict } from '../model/record.ts';
import { visibleLine } from './text.ts';

/** Words that the reports share, so that the same thing is called the same everywhere. */

export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  refused: 'refused',
  inconclusive: 'inconclusive',
  'not-applicable': 'not applicable',
  'not-run': 'not run',
  error: 'error',
};

export const stateWords: Readonly<Record<FeatureState, string>> = {
  works: 'Works',
  'works in part': 'Works in part',
  'does not work': 'Does not work',
  undetermined: 'Undetermined',
  'not offered': 'Not offered',
  'not tested': 'Not tested',
};

export const entryStateWords: Readonly<Record<EntryState, string>> = {
  'not tested': 'Not tested',
  'not satisfied': 'Not satisfied',
  undetermined: 'Undetermined',
  'satisfied in part': 'In part',
  'satisfied with a warning': 'With a warning',
  satisfied: 'Satisfied',
  'not applicable': 'Not applicable',
};

export const disclaimer = 'Evidence on the tested functions, not a legal finding.';

export const impactWords = (impact: Result['impact']): string =>
  ({ blocking: 'unusable', degraded: 'degraded', none: 'none', unknown: 'not known' })[impact ?? 'unknown'];

/** A title at the head of a line: scenario titles begin small, as sentences without a subject. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Parties in the order in which the reports list them. Null in the record is nobody, like undetermined. */
export const faultOrder = ['A', 'B', 'both', 'link', 'tool', 'undetermined'] as const;
export type Fault = (typeof faultOrder)[number];
export const faultOf = (result: Result): Fault => result.atFault ?? 'undetermined';

/** The party at fault as a sentence names it: "B, beta.example". */
export function faultWords(run: RunRecord, fault: Fault): string {
  const { a, b } = run.targets;
  return {
    A: `A, ${a.domain}`,
    B: `B, ${b.domain}`,
    both: `both, ${a.domain} and ${b.domain}`,
    link: 'the link between the servers',
    tool: 'this tool or its configuration',
    undetermined: 'undetermined',
  }[fault];
}

export const targetOf = (run: RunRecord, side: 'A' | 'B'): Target => (side === 'A' ? run.targets.a : run.targets.b);

/** The third service and its software, if stories were played with one. */
export const referenceWords = ({ targets: { reference } }: RunRecord): string | undefined =>
  reference && `${reference.domain}, ${reference.software || 'software not told'}`;

const selectors = /^--(scenario|exclude|area|specification|level|party|profile|direction)(=|$)/;

/** The command of the run without what narrowed it; a selector's values go with it. */
function withoutSelectors(command: string): string {
  let leavingOut = false;
  const kept = [...command.matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)]
    .map(([word]) => word)
    .filter((word) => {
      if (word.startsWith('--')) leavingOut = selectors.test(word);
      return !leavingOut;
    });
  return kept.join(' ');
}

/** The command that repeats one result, ready for a shell. */
export function repeatCommand(run: RunRecord, { scenario, direction }: Result): string {
  const id = /^[\w.-]+$/.test(scenario) ? scenario : `'${scenario.replaceAll("'", String.raw`'\''`)}'`;
  return visibleLine(`${withoutSelectors(run.command)} --scenario ${id} --direction '${direction}'`);
}

/** "transcripts/x.xml, lines 14-39" */
export const evidenceWords = ({ path, lines }: Evidence): string =>
  lines === undefined ? path : `${path}, lines ${lines[0]}-${lines[1]}`;

/** "3 min 41 s", "12.4 s", "34 ms" */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** How long the run took; undefined while, or when, it has no end. */
export function runDuration({ startedAt, finishedAt }: RunRecord): number | undefined {
  const ms = finishedAt === null ? Number.NaN : Date.parse(finishedAt) - Date.parse(startedAt);
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

/** "18 November 2026, 14:02 UTC"; a time that cannot be read stays as it is. */
export function moment(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'UTC',
  });
  return `${format.format(time).replace(' at ', ', ')} UTC`;
}
