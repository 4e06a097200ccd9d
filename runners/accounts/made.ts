import { randomBytes } from 'node:crypto';
import { type Account, type Making, type Plan, Secret, type Service } from '../config/plan.ts';
import { Administration } from './admin.ts';
import type { Maker } from './maker.ts';
import { Registration } from './register.ts';

/** Localparts of accounts made for a run begin so, and go on with the name of the run. */
const mark = 'fedcheck-';

const passwordBytes = 32;

export interface MakingOptions {
  readonly runId: string;
  /** When it is aborted, making stops; deleting goes on. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** The accounts that are about to be made. */
  readonly announce?: (accounts: readonly Account[]) => void;
  /** What could not be deleted: a sentence for each service and reason, with JIDs and remedy. Called before the promise settles. */
  readonly leftBehind: (what: readonly string[]) => void;
}

/**
 * Makes the accounts that the plan wants made, acts on the plan that has them, and deletes them whatever happens.
 * Rejects with AccountRefused or ConnectionError where they cannot be made; then those that could be are deleted too.
 */
export async function withMadeAccounts<T>(
  plan: Plan,
  { runId, signal, say, announce, leftBehind }: MakingOptions,
  act: (plan: Plan, made: readonly Account[]) => Promise<T>,
): Promise<T> {
  const given = [plan.a, plan.b, ...(plan.reference ? [plan.reference] : [])];
  const sides = given.map((service) => new Side(service, plan.run, runId));
  const failed = new AbortController();
  announce?.(sides.flatMap(({ wanted }) => wanted));
  try {
    const making = sides.map((side) =>
      side.make(AbortSignal.any([signal, failed.signal]), say).catch((error: unknown) => {
        failed.abort(error);
      }),
    );
    await Promise.all(making);
    failed.signal.throwIfAborted(); // with the error of the side that failed first
    const [a, b, reference] = sides.map((side) => side.service) as [Service, Service, Service?];
    return await act(
      { ...plan, a, b, ...(reference && { reference }) },
      sides.flatMap(({ there }) => [...there]),
    );
  } finally {
    const left = await Promise.all(sides.map((side) => side.remove(say)));
    if (left.flat().length > 0) leftBehind(left.flat());
  }
}

/** The accounts of one service: those of the plan, or those made for the run. */
class Side {
  /** What may exist of what was made. */
  readonly there = new Set<Account>();
  readonly #given: Service;
  readonly #maker: Maker | undefined;
  readonly #accounts: readonly Account[];

  constructor(service: Service, run: Plan['run'], runId: string) {
    this.#given = service;
    this.#maker = service.making && makerOf(service, run, service.making);
    this.#accounts = newAccounts(service, runId, service.making?.count ?? 0);
  }

  get wanted(): readonly Account[] {
    return this.#accounts;
  }

  get service(): Service {
    return this.#maker ? { ...this.#given, accounts: this.#accounts } : this.#given;
  }

  async make(signal: AbortSignal, say: (line: string) => void): Promise<void> {
    if (this.#maker === undefined) return;
    await this.#maker.make(this.#accounts, this.there, signal);
    say(`made ${accountsIn(this.#accounts.length)} on ${this.#given.domain}, to be deleted at the end`);
  }

  async remove(say: (line: string) => void): Promise<readonly string[]> {
    if (this.#maker === undefined || this.there.size === 0) return [];
    const left = await this.#maker.remove([...this.there]);
    if (left.size === 0) say(`deleted ${accountsIn(this.there.size)} on ${this.#given.domain}`);
    const reasons = [...new Set(left.values())];
    return reasons.map((reason) => {
      const jids = [...left].filter(([, why]) => why === reason).map(([{ jid }]) => jid);
      return `made for this run and not deleted: ${jids.join(', ')} (${reason}); ${remedyFor(this.#given.domain)}`;
    });
  }
}

/** What a run that was killed leaves behind. */
export const whenKilled = (made: readonly Account[]): readonly string[] =>
  made.length === 0
    ? []
    : [
        `made for this run, and not deleted where it was killed: ${made.map(({ jid }) => jid).join(', ')}; ` +
          'an administrator of their servers can delete them',
      ];

const remedyFor = (domain: string): string =>
  `delete them as an administrator of ${domain}: their passwords are gone, so nobody can use them`;

const accountsIn = (count: number): string => (count === 1 ? '1 account' : `${String(count)} accounts`);

/** Accounts that are not there yet; nobody can guess their passwords, which only this process knows. */
function newAccounts({ domain }: Pick<Service, 'domain'>, runId: string, count: number): readonly Account[] {
  const run = runId.toLowerCase().replace(/[^a-z0-9-]/g, '');
  return Array.from({ length: count }, (_, index) => ({
    jid: `${mark}${run}-${String(index + 1)}@${domain}`,
    password: new Secret(randomBytes(passwordBytes).toString('base64url')),
  }));
}

/** An account that is not going to be made: for a look at what a server would ask. */
export const sampleAccount = (service: Service): Account => ({
  jid: `${mark}look@${service.domain}`,
  password: new Secret(randomBytes(passwordBytes).toString('base64url')),
});

function makerOf(service: Service, run: Plan['run'], making: Making): Maker {
  return making.by === 'register' ? new Registration(service, run) : new Administration(service, run, making.admin);
}
