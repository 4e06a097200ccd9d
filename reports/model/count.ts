import type { Direction, Result, Verdict } from './record.ts';

/** Verdicts in the order in which every report lists them: what needs attention first. */
export const verdictOrder = [
  'fail',
  'warn',
  'refused',
  'inconclusive',
  'error',
  'pass',
  'not-applicable',
  'not-run',
] as const satisfies readonly Verdict[];

/** How many results have each verdict, in one direction or in both. */
export function countVerdicts(results: readonly Result[], direction?: Direction): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = {
    pass: 0,
    warn: 0,
    fail: 0,
    refused: 0,
    inconclusive: 0,
    'not-applicable': 0,
    'not-run': 0,
    error: 0,
  };
  for (const result of results)
    if (direction === undefined || result.direction === direction) counts[result.verdict] += 1;
  return counts;
}

/** Groups in order of first appearance. */
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** "1 result", "2 results". */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
