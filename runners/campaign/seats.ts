import type { Direction, Side } from '../../reports/model/record.ts';
import type { Account, Plan } from '../config/plan.ts';
import { isFirstRole, type Role, type Scenario } from '../scenario/declare.ts';

/** The accounts that one lane has to itself; stories of different lanes never share state. */
export interface Lane {
  readonly number: number;
  readonly accounts: Readonly<Record<Side, readonly Account[]>>;
  /** Accounts of the third service; none where the plan names no reference. */
  readonly reference: readonly Account[];
}

export interface Seat {
  readonly side: Side;
  readonly account: Account;
}

/** Who sits where in one performance of a scenario. */
export interface Seating {
  readonly sideOf: (role: Role) => Side;
  readonly seats: ReadonlyMap<string, Seat>;
  /** The account that makes and owns the rooms. */
  readonly owner: (role: Role) => Seat | undefined;
}

const sidesOf = (direction: Direction): readonly [Side, Side] => (direction === 'A->B' ? ['A', 'B'] : ['B', 'A']);

/** The server that a role stands for in a direction. */
export const sideOfRole = (role: Role, direction: Direction): Side => sidesOf(direction)[isFirstRole(role) ? 0 : 1];

/** How many accounts there are a side. */
export type AccountCounts = Readonly<Record<Side, number>>;

/** Why so many accounts do not seat a story in a direction; empty where they do. Controls may need more. */
export function tooFew({ given }: Scenario, direction: Direction, there: AccountCounts): string {
  const needed = { A: 0, B: 0 };
  for (const actor of Object.values(given)) {
    const side = sideOfRole(actor.role, direction);
    needed[side] = Math.max(needed[side], numberOf(actor));
  }
  const short = (['A', 'B'] as const).filter((side) => there[side] < needed[side]);
  return short
    .map(
      (side) =>
        `needs ${String(needed[side])} accounts on ${side}, where there ${there[side] === 1 ? 'is' : 'are'} ${String(there[side])}`,
    )
    .join('; ');
}

const numberOf = (actor: Scenario['given'][string]): number =>
  actor.kind === 'room' ? 1 : (actor.options.account ?? 1);

/**
 * Seats the actors of a scenario; `inside` plays the whole story within one server, as a control.
 * Gives a sentence instead when the lane has not enough accounts.
 */
export function seat(
  scenario: Scenario,
  direction: Direction,
  lane: Pick<Lane, 'accounts'>,
  inside?: Side,
): Seating | string {
  const sideOf = (role: Role): Side => inside ?? sideOfRole(role, direction);
  const native = (role: Role): boolean => inside === undefined || sideOfRole(role, direction) === inside;
  const all = Object.entries(scenario.given);
  const guestsFrom = Math.max(0, ...all.filter(([, { role }]) => native(role)).map(([, actor]) => numberOf(actor)));
  const accountAt = (role: Role, number: number): Account | undefined =>
    lane.accounts[sideOf(role)][(native(role) ? number : guestsFrom + number) - 1];
  const seats = new Map<string, Seat>();
  for (const [name, actor] of all) {
    const side = sideOf(actor.role);
    const account = accountAt(actor.role, numberOf(actor));
    if (!account) {
      const there = { A: lane.accounts.A.length, B: lane.accounts.B.length };
      const more = `needs more accounts on ${side} than the ${String(there[side])} of the plan`;
      return inside === undefined ? tooFew(scenario, direction, there) : more;
    }
    if (actor.kind !== 'room') seats.set(name, { side, account });
  }
  const owner = (role: Role): Seat | undefined => {
    const account = accountAt(role, 1);
    return account && { side: sideOf(role), account };
  };
  return { sideOf, seats, owner };
}

/** Deals all accounts to lanes: lane i of n gets accounts i, i + n, i + 2n, and so on. */
export function lanesOf({ a, b, reference, run }: Plan): readonly Lane[] {
  const count = run.lanes;
  const deal = (accounts: readonly Account[], lane: number): readonly Account[] =>
    accounts.filter((_, index) => index % count === lane);
  return Array.from({ length: count }, (_, lane) => ({
    number: lane + 1,
    accounts: { A: deal(a.accounts, lane), B: deal(b.accounts, lane) },
    reference: deal(reference?.accounts ?? [], lane),
  }));
}
