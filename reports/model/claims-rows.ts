import { type FunctionClaimRow, functionClaims } from './claims-functions.ts';
import { type LimitClaimRow, limitClaims } from './claims-limits.ts';
import { type SoftwareClaimRow, softwareClaims } from './claims-software.ts';
import type { RunRecord } from './record.ts';

/** What the providers declare, beside what the run saw: nothing where neither declares anything. */
export interface ClaimRows {
  readonly functions: readonly FunctionClaimRow[];
  readonly limits: readonly LimitClaimRow[];
  readonly software: readonly SoftwareClaimRow[];
}

export const claimRows = (run: RunRecord): ClaimRows => ({
  functions: functionClaims(run),
  limits: limitClaims(run),
  software: softwareClaims(run),
});
