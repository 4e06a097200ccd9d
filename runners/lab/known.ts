import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Result } from '../../reports/model/record.ts';
import { packageRoot } from './package-root.ts';
import type { Product } from './lab.ts';

/** A deviation that a product of the lab truly shows: what it breaks, what was seen, and why that is its own doing. */
const deviationSchema = z.strictObject({
  product: z.enum(['prosody', 'ejabberd']),
  version: z.string().describe('Beginning of the version that shows it'),
  scenario: z.string(),
  verdict: z.enum(['fail', 'warn']),
  clause: z.string(),
  seen: z.string(),
  why: z.string(),
});

export type Deviation = z.infer<typeof deviationSchema>;

/** The deviations on record in fixtures/lab/known-deviations.json. Throws when that file is not as it must be. */
function knownDeviations(): readonly Deviation[] {
  return z
    .array(deviationSchema)
    .parse(JSON.parse(readFileSync(join(packageRoot(), 'fixtures', 'lab', 'known-deviations.json'), 'utf8')));
}

/** Finds what is on record for a result, given the product on each side; the sentence cites the clause. */
export function knownOn(
  pair: readonly [Product, Product],
  deviations: readonly Deviation[] = knownDeviations(),
): (result: Result) => string | undefined {
  return ({ scenario, verdict, atFault }) => {
    const products = atFault === 'A' ? [pair[0]] : atFault === 'B' ? [pair[1]] : pair;
    const found = deviations.find(
      (one) => one.scenario === scenario && one.verdict === verdict && products.includes(one.product),
    );
    return found && `${found.clause}: ${found.seen} (${found.product} ${found.version}; ${found.why})`;
  };
}
