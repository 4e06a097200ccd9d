import { createHash } from 'node:crypto';
import type { RunRecord } from '../../reports/model/record.ts';
import { fedcheckVersion } from '../config/version.ts';
import { entered } from '../scenario/entries.ts';
import type { Preflight } from './preflight.ts';
import { profiles } from './profiles.ts';
import type { CampaignOptions } from './types.ts';

const rulesetVersion = '2026.11';

/** The record of a run that begins now: partial until it is closed. */
export function newRecord(
  { plan, planned, runId, command, filtered, leftWhenKilled = [] }: CampaignOptions,
  { targets, reference }: Pick<Preflight, 'targets' | 'reference'>,
): RunRecord {
  const rules = planned.map(({ scenario: { id, requirement } }) => [id, requirement]);
  return {
    schema: 'urn:fedcheck:run:1',
    id: runId,
    fedcheck: fedcheckVersion(),
    ruleset: {
      version: rulesetVersion,
      digest: `sha256:${createHash('sha256').update(JSON.stringify(rules)).digest('hex')}`,
    },
    startedAt: new Date().toISOString(),
    finishedAt: null,
    partial: true,
    filtered,
    stopped: '',
    command,
    targets: { a: targets.A, b: targets.B, ...(reference && { reference: reference.target }) },
    lanes: plan.run.lanes,
    floorMs: 0,
    cleanup: [...leftWhenKilled],
    catalogue: entered(),
    measures: [],
    profiles: [...profiles()],
    results: [],
  };
}
