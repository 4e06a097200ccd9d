import { bearingOf, resultsOn, targetOf, told } from './claims-evidence.ts';
import type { Claims } from './claims.ts';
import { type Result, type RunRecord, type Side, sides } from './record.ts';

type Limit = keyof NonNullable<Claims['limits']>;

export type LimitClaimState = 'contradicted' | 'not contradicted' | 'not tested';

/** A limit that a provider declares, beside what the results showed. */
export interface LimitClaimRow {
  readonly side: Side;
  readonly limit: Limit;
  readonly title: string;
  readonly declared: number;
  readonly unit: string;
  readonly state: LimitClaimState;
  readonly reason: string;
  readonly results: readonly Result[];
}

/** Entries that a limit bears on, and how a result names an amount. */
const limits: Readonly<Record<Limit, { title: string; unit: string; entries: readonly string[]; amount: RegExp }>> = {
  stanzaBytes: {
    title: 'Size of a stanza',
    unit: 'bytes',
    entries: ['RFC6120-13.12-1', 'RFC6120-13.12-2', 'MSG-31', 'E2E-13'],
    amount: /(\d[\d,]*) bytes/g,
  },
  fileBytes: { title: 'Size of a file', unit: 'bytes', entries: ['MED-06', 'MED-12'], amount: /(\d[\d,]*) bytes/g },
  messagesPerSecond: {
    title: 'Messages a second',
    unit: 'messages a second',
    entries: ['PRV-14'],
    amount: /(\d[\d,]*) messages a second/g,
  },
};

export const limitClaims = (run: RunRecord): readonly LimitClaimRow[] =>
  sides.flatMap((side) => {
    const declared = targetOf(run, side).claims?.limits ?? {};
    return (Object.keys(limits) as Limit[]).flatMap((limit) => {
      const value = declared[limit];
      return value === undefined ? [] : [rowOf(run, side, limit, value)];
    });
  });

function rowOf(run: RunRecord, side: Side, limit: Limit, declared: number): LimitClaimRow {
  const { title, unit, entries, amount } = limits[limit];
  const own = resultsOn(run, side, entries).filter(({ verdict }) => verdict !== 'not-run');
  const row = (state: LimitClaimState, reason: string, results: readonly Result[]): LimitClaimRow => {
    return { side, limit, title, declared, unit, state, reason, results };
  };
  const below = own.filter((result) => {
    const bearing = bearingOf(run, side, result);
    const seen = amountsIn(result, amount);
    return (bearing === 'broken' || bearing === 'refused') && seen.length > 0 && Math.max(...seen) <= declared;
  });
  if (below.length > 0) return row('contradicted', told(below), below);
  const judged = own.filter((result) => bearingOf(run, side, result) === 'held');
  return judged.length > 0
    ? row('not contradicted', 'no result shows a lower one; that it is reached was not measured', judged)
    : row('not tested', own.length > 0 ? told(own) : 'no result of this run bears on it', own);
}

/** The amounts that a result speaks of: what was sent, by its title or by what was expected and seen. */
const amountsIn = ({ title, expected, actual }: Result, amount: RegExp): readonly number[] =>
  [...`${title}; ${expected}; ${actual}`.matchAll(amount)].map(([, digits = '']) => Number(digits.replaceAll(',', '')));
