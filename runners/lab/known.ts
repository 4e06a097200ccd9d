import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Result, Side } from '../../reports/model/record.ts';
import { sideOfRole } from '../campaign/seats.ts';
import type { Role } from '../scenario/declare.ts';
import { packageRoot } from './package-root.ts';
import type { Product } from './lab.ts';

/** What one product of the lab shows in one version; every scenario that it does not name passes on it. */
const expectedSchema = z.strictObject({
  product: z.enum(['prosody', 'ejabberd']),
  version: z.string().describe('Beginning of the versions that show it'),
  deviations: z.array(
    z.strictObject({
      scenario: z.string(),
      verdict: z.enum(['fail', 'warn', 'refused']),
      clause: z.string().describe('What it breaks'),
      seen: z.string(),
      why: z.string().describe("Why that is the product's own doing"),
    }),
  ),
  notApplicable: z.array(z.strictObject({ scenario: z.string(), seen: z.string() })),
});

export type Expected = z.infer<typeof expectedSchema>;

/** What is on record in fixtures/lab/expected, a file per product and version. Throws when a file is not as it must be. */
export function expectedOnLab(): readonly Expected[] {
  const folder = join(packageRoot(), 'fixtures', 'lab', 'expected');
  return readdirSync(folder).map((name) => expectedSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

/**
 * Finds the deviation on record that explains a result, given the product on each side; the sentence cites the clause.
 * A record speaks for the versions that it names only, and each server that is blamed, or bound where nobody is, needs one
 * of its own.
 */
export function knownOn(
  pair: readonly [Product, Product],
  expected: readonly Expected[] = expectedOnLab(),
): (result: Result, software: Readonly<Record<Side, string>>) => string | undefined {
  return ({ scenario, verdict, atFault, accountable, direction }, software) => {
    const onRecord = (side: Side): string | undefined => {
      const product = pair[side === 'A' ? 0 : 1];
      const record = expected.find(
        (one) => one.product === product && software[side].split(' ').some((word) => word.startsWith(one.version)),
      );
      const found = record?.deviations.find((one) => one.scenario === scenario && one.verdict === verdict);
      return record && found && `${found.clause}: ${found.seen} (${product} ${record.version}; ${found.why})`;
    };
    const { party } = accountable;
    const bound = verdict === 'refused' && party !== 'both' ? sideOfRole(party as Role, direction) : atFault;
    const blamed: readonly Side[] = bound === 'A' || bound === 'B' ? [bound] : ['A', 'B'];
    const found = blamed.map(onRecord).filter((one) => one !== undefined);
    if (atFault === 'both' && found.length < blamed.length) return undefined;
    return found[0];
  };
}
