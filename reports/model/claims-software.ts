import { bearingOf, resultsOn, targetOf, told } from './claims-evidence.ts';
import type { SoftwareClaim } from './claims.ts';
import { plural } from './count.ts';
import { type Result, type RunRecord, type Side, sides } from './record.ts';

export type SoftwareClaimState = 'contradicted' | 'other version' | 'confirmed' | 'not tested';

/** A XEP that the product's DOAP file claims, beside what was seen of its requirements. */
export interface SoftwareClaimRow {
  readonly side: Side;
  readonly claim: SoftwareClaim;
  readonly state: SoftwareClaimState;
  readonly reason: string;
  /** Version of the XEP by which was tested; empty where the catalogue has nothing of it. */
  readonly catalogueVersion: string;
  /** The claim names a version, and it is another one than that of the catalogue. */
  readonly otherVersion: boolean;
  readonly results: readonly Result[];
}

/** What is planned, was removed or will not come is no claim that it is there. */
const notClaimed = new Set(['planned', 'removed', 'wontfix']);

export const softwareClaims = (run: RunRecord): readonly SoftwareClaimRow[] =>
  sides.flatMap((side) =>
    (targetOf(run, side).claims?.software?.implements ?? [])
      .filter(({ status }) => !notClaimed.has(status))
      .map((claim) => rowOf(run, side, claim)),
  );

function rowOf(run: RunRecord, side: Side, claim: SoftwareClaim): SoftwareClaimRow {
  const specification = `XEP-${claim.xep}`;
  const entries = run.catalogue.entries.filter((entry) => entry.specification === specification);
  const catalogueVersion = entries[0]?.version ?? '';
  const otherVersion = claim.version !== '' && catalogueVersion !== '' && !isSame(claim.version, catalogueVersion);
  const row = (state: SoftwareClaimState, reason: string, results: readonly Result[]): SoftwareClaimRow => {
    const versions = `claimed is version ${claim.version}, tested was ${catalogueVersion}`;
    const because = [reason, ...(otherVersion ? [versions] : [])].join('; ');
    return { side, claim, state, reason: because, catalogueVersion, otherVersion, results };
  };
  if (entries.length === 0) return row('not tested', 'no requirement of it is in the catalogue', []);

  const own = resultsOn(
    run,
    side,
    entries.map(({ id }) => id),
  );
  const having = (bearing: string): readonly Result[] =>
    own.filter((result) => bearingOf(run, side, result) === bearing);
  // A story may cover entries of several specifications; what was broken is its requirement.
  const broken = having('broken').filter(
    ({ verdict, requirement }) => verdict === 'fail' && requirement.specification === specification,
  );
  const held = having('held');
  const lacking = having('not offered');
  if (broken.length > 0) {
    const why = `${plural(held.length, 'result')} held, ${broken.length} did not: ${told(broken)}`;
    if (otherVersion) return row('other version', why, broken);
    // What is claimed in part is contradicted only where none of it is there.
    if (claim.status === 'partial' && held.length > 0)
      return row('confirmed', `claimed in part; ${why}`, [...held, ...broken]);
    return row('contradicted', why, broken);
  }
  if (held.length > 0) return row('confirmed', `${plural(held.length, 'result')} held`, held);
  if (lacking.length > 0 && claim.status === 'complete') {
    const reason = `claimed as complete, but not offered: ${told(lacking)}`;
    return row(otherVersion ? 'other version' : 'contradicted', reason, lacking);
  }
  const why =
    own.length > 0
      ? told(own)
      : (entries.find((entry) => entry.notTested !== undefined)?.notTested ?? 'not in this run');
  return row('not tested', why, own);
}

/** Trailing zeros say nothing: 1.2 is 1.2.0. */
const isSame = (left: string, right: string): boolean => trimmed(left) === trimmed(right);
const trimmed = (version: string): string => version.trim().replace(/(?:\.0)+$/, '');
