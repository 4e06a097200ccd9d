import { z } from 'zod';

/** What a duration is of. Each is measured across the link between the two services, and within each of them. */
export const measured = [
  'first message on a cold link',
  'message',
  'subscription',
  'room join',
  'archive page',
  'offline retrieval',
  'request',
] as const;

export const measureSchema = z.strictObject({
  what: z.enum(measured),
  path: z.enum(['A->B', 'B->A', 'A', 'B']).describe('Across, or within one service'),
  milliseconds: z.array(z.number()).describe('One duration for each repetition, in order'),
});

export type Measured = (typeof measured)[number];
export type Measure = z.infer<typeof measureSchema>;
