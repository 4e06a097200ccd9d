import { articleOf, basicFunctions } from './articles.ts';
import { combineStates } from './articles-state.ts';
import { type FeatureRow, featureRows, type FeatureState } from './features.ts';
import { type Direction, directions, type RunRecord, type Side, sides } from './record.ts';

/** The answer for who reads nothing else: by topic, how many functions work, and which do not, for whom, by whose fault. */

/** A function that does not simply work. */
export interface Trouble {
  readonly feature: string;
  readonly state: 'does not work' | 'works in part' | 'undetermined';
  /** Those in which it shows. */
  readonly directions: readonly Direction[];
  /** Services that are shown to be at fault; empty where nobody is accused. */
  readonly atFault: readonly Side[];
}

export interface Answer {
  readonly title: string;
  /** The first is the one that the topic is found under. */
  readonly paragraphs: readonly string[];
  readonly state: FeatureState;
  /** Functions that were tested, and those of them that work, in both directions where both have them. */
  readonly tested: number;
  readonly working: number;
  /** The worst first. */
  readonly troubles: readonly Trouble[];
}

const basic = basicFunctions.map(({ paragraph, title }) => ({ title, paragraphs: [paragraph] }));
const guarding = { title: 'Security, choice and privacy', paragraphs: ['7(3)', '7(7)', '7(8)', '7(9)'] };
const alike = { title: articleOf('13(6)').title, paragraphs: ['13(6)'] };

/** Every topic, tested or not: the basic functions of Article 7(2), what guards their users, and what carries them. */
export function answers(run: RunRecord): readonly Answer[] {
  const rows = featureRows(run);
  const named = [...basic, guarding, alike];
  const taken = new Set(named.flatMap(({ paragraphs }) => paragraphs));
  const others = rows.map(({ article }) => article).filter((paragraph) => !taken.has(paragraph));
  const rest = { title: 'What carries the functions', paragraphs: [...new Set(others)] };
  return [...named, ...(others.length === 0 ? [] : [rest])].map(({ title, paragraphs }) =>
    answerOf(
      title,
      paragraphs,
      rows.filter(({ article }) => paragraphs.includes(article)),
    ),
  );
}

/** Topics that are basic functions of Article 7(2): a reader is told of each, also where it was not tested. */
export const isBasic = ({ paragraphs: [first] }: Answer): boolean =>
  basicFunctions.some(({ paragraph }) => paragraph === first);

function answerOf(title: string, paragraphs: readonly string[], rows: readonly FeatureRow[]): Answer {
  const states = rows.map(stateOf);
  const having = (state: FeatureState): number => states.filter((one) => one === state).length;
  return {
    title,
    paragraphs,
    state: combineStates(states),
    tested: rows.length - having('not tested') - having('not offered'),
    working: having('works'),
    troubles: (['does not work', 'works in part', 'undetermined'] as const).flatMap((state) =>
      rows.filter((row) => stateOf(row) === state).map((row) => troubleOf(row, state)),
    ),
  };
}

/** The worse of both directions; what was tested in one of them only is not known to work. */
function stateOf({ cells }: FeatureRow): FeatureState {
  const both = directions.map((direction) => cells[direction].state);
  const bad = (['does not work', 'works in part'] as const).find((state) => both.includes(state));
  return bad ?? combineStates(both);
}

function troubleOf({ feature, cells }: FeatureRow, state: Trouble['state']): Trouble {
  const shown = directions.filter((direction) => cells[direction].state === state);
  const faults = directions.flatMap((direction) =>
    cells[direction].state === 'works' ? [] : cells[direction].results.map(({ atFault }) => atFault),
  );
  const atFault = sides.filter((side) => faults.includes(side) || faults.includes('both'));
  return { feature, state, directions: shown.length === 0 ? directions : shown, atFault };
}
