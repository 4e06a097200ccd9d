import { childElements, type Element, localName, namespaceOf, parseElement, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Stream, StreamEnd } from './stream.ts';

/** What both ends keep of a managed session, whatever connection carries it (XEP-0198, sections 4 and 5). */
export interface ManagedSession {
  /** True once the server has agreed. */
  enabled: boolean;
  /** The SM-ID; undefined where the server does not allow resumption. */
  id: string | undefined;
  readonly fullJid: string;
  /** Stanzas sent since <enable/> was. */
  sent: number;
  /** Stanzas received since <enabled/> was. */
  handled: number;
  /** True when the session was closed cleanly, or cannot be had again. */
  over: boolean;
}

/** How <r/> is answered: with the honest count, with a number whatever the truth is, or not at all. */
export type Answering = 'honestly' | 'never' | number;

export interface EnableOptions {
  readonly resume?: boolean;
  /** How long the server is asked to keep a session that was cut, in seconds. */
  readonly maxSeconds?: number;
}

/**
 * Stream management (XEP-0198) of the client's own, over a stream that knows nothing of it. Whatever the server sends goes on
 * to the listener, nonzas too; nothing is sent but answers to <r/>, what is asked for, and a last count before a clean close.
 */
export class ManagedStream implements Stream {
  answering: Answering = 'honestly';
  /** Called before a nonza is written. */
  onNonza: (nonza: Element) => void = () => undefined;
  readonly #inner: Stream;
  #fullJid: string;
  #session: ManagedSession | undefined;
  #former: ManagedSession | undefined;
  #onElement: (element: Element) => void = () => undefined;

  /** Takes over the stream's listeners; what has arrived before follows after the current turn. */
  constructor(inner: Stream) {
    this.#inner = inner;
    this.#fullJid = inner.fullJid;
    inner.onElement = (element) => {
      this.#take(element);
      this.#onElement(element);
    };
  }

  /** The session that this stream carries, or asks for; undefined while stream management is off. */
  get session(): ManagedSession | undefined {
    return this.#session;
  }

  /** A bare JID until a resource is bound, or a session resumed. */
  get fullJid(): string {
    return this.#fullJid;
  }

  get bound(): boolean {
    return this.#fullJid.includes('/');
  }

  get facts(): Stream['facts'] {
    return this.#inner.facts;
  }

  get features(): Element {
    return this.#inner.features;
  }

  get ended(): StreamEnd | undefined {
    return this.#inner.ended;
  }

  get onElement(): (element: Element) => void {
    return this.#onElement;
  }

  set onElement(listener: (element: Element) => void) {
    this.#onElement = listener;
  }

  get onEnd(): (end: StreamEnd) => void {
    return this.#inner.onEnd;
  }

  set onEnd(listener: (end: StreamEnd) => void) {
    this.#inner.onEnd = listener;
  }

  /** Counts what is sent; each write must hold whole elements. */
  write(text: string | Uint8Array): Promise<void> {
    if (this.#session) this.#session.sent += stanzasIn(text);
    return this.#inner.write(text);
  }

  /** A last count goes before, so that the server takes nothing for lost (XEP-0198, section 4). */
  close(lastWords = ''): Promise<void> {
    const session = this.#session;
    if (session?.enabled !== true || this.ended) return this.#inner.close(lastWords);
    session.over = true;
    return this.#inner.close(`${acknowledgement(session.handled).toString()}${lastWords}`);
  }

  destroy(): void {
    this.#inner.destroy();
  }

  reset(): void {
    this.#inner.reset();
  }

  /** Asks for stream management. A session that there is already goes on counting. */
  async enable({ resume = false, maxSeconds }: EnableOptions = {}): Promise<void> {
    const request = xml`<enable xmlns="${ns.sm}"/>`;
    if (resume) request.attrs.resume = 'true';
    if (maxSeconds !== undefined) request.attrs.max = String(maxSeconds);
    this.#session ??= { enabled: false, id: undefined, fullJid: this.#fullJid, sent: 0, handled: 0, over: false };
    await this.#say(request);
  }

  /** Asks to go on with a session that another connection carried; `previd` and `h` as the caller pleases. */
  async resume(former: ManagedSession | undefined, previd: string, h: number): Promise<void> {
    if (former) former.handled = h;
    this.#former = former;
    await this.#say(xml`<resume xmlns="${ns.sm}" previd="${previd}" h="${h}"/>`);
  }

  async request(): Promise<void> {
    await this.#say(xml`<r xmlns="${ns.sm}"/>`);
  }

  async acknowledge(h = this.#session?.handled ?? 0): Promise<void> {
    await this.#say(acknowledgement(h));
  }

  async #say(nonza: Element): Promise<void> {
    this.onNonza(nonza);
    await this.#inner.write(nonza.toString());
  }

  #take(element: Element): void {
    if (namespaceOf(element) === ns.sm) this.#takeNonza(element);
    else if (isStanza(element)) this.#takeStanza(element);
  }

  #takeStanza(stanza: Element): void {
    if (this.#session?.enabled === true) this.#session.handled += 1;
    const jid = stanza.attrs.type === 'result' ? stanza.getChild('bind', ns.bind)?.getChildText('jid') : undefined;
    if (!this.bound && typeof jid === 'string') this.#fullJid = jid;
  }

  #takeNonza(nonza: Element): void {
    const { attrs } = nonza as { attrs: Readonly<Record<string, string | undefined>> };
    switch (localName(nonza)) {
      case 'enabled':
        if (this.#session?.enabled === false)
          Object.assign(this.#session, { enabled: true, id: isTrue(attrs.resume) ? attrs.id : undefined });
        break;
      case 'resumed':
        this.#goOn(Number(attrs.h));
        break;
      case 'failed':
        if (this.#session?.enabled === false) this.#session = undefined;
        break;
      case 'r':
        this.#answer();
        break;
      default:
    }
  }

  /** Counts go on where both sides say they were (XEP-0198, section 5); we send nothing again. */
  #goOn(sent: number): void {
    const former = this.#former;
    if (!former) return;
    if (Number.isSafeInteger(sent)) former.sent = sent;
    this.#session = former;
    this.#fullJid = former.fullJid;
  }

  #answer(): void {
    const { answering } = this;
    if (answering === 'never' || this.#session === undefined) return;
    // A connection that broke is no news here: whoever waits for something learns of it.
    this.acknowledge(answering === 'honestly' ? this.#session.handled : answering).catch(() => undefined);
  }
}

/** Only these are counted (XEP-0198, section 1). */
export const isStanza = (element: Element): boolean =>
  ['message', 'presence', 'iq'].includes(localName(element)) && namespaceOf(element) === ns.client;

const acknowledgement = (h: number): Element => xml`<a xmlns="${ns.sm}" h="${h}"/>`;

const isTrue = (value: string | undefined): boolean => value === 'true' || value === '1';

/** How many stanzas a text holds; none where it is no well-formed sequence of elements. */
function stanzasIn(text: string | Uint8Array): number {
  const written = typeof text === 'string' ? text : Buffer.from(text).toString();
  try {
    return childElements(parseElement(`<x xmlns="${ns.client}">${written}</x>`)).filter(isStanza).length;
  } catch {
    return 0;
  }
}
