import type { Account, Plan, Service } from '../config/plan.ts';
import { ask } from '../session/ask.ts';
import { plumbingId } from '../session/plumbing.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { type AnonymousStream, openAnonymously } from '../transport/before-login.ts';
import { ConnectionError } from '../transport/stream.ts';
import { destinationOf, logInto, type Maker, reasonIn } from './maker.ts';
import { AccountRefused, answerOf, conditionOf } from './refusal.ts';
import { elsewise, filled } from './registration-fields.ts';

const openRegistration = `Allow in-band registration there for this machine's address, or ${elsewise}.`;
/** By condition of the error; the rest is told to allow registration. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['conflict', 'An account of that name is there already; run again, for every run chooses another.'],
  [
    'resource-constraint',
    `It may limit how many accounts are registered in a time: lift that for this machine's address, or ${elsewise}.`,
  ],
]);

/** In-band registration before authentication (XEP-0077 2.4, section 3.1), and its cancellation (section 3.2). */
export class Registration implements Maker {
  readonly #service: Service;
  readonly #run: Plan['run'];
  /** Accounts that the server said it had made. */
  readonly #made = new Set<Account>();

  constructor(service: Service, run: Plan['run']) {
    this.#service = service;
    this.#run = run;
  }

  async make(accounts: readonly Account[], there: Set<Account>, signal: AbortSignal): Promise<void> {
    for (const account of accounts) {
      // A stream for each: a client registers for itself, and a server may end what registers more.
      await this.#onStream(signal, async (stream) => {
        const query = filled(await this.#fields(stream, account), account, this.#service.domain);
        there.add(account);
        const reply = await stream.request(xml`<iq type="set" id="${plumbingId()}">${query}</iq>`);
        if (reply.attrs.type === 'result') {
          this.#made.add(account);
          return;
        }
        there.delete(account);
        throw this.#refused(`did not register ${account.jid}`, reply, account, stream);
      });
    }
  }

  /** Looks whether an account could be registered, without registering it. Rejects as `make` does. */
  async look(account: Account, signal: AbortSignal): Promise<void> {
    await this.#onStream(signal, async (stream) => {
      filled(await this.#fields(stream, account), account, this.#service.domain);
    });
  }

  async remove(accounts: readonly Account[]): Promise<ReadonlyMap<Account, string>> {
    const left = new Map<Account, string>();
    // One after the other, as they were made: servers limit how many connect at a time.
    for (const account of accounts) {
      const reason = await this.#cancel(account).catch(reasonIn);
      if (reason !== '') left.set(account, reason);
    }
    return left;
  }

  async #onStream(signal: AbortSignal, act: (stream: AnonymousStream) => Promise<void>): Promise<void> {
    const stream = await openAnonymously({ ...destinationOf(this.#service, this.#run), signal });
    try {
      await act(stream);
    } finally {
      stream.close();
    }
  }

  /** What has to be given, by section 3.1. A server may do it without listing it among its features, so it is asked. */
  async #fields(stream: AnonymousStream, account: Account): Promise<Element> {
    const reply = await stream
      .request(xml`<iq type="get" id="${plumbingId()}"><query xmlns="${ns.register}"/></iq>`)
      .catch((error: unknown) => {
        const ended = error instanceof ConnectionError && error.code !== 'aborted' && error.code !== 'deadline';
        throw ended && !offers(stream) ? this.#notOffered(reasonIn(error)) : error;
      });
    const query = reply.attrs.type === 'result' ? reply.getChild('query', ns.register) : undefined;
    if (query === undefined) throw this.#refused('registers nobody', reply, account, stream);
    return query;
  }

  #refused(what: string, reply: Element, account: Account, stream: AnonymousStream): AccountRefused {
    const { domain } = this.#service;
    const said = reply.attrs.type === 'error' ? answerOf(reply, account) : 'without the fields to fill in';
    const unlisted = offers(stream) ? '' : ', and does not list registration among its stream features';
    const remedy = remedies.get(conditionOf(reply)) ?? openRegistration;
    return new AccountRefused(`${domain} ${what}: it answered ${said}${unlisted}.`, remedy);
  }

  #notOffered(why: string): AccountRefused {
    const { domain } = this.#service;
    return new AccountRefused(
      `${domain} offers no in-band registration: its stream features do not list it, and when asked, ${why}.`,
      openRegistration,
    );
  }

  /** Resolves with nothing when the account is gone, else with what stands against it. */
  async #cancel(account: Account): Promise<string> {
    const { deadlineMs } = this.#run;
    const stream = await logInto(account, this.#service, this.#run);
    // A server that made the account may keep it for approval, or have closed it to logins.
    if (stream === undefined) return this.#made.has(account) ? 'its server let nobody log in to delete it' : '';
    try {
      const reply = await ask(
        stream,
        xml`<iq type="set"><query xmlns="${ns.register}"><remove/></query></iq>`,
        deadlineMs,
      );
      return reply.attrs.type === 'result' ? '' : `its server answered ${answerOf(reply, account)}`;
    } catch (error) {
      if (stream.ended === undefined) throw error;
      // The end of the stream may have overtaken the reply; whether the account is gone, a login tells.
      const again = await logInto(account, this.#service, this.#run);
      await again?.close();
      return again === undefined ? '' : reasonIn(error);
    } finally {
      await stream.close();
    }
  }
}

const offers = ({ features }: AnonymousStream): boolean =>
  features.getChild('register', 'http://jabber.org/features/iq-register') !== undefined;
