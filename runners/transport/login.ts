import { childElements, Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { PhaseGuard } from './phase-guard.ts';
import { createMechanism, type Mechanism, mechanismNames } from './sasl.ts';
import type { StreamOptions } from './stream.ts';
import type { Wire } from './wire.ts';

/** What the steps of a login may do to the stream that is being opened. */
export interface Exchange {
  readonly options: StreamOptions;
  readonly guard: PhaseGuard;
  readonly wire: Wire;
  /** Who gets the next first-level elements. */
  expect(step: (element: Element) => void): void;
  /** Passes an element to the library. */
  pass(element: Element): void;
  /** Passes stream features to the library, with this feature alone. */
  offer(feature: Element): void;
  /** The library awaits the answer to the IQ of this id. */
  awaits(id: string): boolean;
  unexpected(element: Element): void;
  /** Nothing more is to be done; the bare JID where that is before binding. */
  bound(jid: string, features: Element): void;
}

const sessionNs = 'urn:ietf:params:xml:ns:xmpp-session';
const sessionId = 'fedcheck-session';

/** SASL and binding as they look from outside the library: what it is told, and what ends in a failure before it is told. */
export class Login {
  readonly #on: Exchange;
  #mechanism: Mechanism | undefined;
  #features: Element | undefined;
  #authenticated = false;

  constructor(exchange: Exchange) {
    this.#on = exchange;
  }

  get mechanism(): string {
    return this.#mechanism?.name ?? '';
  }

  createMechanism(name: string): Mechanism {
    this.#mechanism = createMechanism(name, this.#on.options.account);
    return this.#mechanism;
  }

  /** Goes on with the features that were offered over TLS. */
  proceed(features: Element): void {
    const { unbound, account } = this.#on.options;
    if (!this.#authenticated) this.#authenticate(features);
    else if (unbound === true) this.#on.bound(account.jid, features);
    else this.#bind(features);
  }

  #authenticate(features: Element): void {
    this.#on.guard.enter('sasl');
    const offers = features.getChild('mechanisms', ns.sasl)?.getChildren('mechanism') ?? [];
    const offered = offers.map((offer) => offer.getText());
    if (!mechanismNames.some((name) => offered.includes(name))) {
      const names = offered.join(', ').slice(0, 200) || 'no mechanism';
      this.#on.guard.failUndone('no-common-mechanism', `it offers ${names}, we know ${mechanismNames.join(', ')}`);
      return;
    }
    const mechanisms = new Element('mechanisms', { xmlns: ns.sasl });
    for (const name of offered) mechanisms.c('mechanism').t(name);
    this.#on.expect(this.#onSasl);
    this.#on.offer(mechanisms);
  }

  readonly #onSasl = (element: Element): void => {
    const name = localName(element);
    if (namespaceOf(element) !== ns.sasl) this.#on.unexpected(element);
    else if (name === 'failure') this.#refused(element);
    else if (name === 'challenge') this.#on.pass(new Element(name, { xmlns: ns.sasl }).t(element.getText()));
    else if (name === 'success') this.#succeeded(element);
    else this.#on.unexpected(element);
  };

  #succeeded(element: Element): void {
    // "=" stands for data of no length (RFC 6120, section 6.4.6).
    const final = element.getText().trim().replace(/^=$/, '');
    this.#mechanism?.verify(Buffer.from(final, 'base64').toString('utf8'));
    this.#authenticated = true;
    this.#on.expect((next) => {
      this.#on.unexpected(next);
    });
    this.#on.wire.endRedaction();
    this.#on.pass(new Element('success', { xmlns: ns.sasl }));
  }

  #refused(element: Element): void {
    const { account, domain } = this.#on.options;
    const condition = conditionOf(element, ns.sasl);
    const remedy = condition === 'not-authorized' ? ' The account name or the password may be wrong.' : '';
    this.#on.guard.fail(condition, `${domain} refused the login of ${account.jid} (${condition}).${remedy}`);
  }

  #bind(features: Element): void {
    this.#features = features;
    this.#on.guard.enter('bind');
    if (features.getChild('bind', ns.bind) === undefined) {
      this.#on.guard.failUndone('bind-not-offered', 'it does not offer to');
      return;
    }
    this.#on.expect(this.#onBound);
    this.#on.offer(new Element('bind', { xmlns: ns.bind }));
  }

  readonly #onBound = (element: Element): void => {
    const id = String(element.attrs.id);
    if (!this.#on.awaits(id)) this.#on.unexpected(element);
    else if (this.#granted(element)) this.#accept(id, element.getChild('bind', ns.bind)?.getChildText('jid') ?? '');
  };

  #accept(id: string, fullJid: string): void {
    if (!/^[^@/]+@[^@/]+\/./su.test(fullJid)) {
      this.#on.guard.failUndone('invalid-jid', `it answered with '${fullJid.slice(0, 200)}', which is no full JID`);
      return;
    }
    const answer = new Element('iq', { type: 'result', id });
    answer.c('bind', { xmlns: ns.bind }).c('jid').t(fullJid);
    this.#on.pass(answer);
    const features = this.#features ?? answer;
    const session = features.getChild('session', sessionNs);
    if (session === undefined || session.getChild('optional') !== undefined) this.#on.bound(fullJid, features);
    else this.#establishSession(fullJid, features);
  }

  /** What RFC 3921 required after binding; later servers mark it as optional, and then it is left out. */
  #establishSession(fullJid: string, features: Element): void {
    this.#on.expect((element) => {
      if (element.attrs.id !== sessionId) this.#on.unexpected(element);
      else if (this.#granted(element)) this.#on.bound(fullJid, features);
    });
    this.#on.wire.write(`<iq type='set' id='${sessionId}'><session xmlns='${sessionNs}'/></iq>`);
  }

  #granted(answer: Element): boolean {
    if (localName(answer) === 'iq' && answer.attrs.type === 'result') return true;
    const error = answer.getChild('error');
    const condition = error ? conditionOf(error, ns.stanzas) : 'undefined-condition';
    this.#on.guard.failUndone(condition, `it answered with the error ${condition}`);
    return false;
  }
}

function conditionOf(error: Element, namespace: string): string {
  const names = childElements(error)
    .filter((child) => namespaceOf(child) === namespace)
    .map(localName);
  return names.find((name) => name !== 'text' && /^[a-z-]{1,40}$/.test(name)) ?? 'undefined-condition';
}
