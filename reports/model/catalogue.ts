import { z } from 'zod';

/**
 * The requirement catalogue: what the specifications ask of two federating services, whether or not a scenario tests it.
 */

export const levels = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'policy'] as const;
/** Levels beyond the RFC keywords are reported apart and never as a breach of a specification. */
export const entryLevels = [...levels, 'implied', 'security'] as const;

export const entrySchema = z.strictObject({
  id: z.string().describe('Stable name of the entry, such as RFC6121-8.5.1-1'),
  specification: z.string().describe('RFC 6121, XEP-0198, DMA'),
  version: z.string().describe('Version of a XEP; empty for an RFC'),
  section: z.string(),
  levels: z.array(z.enum(entryLevels)).min(1).describe('Of its parts, the strongest first'),
  sentence: z.string().describe('Our one-line paraphrase'),
  accountable: z.enum(['senderServer', 'recipientServer', 'homeServer', 'mucService', 'both']),
  area: z.string().describe('Part of the catalogue, such as addressing'),
  article: z.string().describe('Paragraph of DMA Article 7 on which it bears, such as 7(7); may be empty'),
  features: z
    .array(z.string())
    .describe('Conformance features of the RFCs that it covers, such as "RFC 6121 message-receive"'),
  critical: z.boolean().describe('Part of the security gate'),
  scenarios: z.array(z.string()).describe('Ids of all scenarios that exercise it, in this run or not'),
  untestedPart: z.string().optional().describe('What of it no scenario tests, and why'),
  notTested: z.string().optional().describe('Why no scenario tests it'),
});

/** A feature of an RFC's own conformance section (RFC 6120 section 15, RFC 6121 section 15). */
export const conformanceFeatureSchema = z.strictObject({
  specification: z.string(),
  id: z.string().describe("The RFC's own name, such as bind-gen"),
  description: z.string().describe('Our paraphrase'),
  section: z.string(),
  server: z.enum(['MUST', 'SHOULD', 'MAY', 'N/A']),
  client: z.enum(['MUST', 'SHOULD', 'MAY', 'N/A']),
});

export const catalogueSchema = z.strictObject({
  entries: z.array(entrySchema),
  features: z.array(conformanceFeatureSchema),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
export type Level = (typeof levels)[number];
export type Entry = z.infer<typeof entrySchema>;
export type ConformanceFeature = z.infer<typeof conformanceFeatureSchema>;
