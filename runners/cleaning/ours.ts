import type { Plan } from '../config/plan.ts';
import { holdsFresh } from '../scenario/unique.ts';

const bareOf = (jid: string): string => (jid.split('/')[0] ?? jid).toLowerCase();
const domainOf = (jid: string): string => bareOf(jid).replace(/^.*@/, '');

/** By what marks something is known to come from a run. What bears none is the user's, and is not touched. */
export class Ours {
  readonly #accounts: ReadonlySet<string>;
  readonly #domains: ReadonlySet<string>;

  constructor({ a, b, reference }: Plan) {
    const services = [a, b, ...(reference ? [reference] : [])];
    this.#accounts = new Set(services.flatMap(({ accounts }) => accounts.map(({ jid }) => jid.toLowerCase())));
    this.#domains = new Set(services.map(({ domain }) => domain.toLowerCase()));
  }

  /** An account of the plan, one made for a run, or an address that a story made up. */
  person(jid: string): boolean {
    const made = bareOf(jid).startsWith('fedcheck-') && this.#domains.has(domainOf(jid));
    return this.account(jid) || made || holdsFresh(jid);
  }

  /** An account of the plan, or a resource of it. */
  account(jid: string): boolean {
    return this.#accounts.has(bareOf(jid));
  }

  /** The domain of a service of the plan. */
  domain(jid: string): boolean {
    return this.#domains.has(jid.toLowerCase());
  }

  /** Rooms are called fc- and twelve hexadecimal digits, or hold a made-up word. */
  room(jid: string): boolean {
    return /^fc-[0-9a-f]{12}@/.test(jid) || holdsFresh(jid);
  }

  /** An id that a session, a fence or a story has given. */
  id(text: string): boolean {
    return /^fch?-[0-9a-f]{8}-/.test(text) || holdsFresh(text);
  }
}
