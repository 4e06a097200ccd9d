import { type Bearing, bearingOf, resultsOn, told } from './claims-evidence.ts';
import type { Claims } from './claims.ts';
import { plural } from './count.ts';
import type { ProfileFunction } from './profile.ts';
import { type Result, type RunRecord, type Side, sides } from './record.ts';

export const functionClaimStates = [
  'missing',
  'undetermined',
  'holds in part',
  'holds',
  'exempt',
  'not tested',
  'present, not declared',
] as const;
/**
 * `missing`: declared, and across federation broken, refused or not offered by the provider that declares it; it fails the run.
 * `present, not declared`: a note, of a provider that declares anything.
 */
export type FunctionClaimState = (typeof functionClaimStates)[number];

/** A function that a provider declares for its own users, beside what the run saw of it across federation. */
export interface FunctionClaimRow {
  readonly side: Side;
  readonly function: ProfileFunction;
  readonly state: FunctionClaimState;
  /** One or more sentences without a final stop; empty where it simply holds. */
  readonly reason: string;
  /** Reference of the exemption; empty where there is none. */
  readonly reference: string;
  /** What shows it, the decisive ones first. */
  readonly results: readonly Result[];
  /** True where all that is decisive for `missing` is on record as a known deviation. */
  readonly known: boolean;
}

type Judgement = Pick<FunctionClaimRow, 'state' | 'reason' | 'results' | 'known'>;

/** Each function that a provider declares, then what it did not declare and is there; A before B. */
export function functionClaims(run: RunRecord): readonly FunctionClaimRow[] {
  const known = run.profiles.flatMap(({ functions }) => functions);
  return sides.flatMap((side) => {
    const claims = (side === 'A' ? run.targets.a : run.targets.b).claims;
    if (claims === undefined || claims.functions.length === 0) return [];
    const declared = new Set(claims.functions);
    return [
      ...[...declared].map((id) => declaredRow(run, side, known.find((one) => one.id === id) ?? unknown(id), claims)),
      ...known.filter(({ id }) => !declared.has(id)).flatMap((one) => undeclaredRow(run, side, one)),
    ];
  });
}

/** The functions that are declared and missing, known deviations aside: each fails the run. */
export const missingFunctions = (run: RunRecord): readonly FunctionClaimRow[] =>
  functionClaims(run).filter(({ state, known }) => state === 'missing' && !known);

const unknown = (id: string): ProfileFunction => ({ id, title: id, article: '', entries: [], essential: [] });

function declaredRow(run: RunRecord, side: Side, named: ProfileFunction, claims: Claims): FunctionClaimRow {
  const judged = judge(run, side, named);
  const exemption = claims.exemptions.find(({ functions }) => functions.includes(named.id));
  if (exemption === undefined) return { side, function: named, reference: '', ...judged };
  const { reference } = exemption;
  const without = judged.state === 'holds' ? 'it holds all the same' : `without it: ${judged.state}`;
  const reason = `exempt by ${reference}, as declared; ${without}`;
  return { side, function: named, ...judged, state: 'exempt', known: false, reference, reason };
}

function undeclaredRow(run: RunRecord, side: Side, named: ProfileFunction): readonly FunctionClaimRow[] {
  const judged = judge(run, side, named);
  if (judged.state !== 'holds') return [];
  const reason = 'not declared, but seen to work across federation';
  return [{ side, function: named, ...judged, state: 'present, not declared', reference: '', reason }];
}

function judge(run: RunRecord, side: Side, { entries, essential }: ProfileFunction): Judgement {
  const own = resultsOn(run, side, entries);
  const bearings = new Map(own.map((result) => [result, bearingOf(run, side, result)]));
  const having = (...wanted: readonly Bearing[]): readonly Result[] =>
    own.filter((result) => wanted.includes(bearings.get(result) ?? 'not run'));
  const held = having('held');
  // One of several scenarios of an entry may need more than the others do.
  const isAbsent = ({ covers }: Result): boolean =>
    covers.some((id) => essential.includes(id) && !held.some((result) => result.covers.includes(id)));
  // A refusal hinders what it concerns; of a function with an essential part only that part tells whether it is there.
  const isBlocking = ({ verdict, impact }: Result): boolean =>
    impact === 'blocking' && (verdict !== 'refused' || essential.length === 0);
  const decides = (result: Result): boolean =>
    isAbsent(result) || (result.verdict !== 'not-applicable' && (held.length === 0 || isBlocking(result)));

  const against = having('broken', 'refused', 'not offered').filter(decides);
  const open = having('open').filter(decides);
  const minor = [...having('broken', 'refused'), ...having('open').filter(isJudgeable)];
  const unrun = having('not run');
  const rest = (first: readonly Result[]): readonly Result[] => [
    ...first,
    ...own.filter((one) => !first.includes(one)),
  ];
  const row = (state: FunctionClaimState, reason: string, first: readonly Result[] = []): Judgement => ({
    state,
    reason,
    results: rest(first),
    known: state === 'missing' && first.every(({ known }) => known !== undefined),
  });

  if (against.length > 0)
    return row('missing', against.map((result) => accusation(bearings, result)).join('; '), against);
  if (open.length > 0)
    return row('undetermined', `nobody, or the other service, is shown to be at fault: ${told(open)}`, open);
  // What makes the function, or all that belongs to it, has to be seen before anything is said of it.
  const needed = essential.length > 0 ? essential : entries;
  const seen = new Set(own.filter((result) => !unrun.includes(result)).flatMap(({ covers }) => covers));
  const unseen = needed.filter((id) => !seen.has(id));
  if (held.length === 0 || unseen.length === needed.length)
    return row('not tested', whyNotTested(run, unseen, unrun), unrun);
  if (minor.length > 0 || unseen.length > 0) {
    const parts = [
      ...(minor.length > 0 ? [told(minor)] : []),
      ...(unseen.length > 0 ? [`not tested: ${unseen.join(', ')}`] : []),
    ];
    return row('holds in part', parts.join('; '), minor);
  }
  return row('holds', unrun.length > 0 ? `${plural(unrun.length, 'result was', 'results were')} not run` : '', held);
}

const isJudgeable = ({ verdict }: Result): boolean => verdict !== 'not-applicable';

const accusation = (bearings: ReadonlyMap<Result, Bearing>, result: Result): string =>
  `${bearings.get(result) ?? ''}: ${told([result])}`;

function whyNotTested({ catalogue }: RunRecord, entries: readonly string[], unrun: readonly Result[]): string {
  if (unrun.length > 0) return told(unrun);
  const reasons = catalogue.entries.flatMap(({ id, notTested }) =>
    notTested !== undefined && entries.includes(id) ? [notTested] : [],
  );
  return [...new Set(reasons)].join('; ') || 'not in this run';
}
