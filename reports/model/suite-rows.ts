import { sidesOf } from './gate-reasons.ts';
import type { SuiteFeature } from './profile.ts';
import type { SuiteCell, SuiteRow, SuiteState } from './profile-rows.ts';
import type { Result, RunRecord, Side, Verdict } from './record.ts';
import { reasonOf, whyNoStatement } from './verdict.ts';

/**
 * The features of compliance suites, for each service: what the results of the requirements on a feature say of the
 * service that is accountable or at fault, in both directions together. This is what two accounts see from outside, and
 * no certificate: a feature works where nothing of it was seen to break. A run that was filtered or ended early makes
 * no statement.
 */
export const suiteRows = (run: RunRecord): readonly SuiteRow[] =>
  run.profiles.flatMap((profile) =>
    profile.suite.map((feature) => {
      const results = resultsOf(feature, run);
      return {
        profile: profile.id,
        feature,
        cells: { A: cellOf(feature, results, 'A', run), B: cellOf(feature, results, 'B', run) },
      };
    }),
  );

function resultsOf({ ids, entriesOf }: SuiteFeature, { catalogue, results }: RunRecord): readonly Result[] {
  const named = new Set([
    ...ids,
    ...catalogue.entries.filter(({ specification }) => entriesOf.includes(specification)).map(({ id }) => id),
  ]);
  return results.filter(({ covers }) => covers.some((id) => named.has(id)));
}

function cellOf(feature: SuiteFeature, all: readonly Result[], side: Side, run: RunRecord): SuiteCell {
  if (feature.reason !== undefined) return { state: 'not tested', reason: feature.reason, results: [] };
  const silence = whyNoStatement(run);
  if (silence !== undefined) return { state: 'undetermined', reason: silence, results: [] };
  const results = all.filter((result) => speaksOf(result, side, run));
  const having = (...verdicts: readonly Verdict[]): readonly Result[] =>
    results.filter(({ verdict }) => verdicts.includes(verdict));
  const told = (state: SuiteState, decisive: readonly Result[]): SuiteCell => ({
    state,
    reason: [...new Set(decisive.map(reasonOf))].join('; '),
    results: decisive,
  });
  const [broken, open, warned, held, absent] = [
    having('fail'),
    having('inconclusive', 'error', 'refused'),
    having('warn'),
    having('pass'),
    having('not-applicable'),
  ];
  if (broken.length > 0) return told('broken', broken);
  if (open.length > 0) return told('undetermined', open);
  if (warned.length > 0) return told('works with a warning', warned);
  if (held.length > 0) return { state: 'works', reason: '', results: held };
  const { features } = side === 'A' ? run.targets.a : run.targets.b;
  const advertised = feature.namespaces.filter((namespace) => features.includes(namespace));
  if (advertised.length > 0)
    return { state: 'advertised', reason: `service discovery lists ${advertised.join(', ')}`, results: [] };
  if (absent.length > 0) return told('not offered', absent);
  return { state: 'not tested', reason: 'nothing of it was run', results: [] };
}

/** A breach speaks of the side at fault, anything else of the accountable one. */
function speaksOf(result: Result, side: Side, run: RunRecord): boolean {
  if (result.atFault === 'A' || result.atFault === 'B') return result.atFault === side;
  return result.atFault === 'both' || sidesOf(result, { run }).includes(side);
}
