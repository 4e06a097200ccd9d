import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Result, Side } from '../../reports/model/record.ts';
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

/**
 * Finds what is on record for a result, given the product on each side; the sentence cites the clause.
 * A record speaks for the versions that it names only, and each server that is blamed needs one of its own.
 */
export function knownOn(
  pair: readonly [Product, Product],
  deviations: readonly Deviation[] = knownDeviations(),
): (result: Result, software: Readonly<Record<Side, string>>) => string | undefined {
  return ({ scenario, verdict, atFault }, software) => {
    const onRecord = (side: Side): Deviation | undefined =>
      deviations.find(
        (one) =>
          one.scenario === scenario &&
          one.verdict === verdict &&
          one.product === pair[side === 'A' ? 0 : 1] &&
          software[side].split(' ').some((word) => word.startsWith(one.version)),
      );
    const blamed: readonly Side[] = atFault === 'A' || atFault === 'B' ? [atFault] : ['A', 'B'];
    const found = blamed.map(onRecord).filter((one) => one !== undefined);
    if (found.length === 0 || (atFault === 'both' && found.length < blamed.length)) return undefined;
    const [{ clause, seen, product, version, why }] = found as [Deviation];
    return `${clause}: ${seen} (${product} ${version}; ${why})`;
  };
}
