import { basename, extname } from 'node:path';
import type { Catalogue, ConformanceFeature, Entry } from '../../reports/model/catalogue.ts';
import { fileBeingLoaded, type Scenario } from './declare.ts';

/** What a file under suites/requirements writes down of an entry; the rest has a default or is the same for all of a call. */
export type EntrySpec = Pick<Entry, 'id' | 'section' | 'sentence' | 'accountable'> &
  Partial<Pick<Entry, 'article' | 'critical' | 'untestedPart' | 'notTested'>> & {
    /** One keyword, or one for each part, the strongest first. */
    readonly level: Entry['levels'][number] | readonly [Entry['levels'][number], ...Entry['levels']];
    /** Conformance features by the name that this RFC gives them; those of another one as `RFC 6121 roster-get`. */
    readonly features?: readonly string[];
  };

/** A specification, as `rfc(6121)` and `xep('0198', '1.6.3')` name it. */
export interface Specification {
  readonly specification: string;
  readonly version: string;
}

const entries: Entry[] = [];
const conformance: ConformanceFeature[] = [];
const exercising = new Map<string, string[]>();

/**
 * Enters requirements of one specification into the catalogue: `requirements(rfc(6121), [...])`.
 * Their area is the name of the file under suites/requirements.
 */
export function requirements({ specification, version }: Specification, specs: readonly EntrySpec[]): void {
  const file = fileBeingLoaded();
  const area = basename(file, extname(file));
  for (const { level, features = [], article = '', critical = false, ...rest } of specs) {
    const levels = typeof level === 'string' ? [level] : [...level];
    const named = features.map((feature) => (feature.includes(' ') ? feature : `${specification} ${feature}`));
    const common = { specification, version, area, article, critical };
    entries.push({ ...rest, ...common, levels, features: named, scenarios: [] });
  }
}

/** Enters the features of an RFC's conformance section: `conformanceFeatures(rfc(6121), [...])`. */
export function conformanceFeatures(
  { specification }: Specification,
  features: readonly Omit<ConformanceFeature, 'specification'>[],
): void {
  conformance.push(...features.map((feature) => ({ specification, ...feature })));
}

/** What the files under suites/requirements entered; complete once the scenarios are loaded. */
export const entered = (): Catalogue => ({
  entries: entries.map((entry) => ({ ...entry, scenarios: [...(exercising.get(entry.id) ?? [])] })),
  features: [...conformance],
});

/**
 * The scenarios, each with at least one entry that it covers: a requirement that no file under suites/requirements enters
 * is one that the scenario brings itself. Throws where a scenario covers an entry that there is not.
 */
export function withEntries(scenarios: readonly Scenario[], suggest: Suggest): readonly Scenario[] {
  const ids = new Set(entries.map(({ id }) => id));
  const own = new Map<string, string>();
  const all = scenarios.map((scenario) => {
    const unknown = scenario.covers.find((id) => !ids.has(id));
    if (unknown !== undefined)
      throw new Error(
        `scenario ${scenario.id} in ${scenario.file} covers ${unknown}, which no file under suites/requirements enters.${suggest(unknown, [...ids])}`,
      );
    if (scenario.covers.length > 0) return scenario;
    const key = JSON.stringify([scenario.requirement.id, scenario.requirement.sentence]);
    const id = own.get(key) ?? scenario.id;
    if (!own.has(key)) entries.push(entryOf(scenario));
    own.set(key, id);
    return { ...scenario, covers: [id] };
  });
  for (const { id, covers } of all)
    for (const entry of covers) exercising.set(entry, [...(exercising.get(entry) ?? []), id]);
  return all;
}

type Suggest = (value: string, known: readonly string[]) => string;

const entryOf = ({ id, area, article, accountable, requirement }: Scenario): Entry => ({
  id,
  specification: requirement.specification,
  version: requirement.version,
  section: requirement.section,
  levels: [requirement.level],
  sentence: requirement.sentence,
  accountable,
  area,
  article,
  features: [],
  critical: false,
  scenarios: [],
});
