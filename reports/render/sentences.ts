import { countVerdicts, groupBy, plural } from '../model/count.ts';
import { type Answer, answers, isBasic } from '../model/answers.ts';
import type { FeatureState } from '../model/features.ts';
import type { RunRecord } from '../model/record.ts';
import { securityGate } from '../model/gate.ts';
import { conclude } from '../model/verdict.ts';
import { faultOf, faultOrder } from './words.ts';

/** The first sentences of every report: what works between A and B, what does not, and what follows. */

const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;

/** "Contact requests" becomes "contact requests"; "MUC" stays. */
export const inSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** After the titles of basic functions, all of which are plurals. */
const basicWords: readonly (readonly [FeatureState, string])[] = [
  ['works', 'work'],
  ['works in part', 'work in part'],
  ['does not work', 'do not work'],
  ['undetermined', 'could not be judged in full'],
  ['not offered', 'are not offered'],
  ['not tested', 'were not tested'],
];

/** What a sentence calls basic functions that are all in the same state. */
const families: readonly (readonly [name: string, paragraphs: readonly string[]])[] = [
  ['Text messages', ['7(2)(a)(i)', '7(2)(b)(i)']],
  ['Files', ['7(2)(a)(ii)', '7(2)(b)(ii)']],
  ['Voice and video calls', ['7(2)(c)(i)', '7(2)(c)(ii)', '7(2)(c)(iii)', '7(2)(c)(iv)']],
];

/** Titles of topics, families as one. */
function familyNames(topics: readonly Answer[]): readonly string[] {
  const paragraphOf = ({ paragraphs: [first = ''] }: Answer): string => first;
  const whole = families.filter(([, own]) => own.every((one) => topics.some((topic) => paragraphOf(topic) === one)));
  const names = topics.map((topic) => whole.find(([, own]) => own.includes(paragraphOf(topic)))?.[0] ?? topic.title);
  return [...new Set(names)];
}

/** What works and what does not, for a reader who reads nothing else: each basic function, and how many in all. */
export function leadSentence(run: RunRecord): string {
  const all = answers(run);
  const tested = all.reduce((sum, answer) => sum + answer.tested, 0);
  const working = all.reduce((sum, answer) => sum + answer.working, 0);
  if (tested === 0) return 'Nothing was tested between A and B.';
  const told = basicWords.flatMap(([state, words]) => {
    const titles = familyNames(all.filter((answer) => isBasic(answer) && answer.state === state));
    const names = list(titles.map((title, index) => (index === 0 ? title : inSentence(title))));
    return titles.length === 0 ? [] : [`${names} ${words}`];
  });
  const untested = told.filter((sentence) => sentence.endsWith(' not tested'));
  const judged = told.filter((sentence) => !untested.includes(sentence));
  const count = `Of ${plural(tested, 'function')} that ${tested === 1 ? 'was' : 'were'} tested between A and B, ${working} ${working === 1 ? 'works' : 'work'}`;
  return [...judged, count, ...untested].map((sentence) => `${sentence}.`).join(' ');
}

/** What follows for conformance, or why no statement does. */
export function conclusionSentence(run: RunRecord): string {
  const { statement, reason } = conclude(run);
  return statement === null
    ? `No statement of conformance follows from this run: ${reason}.`
    : `Measured against the specifications, on what was tested, the two services together are ${statement}: ${reason}.`;
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
