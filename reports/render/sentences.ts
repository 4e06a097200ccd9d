import { countVerdicts, groupBy, plural } from '../model/count.ts';
import { featureRows, type FeatureRow, type FeatureState } from '../model/features.ts';
import type { RunRecord } from '../model/record.ts';
import { securityGate } from '../model/gate.ts';
import { conclude } from '../model/verdict.ts';
import { faultOf, faultOrder } from './words.ts';

/** The first sentences of every report: what works between A and B, what does not, and what follows. */

const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;

/** At most eight names, in the form they have inside a sentence. */
function named(rows: readonly FeatureRow[]): string {
  const names = [...new Set(rows.map(({ feature }) => inSentence(feature)))];
  return names.length <= 8 ? list(names) : `${names.slice(0, 7).join(', ')} and ${names.length - 7} more functions`;
}

/** "Contact requests" becomes "contact requests"; "MUC" stays. */
const inSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** What works and what does not, for a reader who reads nothing else. */
export function leadSentence(run: RunRecord): string {
  const rows = featureRows(run);
  const having = (state: FeatureState): readonly FeatureRow[] =>
    rows.filter(({ cells }) => worst(cells['A->B'].state, cells['B->A'].state) === state);
  const working = having('works');
  const bothWays = working.filter(({ cells }) => cells['A->B'].state === cells['B->A'].state);
  const parts: string[] = [];
  const add = (group: readonly FeatureRow[], words: string): void => {
    if (group.length > 0) parts.push(`${words}: ${named(group)}`);
  };
  add(bothWays, 'works between A and B in both directions');
  add(
    working.filter((row) => !bothWays.includes(row)),
    'works in one direction, the other was not tested',
  );
  add(having('does not work'), 'does not work in at least one direction');
  add(having('works in part'), 'works in part');
  add(having('undetermined'), 'could not be judged');
  if (parts.length === 0) return 'Nothing was tested between A and B.';
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

const severity: readonly FeatureState[] = [
  'does not work',
  'works in part',
  'undetermined',
  'works',
  'not offered',
  'not tested',
];

const worst = (left: FeatureState, right: FeatureState): FeatureState =>
  severity.indexOf(left) < severity.indexOf(right) ? left : right;

/** What follows for conformance, or why no statement does. */
export function conclusionSentence(run: RunRecord): string {
  const { statement, reason } = conclude(run);
  return statement === null
    ? `No statement of conformance follows from this run: ${reason}.`
    : `On the tested requirements the two services together are ${statement}: ${reason}.`;
}

/** Who is at fault, in counts. */
export function faultSentence({ results }: RunRecord): string {
  const broken = results.filter(({ verdict }) => verdict === 'fail');
  const counts = countVerdicts(results);
  const open = counts.inconclusive + counts.error;
  const groups = groupBy(broken, faultOf);
  const parts = faultOrder.flatMap((fault) => {
    const count = groups.get(fault)?.length ?? 0;
    return count === 0 ? [] : [`${fault} in ${plural(count, 'result')}`];
  });
  const sentences = [
    broken.length === 0 ? 'No binding requirement was seen to be broken.' : `At fault: ${list(parts)}.`,
  ];
  if (open > 0) sentences.push(`${plural(open, 'result leaves', 'results leave')} the cause open; nobody is accused.`);
  const untested = counts['not-run'];
  if (untested > 0) sentences.push(`${plural(untested, 'planned result was', 'planned results were')} not run.`);
  return sentences.join(' ');
}

/** What the security gate says, in one sentence. */
export function gateSentence(run: RunRecord): string {
  const { state, rows, broken, open } = securityGate(run);
  const parties = new Set(
    broken.flatMap(({ results }) => results.filter(({ verdict }) => verdict === 'fail').map(faultOf)),
  );
  const by = faultOrder.filter((fault) => parties.has(fault) && fault !== 'undetermined');
  switch (state) {
    case 'held':
      return `The security gate holds: none of its ${plural(rows.length, 'critical requirement')} was broken.`;
    case 'broken':
      return `The security gate is broken: ${broken.length} of its ${plural(rows.length, 'critical requirement')}${by.length === 0 ? '' : `, at fault: ${list(by)}`}.`;
    case 'open':
      return `The security gate is open: no breach was seen, but ${open.length} of its ${plural(rows.length, 'critical requirement')} could not be judged or not in full.`;
    case 'absent':
      return 'The security gate was not tested.';
  }
}
