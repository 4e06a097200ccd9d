import { randomBytes } from 'node:crypto';
import { type Account, Secret } from '../config/plan.ts';

const CAST = {
  A: ['alice', 'carol', 'erin'],
  B: ['bob', 'dave', 'frank'],
} as const;

/** The account that administers a server of the lab. */
export const labAdmin = (domain: string): Account => account('admin', domain);

/**
 * Three accounts for each lane: alice, carol and erin for lane 1 of side A, alice2, carol2 and erin2 for lane 2.
 * Lane l (from 0) finds its k-th account at index k * lanes + l.
 */
export function labAccounts(side: 'A' | 'B', domain: string, lanes: number): Account[] {
  return CAST[side].flatMap((name) =>
    Array.from({ length: lanes }, (_, lane) => account(`${name}${lane === 0 ? '' : String(lane + 1)}`, domain)),
  );
}

function account(localpart: string, domain: string): Account {
  return { jid: `${localpart}@${domain}`, password: new Secret(randomBytes(18).toString('base64url')) };
}
