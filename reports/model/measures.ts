import { z } from 'zod';

/** What a duration is of. Each but the first on a cold link is measured across the link, and within each service. */
export const measured = [
  'message',
  'request',
  'subscription',
  'room join',
  'archive page',
  'offline retrieval',
  'first message on a cold link',
] as const;

export const measureSchema = z.strictObject({
  what: z.enum(measured),
  path: z.enum(['A->B', 'B->A', 'A', 'B']).describe('Across, or within one service'),
  milliseconds: z.array(z.number()).describe('One duration for each repetition, in order'),
});

export type Measured = (typeof measured)[number];
export type Measure = z.infer<typeof measureSchema>;
