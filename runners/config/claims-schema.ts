import { z } from 'zod';
import { profileParts, profiles } from '../campaign/profiles.ts';
import { didYouMean } from './suggest.ts';

/**
 * The key `claims` of a side of the plan file: what the provider says of its own service. A message is the end of a sentence
 * that begins with the key. What may be named are the functions and questions of the profiles.
 */

const text = (form: string) => z.string({ error: `must be ${form}` }).min(1, `must be ${form}`);

const date = (example: string) => z.iso.date({ error: `must be a date such as ${example}` }).optional();

const bytesForm = 'must be a whole number of bytes, above 0';
const bytes = z.int({ error: bytesForm }).positive(bytesForm).optional();

const speedForm = 'must be a number of messages a second, above 0';

/** The message for what is no mapping; unknown keys are reported by themselves. */
const mapping =
  (example: string) =>
  (issue: { code?: string | undefined }): string | undefined =>
    issue.code === 'unrecognized_keys' ? undefined : `must be a mapping such as ${example}`;

/** The rest of a sentence about a word that is none of `known`. */
function unknown(what: string, word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return `${what}${meant === '' ? `; there are ${known.join(', ')}` : `.${meant}`}`;
}

/** What a run is about: everything, or a profile, one of its levels or of its views. */
export const profileKey = text("'full', or a profile such as dma or L1-T").superRefine((id, context) => {
  const known = ['full', ...profileParts().map((part) => part.id)];
  if (known.includes(id)) return;
  context.addIssue(unknown(`is ${JSON.stringify(id)}, which is no profile`, id, known));
});

const functionIds = () => profiles().flatMap(({ functions }) => functions.map(({ id }) => id));
const questionIds = () => profiles().flatMap(({ questions }) => questions.map(({ id }) => id));

const functions = z.array(
  text('the id of a function').superRefine((id, context) => {
    const known = functionIds();
    if (known.includes(id)) return;
    context.addIssue(unknown(`is ${JSON.stringify(id)}, which is no function of the profiles`, id, known));
  }),
  { error: 'must be a list of functions, such as [text, groups]' },
);

const encryption = z.strictObject(
  { scheme: text('the name of the scheme, such as OMEMO'), byDefault: z.boolean({ error: 'must be true or false' }) },
  { error: mapping('{ scheme: OMEMO, byDefault: true }') },
);

const limits = z.strictObject(
  {
    stanzaBytes: bytes,
    fileBytes: bytes,
    messagesPerSecond: z.number({ error: speedForm }).positive(speedForm).optional(),
  },
  { error: mapping('{ stanzaBytes: 262144, fileBytes: 10485760 }') },
);

const referenceOffer = z.strictObject(
  { url: z.url({ error: 'must be a URL' }), version: text('a text, in quotes if it is a number').optional() },
  { error: mapping('{ url: https://alpha.example/interoperability, version: "1" }') },
);

const exemption = z.strictObject(
  { reference: text('the reference of the decision'), functions },
  { error: mapping('{ reference: …, functions: [calls] }') },
);

const statements = z
  .record(z.string(), text('a text'), { error: 'must be a mapping from questions of the profiles to answers' })
  .superRefine((answers, context) => {
    const known = questionIds();
    for (const id of Object.keys(answers)) {
      if (known.includes(id)) continue;
      context.addIssue({
        code: 'custom',
        path: [id],
        message: unknown('answers no question of the profiles', id, known),
      });
    }
  });

export const claimsKey = z.strictObject(
  {
    functions: functions.optional(),
    encryption: encryption.optional(),
    limits: limits.optional(),
    designated: date('2023-09-05'),
    requested: date('2026-01-31'),
    referenceOffer: referenceOffer.optional(),
    exemptions: z
      .array(exemption, { error: 'must be a list such as [{ reference: …, functions: [calls] }]' })
      .optional(),
    statements: statements.optional(),
    doap: text('the path of a DOAP file').optional(),
  },
  { error: mapping('{ functions: [text, groups], doap: product.doap }') },
);

/** The keys of the mappings below `claims`, by the name of the mapping. */
export const claimsKeys: Readonly<Record<string, readonly string[]>> = {
  claims: Object.keys(claimsKey.shape),
  encryption: Object.keys(encryption.shape),
  limits: Object.keys(limits.shape),
  referenceOffer: Object.keys(referenceOffer.shape),
  exemptions: Object.keys(exemption.shape),
};
