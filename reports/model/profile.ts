import { z } from 'zod';

/**
 * A profile: a view of the catalogue for a purpose, as data, since lists and dates of the law and of the compliance
 * suites change. It names functions as users know them, levels, views across the levels, questions, and suites; each
 * points to entries of the requirement catalogue by id. Every run carries the profiles that it was judged by.
 */

const ids = z.array(z.string()).describe('Ids of entries of the requirement catalogue');

/** A function as users know it, under the id by which a provider declares that its own users have it. */
export const profileFunctionSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  article: z.string().describe('Paragraph of DMA Article 7, such as 7(2)(a)(i)'),
  entries: ids,
  essential: ids.describe('Those of its entries of which "does not apply" means that the function is not there'),
});

/** Rows that count only where a function is declared; without a function they always do. */
const conditionalSchema = z.strictObject({
  function: z.string().optional().describe('Id of the function that must be declared'),
  ids,
  scenarios: z
    .array(z.string())
    .optional()
    .describe('Only what these scenarios found counts, where an entry is wider than the rule'),
});

export const profileLevelSchema = z.strictObject({
  id: z.string().describe('Such as L1-T'),
  title: z.string(),
  article: z.string(),
  due: z.strictObject({ event: z.literal('designation'), months: z.number().int().positive() }),
  needs: z.array(z.string()).describe('Levels without which this one does not count'),
  gating: ids.describe('A breach of what binds in them refuses the level'),
  mustPartOnly: ids.describe('Entries of several levels, of which only the MUST part refuses the level'),
  policyGating: ids.describe('No norm of the protocol, required by this profile'),
  declared: z.array(conditionalSchema.required({ function: true })).describe('Gating where the function is declared'),
  promoted: z
    .array(conditionalSchema)
    .describe('SHOULD in its source, gating here, since the function is useless without it'),
  alternatives: z
    .array(z.strictObject({ ids, functions: z.array(z.string()) }))
    .describe('Gating entries of which one suffices, unless all of the functions are declared'),
  advisory: ids.describe('Reported, never decisive'),
});

export const subProfileSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  article: z.string(),
  ids,
  articles: z.array(z.string()).describe('Every entry that is tagged with one of these paragraphs belongs to it too'),
});

export const questionSchema = z.strictObject({
  id: z.string().describe('Also the key of the answer among the statements of a provider'),
  question: z.string(),
  asks: z.string().describe('What is behind it, and who asks'),
  ids: ids.describe('What a run can say about it'),
  declaration: z.string().describe('What the provider has to declare; empty where results answer it in full'),
});

export const suiteFeatureSchema = z.strictObject({
  category: z.string().describe('Core, Web, IM, Mobile, A/V'),
  feature: z.string(),
  specifications: z.array(z.string()),
  server: z.enum(['required', 'advanced']).describe('Asked of every server, or of an advanced one'),
  namespaces: z.array(z.string()).describe('Features by which a domain shows in service discovery that it has it'),
  ids,
  entriesOf: z.array(z.string()).describe('Every entry of these specifications bears on it too'),
  reason: z.string().optional().describe('Why no entry of the catalogue bears on it'),
});

export const profileSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  functions: z.array(profileFunctionSchema),
  levels: z.array(profileLevelSchema),
  subProfiles: z.array(subProfileSchema),
  questions: z.array(questionSchema),
  suite: z.array(suiteFeatureSchema),
  outside: z.array(z.strictObject({ ids, why: z.string() })).describe('Entries that no level takes in, and why'),
});

export type Profile = z.infer<typeof profileSchema>;
export type ProfileFunction = z.infer<typeof profileFunctionSchema>;
export type ProfileLevel = z.infer<typeof profileLevelSchema>;
export type SubProfile = z.infer<typeof subProfileSchema>;
export type Question = z.infer<typeof questionSchema>;
export type SuiteFeature = z.infer<typeof suiteFeatureSchema>;

/** Every entry that a level names, whatever it is to it. */
export const levelEntries = (level: ProfileLevel): readonly string[] => [
  ...level.gating,
  ...level.mustPartOnly,
  ...level.policyGating,
  ...[...level.declared, ...level.promoted].flatMap((part) => part.ids),
  ...level.advisory,
];
