import { z } from 'zod';
import { catalogueSchema, type Level, levels } from './catalogue.ts';
import { claimsSchema } from './claims.ts';
import { measureSchema } from './measures.ts';
import { profileSchema } from './profile.ts';

/**
 * The run record: the one canonical account of a run, from which every report is rendered.
 * The types that the code uses and the JSON Schema that ships (`runJsonSchema`) both come from the declarations below.
 */

export const verdicts = [
  'pass',
  'warn',
  'fail',
  'refused',
  'inconclusive',
  'not-applicable',
  'not-run',
  'error',
] as const;
export const directions = ['A->B', 'B->A'] as const;
export const sides = ['A', 'B'] as const;

export const requirementSchema = z.strictObject({
  id: z.string().describe('Specification and section in short form, such as rfc6121.8.5.2.1.1'),
  specification: z.string().describe('RFC 6121, XEP-0045'),
  version: z.string().describe('Version of a XEP; empty for an RFC, whose text never changes'),
  section: z.string(),
  anchor: z.string().optional().describe('Anchor of the section in the published XEP'),
  level: z.enum(levels),
  sentence: z.string().describe('Our paraphrase, or a quotation of at most about 25 words'),
});

const evidenceSchema = z.strictObject({
  path: z.string().describe('Path within the results folder'),
  lines: z.tuple([z.number().int(), z.number().int()]).optional().describe('First and last line, counted from 1'),
});

/** One stanza of the exchange, as the report shows it. `at` is milliseconds since the scenario began. */
export const exchangeSchema = z.strictObject({
  at: z.number(),
  actor: z.string().describe('Name of the actor in the scenario, such as romeo'),
  side: z.enum(sides),
  flow: z.enum(['sent', 'received']),
  xml: z.string(),
  mark: z.enum(['expected', 'offending', 'fence', 'setup']).optional(),
});

const controlSchema = z.strictObject({
  name: z.string().describe('What was tried, such as "the same story inside A"'),
  outcome: z.enum(['holds', 'breaks', 'undecided', 'not-run']),
  note: z.string(),
});

/** A part of a result that its scenario grades apart, under a requirement of its own. */
const remarkSchema = z.strictObject({
  verdict: z.enum(['warn', 'note']),
  requirement: requirementSchema.optional(),
  text: z.string(),
});

export const resultSchema = z.strictObject({
  scenario: z.string(),
  title: z.string(),
  area: z.string().describe('Folder of the suite: federation, presence, muc, offline'),
  feature: z.string().describe('Function as users know it, such as "Contact requests"'),
  article: z
    .string()
    .describe('Paragraph of DMA Article 7 that the function falls under, such as 7(2)(a)(i); may be empty'),
  direction: z.enum(directions),
  verdict: z.enum(verdicts),
  requirement: requirementSchema,
  covers: z.array(z.string()).default([]).describe('Entries of the requirement catalogue that the scenario exercises'),
  accountable: z.strictObject({
    party: z.string().describe('Role in the scenario: senderServer, recipientServer, homeServer, mucService, both'),
    domain: z.string().describe('The real server that the role stands for in this direction'),
  }),
  atFault: z.enum(['A', 'B', 'both', 'link', 'tool', 'undetermined']).nullable(),
  argument: z.string().describe('Why that party is at fault, or why nobody is accused; empty for a pass'),
  controls: z.array(controlSchema),
  reasonCode: z.string().describe('Stable word for the kind of outcome, such as missing-stanza; empty for a pass'),
  outcome: z.string().describe('Which of several permitted outcomes was seen; may be empty'),
  expected: z.string(),
  actual: z.string(),
  impact: z.enum(['blocking', 'degraded', 'none']).nullable(),
  remarks: z.array(remarkSchema),
  known: z.string().optional().describe('Clause and reason, where the deviation is a recorded one of the lab servers'),
  startedAt: z.string().nullable(),
  durationMs: z.number(),
  roundTrips: z.number().describe('Sequential round trips that the story needed'),
  measures: z.array(measureSchema).default([]).describe('Durations that the story measured'),
  exchange: z.array(exchangeSchema),
  evidence: z.array(evidenceSchema),
});

export const targetSchema = z.strictObject({
  domain: z.string(),
  account: z.string().describe('Bare JID of the first account'),
  software: z.string().describe('Name and version by XEP-0092; empty when the server does not say'),
  roundTripMs: z.number().nullable(),
  tls: z.string().describe('Protocol and cipher of the client connection, and how the certificate was verified'),
  address: z.string().describe('Address and port that were connected to'),
  features: z.array(z.string()).describe('Features of the domain by service discovery'),
  mucService: z.string().nullable(),
  claims: claimsSchema.optional().describe('What the provider says of its service'),
});

export const runSchema = z.strictObject({
  schema: z.literal('urn:fedcheck:run:1'),
  id: z.string(),
  fedcheck: z.string().describe('Version of fedcheck'),
  ruleset: z.strictObject({ version: z.string(), digest: z.string() }),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  partial: z.boolean().describe('True when the run ended before all that was planned'),
  filtered: z.boolean().describe('True when only a selection was planned: no statement of conformance follows'),
  stopped: z.string().describe('Why a partial run ended; empty otherwise'),
  command: z.string().describe('The command that repeats this run, without secrets'),
  targets: z.strictObject({
    a: targetSchema,
    b: targetSchema,
    reference: targetSchema
      .optional()
      .describe('A third service, of which nothing is judged: stories were played with it to find out who is at fault'),
  }),
  lanes: z.number().int(),
  floorMs: z.number().describe('Sum over results of round trips times the measured round-trip time'),
  cleanup: z.array(z.string()).describe('What could not be put back as it was found'),
  catalogue: catalogueSchema
    .default({ entries: [], features: [] })
    .describe('What could be asked of the two services, tested or not'),
  profiles: z.array(profileSchema).default([]).describe('Levels, views and questions by which the results are read'),
  measures: z
    .array(measureSchema)
    .default([])
    .describe('Durations measured before the first story, such as that of the first stanza on a cold link'),
  results: z.array(resultSchema),
});

export type Verdict = (typeof verdicts)[number];
export type { Level };
export type Direction = (typeof directions)[number];
export type Side = (typeof sides)[number];
export type Requirement = z.infer<typeof requirementSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Exchange = z.infer<typeof exchangeSchema>;
export type Control = z.infer<typeof controlSchema>;
export type Remark = z.infer<typeof remarkSchema>;
export type Result = z.infer<typeof resultSchema>;
export type Target = z.infer<typeof targetSchema>;
export type RunRecord = z.infer<typeof runSchema>;

/** JSON Schema (2020-12) of the run record. */
export const runJsonSchema = (): object => z.toJSONSchema(runSchema, { target: 'draft-2020-12' });
