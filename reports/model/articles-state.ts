import { type Article, basicFunctions } from './articles.ts';
import { featureRows, type FeatureState } from './features.ts';
import type { RunRecord } from './record.ts';

/** How one basic function of Article 7(2) does, over all that users know it as, in both directions. */
export interface ArticleState {
  readonly article: Article;
  readonly state: FeatureState;
}

/** Every basic function of Article 7(2), tested or not. */
export function articleStates(run: RunRecord): readonly ArticleState[] {
  const rows = featureRows(run);
  return basicFunctions.map((article) => {
    const cells = rows
      .filter((row) => row.article === article.paragraph)
      .flatMap(({ cells: both }) => Object.values(both));
    return { article, state: combineStates(cells.map(({ state }) => state)) };
  });
}

/** One state for several functions or directions. */
export function combineStates(states: readonly FeatureState[]): FeatureState {
  const tested = states.filter((state) => state !== 'not tested' && state !== 'not offered');
  if (tested.length === 0) return states.includes('not offered') ? 'not offered' : 'not tested';
  if (tested.every((state) => state === 'does not work')) return 'does not work';
  if (tested.some((state) => state === 'does not work' || state === 'works in part')) return 'works in part';
  return tested.includes('undetermined') || states.includes('not tested') ? 'undetermined' : 'works';
}
