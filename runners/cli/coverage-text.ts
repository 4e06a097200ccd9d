import type { Catalogue, Entry } from '../../reports/model/catalogue.ts';
import { plural } from '../../reports/model/count.ts';
import { type Grouping, grouped, groupings } from '../../reports/model/coverage.ts';
import { citation } from '../../reports/model/spec-link.ts';
import type { Scenario } from '../scenario/declare.ts';
import { columns } from './texts.ts';

/** An entry of the requirement catalogue and the scenarios that exercise it. */
export interface Covered {
  readonly entry: Entry;
  readonly scenarios: readonly string[];
}

/** Never-exercised entries first, then those of which a part is not tested, then the rest, each in the order of the catalogue. */
export function coveredEntries({ entries }: Catalogue, scenarios: readonly Scenario[]): readonly Covered[] {
  const ids = new Set(scenarios.map(({ id }) => id));
  const covered = entries.map((entry) => ({
    entry,
    scenarios: entry.scenarios.filter((id) => ids.has(id)),
  }));
  const rank = ({ entry, scenarios: own }: Covered): number =>
    own.length === 0 ? 0 : entry.untestedPart === undefined ? 2 : 1;
  return covered.toSorted((left, right) => rank(left) - rank(right));
}

/** A conformance feature of an RFC that binds servers, and the entries on it that have scenarios. */
export interface CoveredFeature {
  readonly feature: Catalogue['features'][number];
  readonly entries: readonly string[];
}

/** Never-exercised features first. */
export function coveredFeatures({ features }: Catalogue, covered: readonly Covered[]): readonly CoveredFeature[] {
  const exercised = covered.filter(({ scenarios }) => scenarios.length > 0);
  return features
    .filter(({ server }) => server !== 'N/A')
    .map((feature) => ({
      feature,
      entries: exercised
        .filter(({ entry }) => entry.features.includes(`${feature.specification} ${feature.id}`))
        .map(({ entry }) => entry.id),
    }))
    .toSorted((left, right) => Math.min(left.entries.length, 1) - Math.min(right.entries.length, 1));
}

/** What the scenarios exercise of the requirement catalogue: gaps first, then counts, then the RFCs' own features. */
export function coverageText(catalogue: Catalogue, scenarios: readonly Scenario[]): string {
  const covered = coveredEntries(catalogue, scenarios);
  const gaps = covered.filter(({ scenarios: own }) => own.length === 0);
  const partly = covered.filter(({ entry, scenarios: own }) => own.length > 0 && entry.untestedPart !== undefined);
  const features = coveredFeatures(catalogue, covered);
  const featureGaps = features.filter(({ entries }) => entries.length === 0);
  const reasons = (rows: readonly Covered[], why: (entry: Entry) => string): string =>
    columns(rows.map(({ entry }) => [`  ${entry.id}`, entry.levels[0] ?? '', citation(entry), why(entry)]));
  return [
    `${plural(covered.length, 'requirement')}: ${covered.length - gaps.length} with scenarios, ${gaps.length} not tested.\n`,
    `Never exercised\n${reasons(gaps, ({ notTested }) => notTested ?? 'no scenario, and no reason given') || '  none\n'}`,
    `Exercised in part\n${reasons(partly, ({ untestedPart }) => untestedPart ?? '') || '  none\n'}`,
    ...groupings.map((grouping) => counts(covered, grouping)),
    `Conformance features that bind servers: ${features.length}, of which ${featureGaps.length} never exercised\n${columns(
      features.map(({ feature, entries }) => [
        `  ${feature.specification} ${feature.id}`,
        feature.server,
        entries.join(', ') || 'never exercised',
      ]),
    )}`,
  ].join('\n');
}

function counts(covered: readonly Covered[], grouping: Grouping): string {
  const rows = grouped(covered, grouping).map(([group, members]) => {
    const untested = members.filter(({ scenarios }) => scenarios.length === 0).length;
    return [
      `  ${group}`,
      ...[members.length, members.length - untested, untested].map((count) => String(count).padStart(12)),
    ];
  });
  return columns([
    [`By ${grouping.name}`, 'requirements', ' exercised'.padStart(12), 'not tested'.padStart(12)],
    ...rows,
  ]);
}
