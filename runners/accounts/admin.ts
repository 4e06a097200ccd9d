import type { Account, Plan, Service } from '../config/plan.ts';
import { openStream } from '../transport/open.ts';
import type { Stream } from '../transport/stream.ts';
import { type Command, Declined, execute, rehearse } from './command.ts';
import { destinationOf, logInto, type Maker, reasonIn } from './maker.ts';
import { AccountRefused } from './refusal.ts';

const node = (name: string): string => `http://jabber.org/protocol/admin#${name}`;

/** Service administration (XEP-0133 1.2): add-user (section 4.1) and delete-user (section 4.2), by an administrator's account. */
export class Administration implements Maker {
  readonly #service: Service;
  readonly #run: Plan['run'];
  readonly #admin: Account;

  constructor(service: Service, run: Plan['run'], admin: Account) {
    this.#service = service;
    this.#run = run;
    this.#admin = admin;
  }

  async make(accounts: readonly Account[], there: Set<Account>, signal: AbortSignal): Promise<void> {
    const stream = await this.#logIn(signal);
    const cut = (): void => stream.destroy();
    signal.addEventListener('abort', cut);
    try {
      for (const account of accounts) {
        signal.throwIfAborted();
        await execute(stream, this.#adding(account), () => there.add(account)).catch((error: unknown) => {
          if (!(error instanceof Declined)) throw error;
          there.delete(account);
          throw this.#refused(`add ${account.jid}`, error);
        });
      }
    } finally {
      signal.removeEventListener('abort', cut);
      await stream.close();
    }
  }

  /** Looks on the administrator's stream whether it may add and delete accounts, without doing so. Rejects with AccountRefused. */
  async look(stream: Stream, account: Account): Promise<void> {
    for (const [doing, command] of [
      ['add accounts', this.#adding(account)],
      ['delete accounts', this.#deleting(account)],
    ] as const) {
      await rehearse(stream, command).catch((error: unknown) => {
        throw error instanceof Declined ? this.#refused(doing, error) : error;
      });
    }
  }

  async remove(accounts: readonly Account[]): Promise<ReadonlyMap<Account, string>> {
    try {
      const stream = await this.#logIn();
      const left = new Map<Account, string>();
      for (const account of accounts) {
        const reason = await this.#delete(stream, account);
        if (reason !== '') left.set(account, reason);
      }
      await stream.close();
      return left;
    } catch (error) {
      return new Map(accounts.map((account) => [account, reasonIn(error)]));
    }
  }

  /** Resolves with nothing when the account is gone, else with what stands against it. */
  async #delete(stream: Stream, account: Account): Promise<string> {
    try {
      await execute(stream, this.#deleting(account), () => undefined);
      return '';
    } catch (error) {
      // It may never have come to be, where making it was cut short.
      const there = await logInto(account, this.#service, this.#run).catch(() => 'unknown');
      if (there === undefined) return '';
      if (typeof there === 'object') await there.close();
      return error instanceof Declined ? `its server ${reasonIn(error)}` : reasonIn(error);
    }
  }

  #logIn(signal?: AbortSignal): Promise<Stream> {
    return openStream({ account: this.#admin, ...destinationOf(this.#service, this.#run), ...(signal && { signal }) });
  }

  #adding(account: Account): Command {
    const password = account.password.reveal();
    const values = new Map([
      ['accountjid', account.jid],
      ['password', password],
      ['password-verify', password],
    ]);
    return { ...this.#about(account), node: node('add-user'), values, needed: ['accountjid', 'password'] };
  }

  #deleting(account: Account): Command {
    const values = new Map([['accountjids', account.jid]]);
    return { ...this.#about(account), node: node('delete-user'), values, needed: [...values.keys()] };
  }

  #about(account: Account): Pick<Command, 'domain' | 'deadlineMs' | 'account'> {
    return { domain: this.#service.domain, deadlineMs: this.#run.deadlineMs, account };
  }

  #refused(doing: string, { message }: Declined): AccountRefused {
    const { domain } = this.#service;
    return new AccountRefused(
      `${domain} did not let ${this.#admin.jid} ${doing}: it ${message}.`,
      'Make that account an administrator there, with the ad-hoc commands of XEP-0133 switched on; ' +
        'or use make: register, or accounts that there are, in the plan file.',
    );
  }
}
