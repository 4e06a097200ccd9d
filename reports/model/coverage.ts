import { type ConformanceFeature, type Entry, entryLevels } from './catalogue.ts';
import { groupBy } from './count.ts';
import { directions, type Result, type RunRecord } from './record.ts';
import { reasonOf } from './verdict.ts';

/** What a run says about an entry of the requirement catalogue, in the order in which coverage is read: gaps first. */
export const entryStates = [
  'not tested',
  'not satisfied',
  'undetermined',
  'satisfied in part',
  'satisfied with a warning',
  'satisfied',
  'not applicable',
] as const;
export type EntryState = (typeof entryStates)[number];

export interface EntryRow {
  readonly entry: Entry;
  readonly state: EntryState;
  /** Why it is not simply satisfied; empty when it is. */
  readonly reason: string;
  readonly results: readonly Result[];
}

/** Every entry of the catalogue, whether or not a scenario exercised it, in the order of the catalogue. */
export function entryRows({ catalogue, results }: RunRecord): readonly EntryRow[] {
  const covering = new Map<string, Result[]>();
  for (const result of results) {
    for (const id of result.covers) {
      const known = covering.get(id);
      if (known === undefined) covering.set(id, [result]);
      else known.push(result);
    }
  }
  return catalogue.entries.map((entry) => {
    const own = covering.get(entry.id) ?? [];
    return { entry, ...judge(entry, own), results: own };
  });
}

function judge(entry: Entry, results: readonly Result[]): Pick<EntryRow, 'state' | 'reason'> {
  const having = (...verdicts: readonly Result['verdict'][]): readonly Result[] =>
    results.filter(({ verdict }) => verdicts.includes(verdict));
  const told = (some: readonly Result[]): string =>
    [...new Set(some.map((result) => `${result.scenario}, ${result.direction}: ${reasonOf(result)}`))].join('; ');
  const [broken, open, held, warned, notRun] = [
    having('fail'),
    having('inconclusive', 'error', 'refused'),
    having('pass', 'warn'),
    having('warn'),
    having('not-run'),
  ];
  if (broken.length > 0) return { state: 'not satisfied', reason: told(broken) };
  if (open.length > 0) return { state: 'undetermined', reason: told(open) };
  const missing = [...new Set([...notRun.map(({ scenario }) => scenario), ...absent(entry, results)])];
  if (held.length > 0 && missing.length > 0)
    return { state: 'satisfied in part', reason: `not run, or in one direction only: ${missing.join(', ')}` };
  if (warned.length > 0) return { state: 'satisfied with a warning', reason: told(warned) };
  if (held.length > 0)
    return { state: 'satisfied', reason: entry.untestedPart === undefined ? '' : `left out: ${entry.untestedPart}` };
  if (notRun.length > 0 || results.length === 0)
    return { state: 'not tested', reason: entry.notTested ?? (notRun.length > 0 ? told(notRun) : 'not in this run') };
  return { state: 'not applicable', reason: told(results) };
}

/** Scenarios of the entry without a result in both directions: a selection left them out. */
const absent = ({ scenarios }: Entry, results: readonly Result[]): readonly string[] =>
  scenarios.filter((id) => results.filter(({ scenario }) => scenario === id).length < directions.length);

/** Whether anything of an entry was put to the test: what does not apply was not. */
export const isExercised = ({ state }: Pick<EntryRow, 'state'>): boolean =>
  state !== 'not tested' && state !== 'not applicable';

/** A property by which entries are counted, and the order of its values. */
export interface Grouping {
  readonly name: string;
  readonly nameOf: (entry: Entry) => string;
  readonly order: (left: string, right: string) => number;
}

const byName = new Intl.Collator('en', { numeric: true }).compare;
const strongestFirst = [...entryLevels].map(String);

export const bySpecification: Grouping = {
  name: 'specification',
  nameOf: ({ specification }) => specification,
  order: byName,
};

export const groupings: readonly Grouping[] = [
  { ...bySpecification, nameOf: ({ specification, version }) => `${specification} ${version}`.trim() },
  {
    name: 'level',
    nameOf: ({ levels: [level] }) => level ?? '',
    order: (left, right) => strongestFirst.indexOf(left) - strongestFirst.indexOf(right),
  },
  { name: 'area', nameOf: ({ area }) => area, order: byName },
];

/** What belongs to entries, in groups. */
export const grouped = <T extends { readonly entry: Entry }>(
  rows: readonly T[],
  { nameOf, order }: Grouping,
): readonly (readonly [name: string, members: readonly T[]])[] =>
  [...groupBy(rows, ({ entry }) => nameOf(entry))].toSorted(([left], [right]) => order(left, right));

/** How many entries of one group have each state. */
export interface CoverageRow {
  readonly name: string;
  readonly entries: number;
  readonly exercised: number;
  readonly states: Readonly<Record<EntryState, number>>;
}

export const countEntries = (rows: readonly EntryRow[], grouping: Grouping): readonly CoverageRow[] =>
  grouped(rows, grouping).map(([name, group]) => ({
    name,
    entries: group.length,
    exercised: group.filter(isExercised).length,
    states: Object.fromEntries(
      entryStates.map((state) => [state, group.filter((row) => row.state === state).length]),
    ) as Record<EntryState, number>,
  }));

/** A conformance feature of an RFC and the entries that speak of it. */
export interface FeatureCoverage {
  readonly feature: ConformanceFeature;
  readonly rows: readonly EntryRow[];
  /** That of its worst entry; undefined where no entry speaks of it. */
  readonly state: EntryState | undefined;
}

const worstFirst: readonly EntryState[] = [
  'not satisfied',
  'undetermined',
  'satisfied in part',
  'satisfied with a warning',
  'satisfied',
  'not applicable',
  'not tested',
];

/** The features that bind servers, never exercised first; those that bind clients only are left out. */
export function featureCoverage(
  features: readonly ConformanceFeature[],
  rows: readonly EntryRow[],
): readonly FeatureCoverage[] {
  const covered = features
    .filter(({ server }) => server !== 'N/A')
    .map((feature): FeatureCoverage => {
      const own = rows.filter(({ entry }) => entry.features.includes(`${feature.specification} ${feature.id}`));
      return { feature, rows: own, state: worstFirst.find((state) => own.some((row) => row.state === state)) };
    });
  const isGap = ({ state }: FeatureCoverage): boolean => state === undefined || state === 'not tested';
  return [...covered.filter(isGap), ...covered.filter((row) => !isGap(row))];
}
