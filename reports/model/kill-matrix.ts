import { z } from 'zod';
import { directions, sides, verdicts } from './record.ts';

/**
 * The kill matrix: faults by scenarios. A fault is either done to what the actors receive (wire) or built into a server;
 * each cell says whether a scenario saw it, for the right reason, and blamed the right server.
 */

export const killOutcomes = ['killed', 'other-reason', 'blamed-wrongly', 'unexpected', 'survived'] as const;
export type KillOutcome = (typeof killOutcomes)[number];

/** What ends a run of the self-test well: everything else is a blind scenario, a false accusation, or a story too many. */
export const isKill = ({ outcome }: Pick<KillCell, 'outcome'>): boolean => outcome === 'killed';

const faultSchema = z.strictObject({
  name: z.string().describe('Unique: of a wire fault, scenario and number; of a server, its file name without ending'),
  source: z.enum(['wire', 'prosody', 'ejabberd', 'pair']),
  sentence: z.string().describe('What it does'),
  rule: z.string().describe('The clause that it breaks'),
});

const cellSchema = z.strictObject({
  fault: z.string().describe('Name of the fault'),
  on: z
    .enum([...sides, 'both'])
    .nullable()
    .describe('Faulty side; null for a fault on the wire'),
  scenario: z.string(),
  area: z.string(),
  direction: z.enum(directions).nullable().describe('Null where neither direction showed it'),
  outcome: z.enum(killOutcomes),
  wanted: z
    .strictObject({
      verdict: z.enum(verdicts),
      reason: z.string(),
      atFault: z
        .enum([...sides, 'undetermined'])
        .nullable()
        .describe('Who must be blamed; null for a fault on the wire, which no server has'),
    })
    .nullable(),
  seen: z.strictObject({
    verdict: z.enum(verdicts),
    reason: z.string(),
    atFault: z.string().nullable(),
    argument: z.string(),
    actual: z.string(),
  }),
  note: z.string().describe('Why it counts as it does, in a sentence; empty for a plain kill'),
});

export const killMatrixSchema = z.strictObject({
  schema: z.literal('urn:fedcheck:kill-matrix:1'),
  fedcheck: z.string().describe('Version'),
  startedAt: z.string(),
  finishedAt: z.string(),
  partial: z.boolean(),
  ok: z.boolean().describe('Whether every cell is a kill and none is missing'),
  faults: z.array(faultSchema),
  cells: z.array(cellSchema),
});

export type KillFault = z.infer<typeof faultSchema>;
export type KillCell = z.infer<typeof cellSchema>;
export type KillMatrix = z.infer<typeof killMatrixSchema>;

/** How many cells ended in each way. */
export const countOutcomes = (cells: readonly KillCell[]): Readonly<Record<KillOutcome, number>> =>
  Object.fromEntries(
    killOutcomes.map((outcome) => [outcome, cells.filter((cell) => cell.outcome === outcome).length]),
  ) as Record<KillOutcome, number>;
