import { z } from 'zod';

/**
 * What a provider says of its own service: the functions that its own users have, its limits, its conditions.
 * Article 7(2) of the Digital Markets Act asks for those functions that the gatekeeper itself offers to its own users.
 */

/** An XEP that the project's DOAP file lists, as the XMPP software list asks for it. */
export const softwareClaimSchema = z.strictObject({
  xep: z
    .string()
    .regex(/^\d{4}$/u)
    .describe('Number of the XEP, such as 0280'),
  version: z.string().describe('Version of the XEP that is said to be implemented; empty where the file does not say'),
  status: z
    .string()
    .describe('complete, partial, planned, deprecated, removed or wontfix; empty where the file does not say'),
  since: z.string().optional().describe('Version of the software from which on it does'),
  note: z.string().optional(),
});

export const claimsSchema = z.strictObject({
  functions: z.array(z.string()).describe('Functions that its own users have, by the ids of the profile'),
  encryption: z.strictObject({ scheme: z.string(), byDefault: z.boolean() }).optional(),
  limits: z
    .strictObject({
      stanzaBytes: z.number().int().positive().optional(),
      fileBytes: z.number().int().positive().optional(),
      messagesPerSecond: z.number().positive().optional(),
    })
    .optional(),
  designated: z.iso.date().optional().describe('Date of the designation as gatekeeper, where it is one'),
  requested: z.iso.date().optional().describe('Date of the request to interoperate (Article 7(5))'),
  referenceOffer: z.strictObject({ url: z.url(), version: z.string().optional() }).optional(),
  exemptions: z
    .array(z.strictObject({ reference: z.string(), functions: z.array(z.string()) }))
    .describe('Extensions or exemptions that were granted (Article 7(6)), and the functions that they concern'),
  statements: z.record(z.string(), z.string()).describe("Answers to the profile's questions, by their id"),
  software: z
    .strictObject({ name: z.string(), version: z.string(), implements: z.array(softwareClaimSchema) })
    .optional()
    .describe("From the product's DOAP file"),
});

export type Claims = z.infer<typeof claimsSchema>;
export type SoftwareClaim = z.infer<typeof softwareClaimSchema>;
