import { randomUUID } from 'node:crypto';
import { Secret } from '../config/plan.ts';
import { clone, type Element, localName, namespaceOf, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { isStanza } from '../transport/managed-stream.ts';
import { streamErrorOf } from '../transport/bound-stream.ts';
import type { RawStream } from '../transport/raw-stream.ts';
import type { StreamEnd } from '../transport/stream.ts';
import { NotObserved, StreamLost } from './errors.ts';
import { Inbox } from './inbox.ts';
import { type Matcher, replyTo, type Sent, type Wanted } from './matchers.ts';
import { type Attempt, authenticate, isSecretive } from './sasl-attempt.ts';
import type { Session } from './session.ts';

/** How far a connection is negotiated before the story takes over (RFC 6120, section 4.3): a header sent, features received, and so on. */
export type Until = 'opened' | 'connected' | 'encrypted' | 'authenticated';

export interface Credentials {
  readonly localpart?: string;
  readonly password?: string;
}

/** The end of the stream comes as the last element, so that a wire fault can keep it back. */
export const streamEnd: Matcher = {
  what: 'the end of the stream',
  matches: ({ name, attrs }) => name === 'stream:stream' && attrs.reason !== undefined,
};

/** The header with which the server answers ours, once for each stream of the connection (RFC 6120, section 4.7). */
export const streamHeader: Matcher = {
  what: 'a stream header',
  matches: ({ name, attrs }) => name === 'stream:stream' && attrs.reason === undefined,
};

/**
 * A further connection of an actor's account, which the story takes through the steps before binding itself.
 * All that it observes is spoilt by the actor's wire fault, as what the actor receives is.
 */
export class Dialled {
  readonly name: string;
  /** What the server offers on the stream as it is. */
  features: Element = xml`<features/>`;
  readonly #session: Session;
  readonly #raw: RawStream;
  readonly #inbox: Inbox;
  readonly #unmasked = new WeakMap<Element, Element>();

  constructor(session: Session, raw: RawStream) {
    this.name = session.name;
    this.#session = session;
    this.#raw = raw;
    this.#inbox = new Inbox(session.name);
    raw.listen(
      (element) => {
        this.#observe(element);
      },
      (end) => {
        // Only what the server said is an observation: our own end, or a link that broke, ends the waits and judges nobody.
        const said = end.reason === 'closed-by-server' || end.reason === 'stream-error';
        // What a wire fault keeps back has not happened, for the story.
        if (!said || this.#observe(elementOf(end))) this.#inbox.end(`${end.reason}: ${end.detail}`);
      },
    );
  }

  get secure(): boolean {
    return this.#raw.secure;
  }

  /** Awaits the features, which every stream begins with (RFC 6120, section 4.3.2). */
  async receiveFeatures(): Promise<void> {
    this.features = await this.receive({ what: 'stream features', matches: (one) => one.is('features', ns.stream) });
  }

  /** Negotiates STARTTLS, unless the connection began with TLS. */
  async encrypt(): Promise<void> {
    if (this.secure) return;
    this.#raw.write(`<starttls xmlns='${ns.tls}'/>`);
    const answer = await this.receive({
      what: 'the answer to STARTTLS',
      matches: (one) => namespaceOf(one) === ns.tls,
    });
    if (localName(answer) !== 'proceed')
      throw new NotObserved(`${this.name} was refused STARTTLS: ${answer.toString()}`);
    await this.#raw.startTls();
    await this.receiveFeatures();
  }

  /** Tries to authenticate, by default with what the account has; after a success the stream is a new one. */
  async authenticate({ localpart, password }: Credentials = {}): Promise<Attempt> {
    // Nothing is sent to a server that would let others read it.
    if (!this.secure) throw new NotObserved(`the connection of ${this.name} is not encrypted`);
    const { account, domain } = this.#session;
    const given = {
      jid: localpart === undefined ? account.jid : `${localpart}@${domain}`,
      password: password === undefined ? account.password : new Secret(password),
    };
    const attempt = await authenticate(this.mechanisms, given, async (text) => {
      this.#raw.write(text);
      const answer = await this.receive({ what: 'an answer to SASL', matches: (one) => namespaceOf(one) === ns.sasl });
      return this.#unmasked.get(answer) ?? answer;
    });
    if (!attempt) throw new NotObserved(`${domain} offers ${this.mechanisms.join(', ')}, of which fedcheck has none`);
    if (attempt.succeeded) {
      this.#raw.endRedaction();
      this.#raw.startAnew();
      await this.receiveFeatures();
    }
    return attempt;
  }

  /** The SASL mechanisms that are offered on the stream as it is. */
  get mechanisms(): readonly string[] {
    const offers = this.features.getChild('mechanisms', ns.sasl)?.getChildren('mechanism') ?? [];
    return offers.map((offer) => offer.getText());
  }

  /** Sends a stanza as it is, with an id unless it has one; or an element that is no stanza and gets none. */
  send(stanza: Element): Sent {
    const copy = clone(stanza);
    if (isStanza(copy)) copy.attrs.id ??= `fc-${randomUUID()}`;
    const { name, bareJid, around } = this.#session;
    const { ended } = this.#raw;
    if (ended) throw new StreamLost(`${name} could not send: ${ended.detail}`);
    around.onSent(this.#session, copy);
    this.#raw.write(copy.toString());
    return { id: String(copy.attrs.id), stanza: copy, at: new Date(), by: name, from: `${bareJid}/` };
  }

  /** Asks for a resource, or for one that the server makes up (RFC 6120, section 7). What comes back is the server's answer. */
  askToBind(resource?: string): Matcher {
    const bind = xml`<bind xmlns="${ns.bind}"/>`;
    if (resource !== undefined) bind.c('resource').t(resource);
    return replyTo(this.send(xml`<iq type="set">${bind}</iq>`));
  }

  /** Asks for a resource where that is not what is judged, and resolves with the server's answer. */
  async bind(resource?: string): Promise<Element> {
    return await this.receive(this.askToBind(resource));
  }

  /** Condition of the stream error that came (RFC 6120, section 4.9.3); empty when there was none. */
  get streamError(): string {
    const [error] = this.received({ what: 'a stream error', matches: (one) => one.is('error', ns.stream) });
    return error === undefined ? '' : streamErrorOf(error).condition;
  }

  /** As `Session.receive`. */
  async receive(wanted: Wanted, deadlineMs = this.#session.around.deadlineMs): Promise<Element> {
    const done = this.#session.around.waiting(this.#session, 'what' in wanted ? wanted.what : 'a stanza');
    try {
      return await this.#inbox.wait(wanted, deadlineMs);
    } finally {
      done();
    }
  }

  /** As `Session.received`. */
  received(wanted: Wanted): readonly Element[] {
    return this.#inbox.all(wanted);
  }

  /** True when anything of it was there to be seen. */
  #observe(element: Element): boolean {
    const { spoil, around } = this.#session;
    const seen = spoil ? spoil(element) : [element];
    for (const one of seen) {
      // Whatever shows what was received, a failed wait too, shows this instead.
      const shown = isSecretive(one) ? masked(one) : one;
      this.#unmasked.set(shown, one);
      around.onReceived(this.#session, shown);
      this.#inbox.put(shown);
    }
    return seen.length > 0;
  }
}

/** Opens a connection to the server of the actor's account and takes it so far. `prolog` stands before the first stream header. Rejects with NotObserved or ConnectionError. */
export async function dial(session: Session, until: Until, prolog?: string): Promise<Dialled> {
  const dialled = new Dialled(session, await session.around.dial(session, prolog));
  if (until === 'opened') return dialled;
  await dialled.receiveFeatures();
  if (until === 'connected') return dialled;
  await dialled.encrypt();
  if (until === 'encrypted') return dialled;
  const { succeeded, condition } = await dialled.authenticate();
  if (!succeeded) throw new NotObserved(`the login of ${session.bareJid} was refused (${condition})`);
  return dialled;
}

/** How a stream ended, in the form of an element. */
export const elementOf = ({ reason, detail }: StreamEnd): Element =>
  xml`<stream:stream xmlns:stream="${ns.stream}" reason="${reason}" detail="${detail}"/>`;

const masked = (element: Element): Element => {
  const copy = clone(element);
  copy.children = ['***'];
  return copy;
};
