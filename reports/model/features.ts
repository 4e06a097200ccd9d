import { compareArticles } from './articles.ts';
import { countVerdicts, groupBy, plural } from './count.ts';
import { type Direction, type Result, type RunRecord } from './record.ts';

export const featureStates = [
  'works',
  'works in part',
  'does not work',
  'undetermined',
  'not offered',
  'not tested',
] as const;
export type FeatureState = (typeof featureStates)[number];

/** How a function does in one direction: from the user of the first service to the user of the second. */
export interface FeatureCell {
  readonly state: FeatureState;
  readonly reason: string;
  /** What did not pass behind it, the decisive ones first. */
  readonly results: readonly Result[];
}

/** A function as users know it. */
export interface FeatureRow {
  readonly feature: string;
  readonly article: string;
  readonly cells: Readonly<Record<Direction, FeatureCell>>;
}

/** Functions in the order of the articles that they fall under, and within one as the run met them. */
export function featureRows(run: RunRecord): readonly FeatureRow[] {
  const groups = groupBy(run.results, ({ article, feature }) => JSON.stringify([article, feature]));
  const rows = [...groups.values()].flatMap((results) => {
    const [first] = results;
    if (first === undefined) return [];
    const { article, feature } = first;
    const inDirection = (direction: Direction): FeatureCell =>
      judge(
        results.filter((result) => result.direction === direction),
        run.partial,
      );
    return [{ feature, article, cells: { 'A->B': inDirection('A->B'), 'B->A': inDirection('B->A') } }];
  });
  return rows.toSorted((left, right) => compareArticles(left.article, right.article));
}

/**
 * The effect on users decides, not the verdict: a function may fail between two services while nobody is accused.
 * An inconclusive result without an impact says nothing about the function, and what a run that ended early never
 * reached is not counted as held.
 */
function judge(results: readonly Result[], isPartial: boolean): FeatureCell {
  const counts = countVerdicts(results);
  const judged = results.length - counts['not-applicable'] - counts['not-run'];
  const tested = describeHeld(counts, judged);
  const state = (name: FeatureState, decisive: readonly Result[], reason: string): FeatureCell => {
    return { state: name, reason, results: decisive };
  };
  const isOff = (result: Result): boolean =>
    result.verdict === 'refused'
      ? result.impact !== 'degraded' && result.impact !== 'none'
      : ['fail', 'warn', 'inconclusive'].includes(result.verdict) && result.impact === 'blocking';
  const isImpaired = (result: Result): boolean =>
    ['fail', 'refused'].includes(result.verdict) ||
    (['warn', 'inconclusive'].includes(result.verdict) && result.impact === 'degraded');
  const isOpen = ({ verdict }: Result): boolean => verdict === 'inconclusive' || verdict === 'error';

  const off = results.filter(isOff);
  const impaired = results.filter((result) => !isOff(result) && isImpaired(result));
  const open = results.filter((result) => !isOff(result) && !isImpaired(result) && isOpen(result));
  const all = [...off, ...impaired, ...open];
  if (off.length > 0) return state('does not work', all, tested);
  if (impaired.length > 0) return state('works in part', all, tested);
  if (open.length > 0) return state('undetermined', all, tested);
  if (judged > 0 && isPartial && counts['not-run'] > 0) return state('undetermined', [], tested);
  if (judged > 0)
    return state(
      'works',
      results.filter(({ verdict }) => verdict === 'warn'),
      tested,
    );
  if (counts['not-applicable'] > 0) return state('not offered', [], 'the service says that it has none');
  return state('not tested', [], results.length === 0 ? 'not in this run' : tested);
}

function describeHeld(counts: ReturnType<typeof countVerdicts>, judged: number): string {
  const parts: string[] = [];
  if (judged > 0) parts.push(`${counts.pass + counts.warn} of ${plural(judged, 'result')} held`);
  if (counts.warn > 0) parts.push(`${counts.warn} with a warning`);
  if (counts['not-run'] > 0) parts.push(`${counts['not-run']} not run`);
  return parts.join(', ');
}
