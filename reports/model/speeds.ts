import { groupBy } from './count.ts';
import { type Measure, type Measured, measured } from './measures.ts';
import type { Direction, RunRecord } from './record.ts';

/** Within one service, or across: those within first, so that what crosses is read against them. */
export const speedPaths = ['A', 'B', 'A->B', 'B->A'] as const satisfies readonly Measure['path'][];

/** Durations of one kind on one path, in milliseconds. */
export interface PathSpeed {
  readonly path: Measure['path'];
  /** How many durations there are. */
  readonly n: number;
  readonly p50: number;
  /** Of fewer than 20 durations this is the longest. */
  readonly p95: number;
}

export interface SpeedRow {
  readonly what: Measured;
  /** In the order of `speedPaths`; only those that were measured. */
  readonly paths: readonly PathSpeed[];
  /**
   * How many times as long it takes across as within, median by median. What crosses passes through both services, so it
   * is compared with the slower of those within. Undefined where one of the three was not measured, or took no time.
   */
  readonly ratios: Readonly<Record<Direction, number | undefined>>;
}

/**
 * Percentile by nearest rank: the smallest of the durations that at least `percent` per cent of them do not exceed.
 * It is always a duration that was measured, never one between two. NaN for an empty list.
 */
export function percentile(durations: readonly number[], percent: number): number {
  const sorted = durations.toSorted((left, right) => left - right);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** All that the run measured, by what was measured; kinds of which there is nothing are left out. */
export function speedRows(run: RunRecord): readonly SpeedRow[] {
  const all = [...run.measures, ...run.results.flatMap(({ measures }) => measures)];
  const kinds = groupBy(all, ({ what }) => what);
  return measured.flatMap((what) => {
    const paths = pathsOf(kinds.get(what) ?? []);
    return paths.length === 0 ? [] : [{ what, paths, ratios: ratiosOf(paths) }];
  });
}

function pathsOf(measures: readonly Measure[]): readonly PathSpeed[] {
  return speedPaths.flatMap((path) => {
    const durations = measures.filter((one) => one.path === path).flatMap(({ milliseconds }) => milliseconds);
    if (durations.length === 0) return [];
    return [{ path, n: durations.length, p50: percentile(durations, 50), p95: percentile(durations, 95) }];
  });
}

function ratiosOf(paths: readonly PathSpeed[]): SpeedRow['ratios'] {
  const median = (path: Measure['path']): number => paths.find((one) => one.path === path)?.p50 ?? 0;
  const within = [median('A'), median('B')];
  const ratio = (path: Direction): number | undefined =>
    [...within, median(path)].every((one) => one > 0) ? median(path) / Math.max(...within) : undefined;
  return { 'A->B': ratio('A->B'), 'B->A': ratio('B->A') };
}
