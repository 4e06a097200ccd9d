import { randomUUID } from 'node:crypto';
import type { Side } from '../../reports/model/record.ts';
import type { Account } from '../config/plan.ts';
import { childElements, clone, type Element, localName, namespaceOf } from '../stanza/element.ts';
import type { RawStream } from '../transport/raw-stream.ts';
import type { Stream, StreamEnd } from '../transport/stream.ts';
import { answerTo, type Answerer } from './answers.ts';
import { NotObserved, StreamLost } from './errors.ts';
import * as fences from './fence.ts';
import { Inbox } from './inbox.ts';
import { comeOnline, goOffline, present } from './login.ts';
import { type Matcher, replyTo, type Sent, type Wanted } from './matchers.ts';
import { isPlumbing } from './plumbing.ts';
import { enter, type EnterOptions, type Room } from './room.ts';
import type { Transcript } from './transcript.ts';

/** What surrounds a session: who opens streams, who watches, how long waits may take. */
export interface Surroundings {
  deadlineMs: number;
  /** Of the harness's own waits, fences among them, where it is another: no wire fault touches what they are for. */
  readonly plumbingDeadlineMs?: number;
  open(session: Session, unbound?: boolean): Promise<Stream>;
  /** A further connection to the server of the session's account, on which nothing is negotiated. */
  dial(session: Session, prolog?: string): Promise<RawStream>;
  /** `text` is what was really written, where that is not the stanza itself. */
  onSent(session: Session, stanza: Element, text?: string): void;
  /** Resolves when a stanza that changes what an account keeps may be written; undefined for all others. */
  keep?(session: Session, stanza: Element): Promise<void> | undefined;
  onReceived(session: Session, stanza: Element): void;
  /** Puts something that must not arrive into the late ledger. */
  forbid(session: Session, matcher: Matcher): void;
  /** Marks a wait of the story, for counting round trips and for showing what is awaited. */
  waiting(session: Session, what: string): () => void;
}

/**
 * An actor: one resource of one account. It does what the scenario says and nothing else, but for answering IQs.
 * Waits that do not get there reject with NotObserved; only `expect` can turn that into a breach.
 */
export class Session {
  readonly name: string;
  readonly side: Side;
  readonly account: Account;
  readonly domain: string;
  readonly transcript: Transcript;
  readonly around: Surroundings;
  readonly inbox: Inbox;
  readonly plumbing: Inbox;
  /** Wire fault of a self-test: what this actor receives instead of a stanza. */
  spoil: ((stanza: Element) => readonly Element[]) | undefined;
  /** Priority as the server echoed it, which is the one that counts (RFC 6121, section 4.7.2.3). */
  priority = 0;
  roster: readonly Element[] = [];
  /** What to ask for at binding; a fresh one when undefined. `fullJid` has what was bound. */
  resource: string | undefined;
  /** xml:lang to open the stream with; none when undefined. */
  lang: string | undefined;
  readonly #answerers = new Map<string, Answerer>();
  readonly #unanswered = new Set<string>();
  #stream: Stream | undefined;

  constructor(name: string, side: Side, account: Account, transcript: Transcript, around: Surroundings) {
    this.name = name;
    this.side = side;
    this.account = account;
    this.domain = account.jid.slice(account.jid.indexOf('@') + 1);
    this.transcript = transcript;
    this.around = around;
    this.inbox = new Inbox(name);
    this.plumbing = new Inbox(name);
  }

  get bareJid(): string {
    return this.account.jid;
  }

  /** The bound full JID (RFC 6120, section 7). */
  get fullJid(): string {
    return this.stream.fullJid;
  }

  get stream(): Stream {
    if (!this.#stream) throw new NotObserved(`${this.name} is not connected`);
    return this.#stream;
  }

  get connected(): boolean {
    return this.#stream !== undefined && this.#stream.ended === undefined;
  }

  /** How the stream ended, where that was not our doing. */
  get lostBy(): string | undefined {
    const ended = this.#stream?.ended;
    return ended && ended.reason !== 'closed-by-us' ? `${ended.reason}: ${ended.detail}` : undefined;
  }

  /** Takes over a bound stream. */
  attach(stream: Stream): void {
    this.#stream = stream;
    this.transcript.jid = stream.fullJid;
    this.inbox.reopen();
    this.plumbing.reopen();
    stream.onEnd = (end: StreamEnd) => {
      this.inbox.end(`${end.reason}: ${end.detail}`);
      this.plumbing.end(`${end.reason}: ${end.detail}`);
    };
    stream.onElement = (element) => {
      this.#receive(element);
    };
  }

  /** Sends a stanza; an id is made up unless it has one. Resolves when it was handed to the connection. */
  async send(stanza: Element): Promise<Sent> {
    const copy = clone(stanza);
    copy.attrs.id ??= `fc-${randomUUID()}`;
    const kept = this.around.keep?.(this, copy);
    if (kept) await kept;
    const sent: Sent = { id: copy.attrs.id as string, stanza: copy, at: new Date(), by: this.name, from: this.fullJid };
    this.around.onSent(this, copy);
    await this.write(copy);
    return sent;
  }

  /**
   * Sends what a server must not take for a stanza, byte for byte. `meant`, which needs an id, is what a careless server
   * might make of it: what is not to arrive, and what a wire fault may deliver.
   */
  async sendRaw(raw: string | Uint8Array, meant: Element): Promise<Sent> {
    const id = String(meant.attrs.id);
    const sent = { id, stanza: clone(meant), at: new Date(), by: this.name, from: this.fullJid };
    this.around.onSent(this, sent.stanza, typeof raw === 'string' ? raw : Buffer.from(raw).toString());
    await this.write(raw);
    return sent;
  }

  /** How the server ended the stream; undefined when the sign came, which shows that the stream goes on. */
  async ended(sign: Wanted, deadlineMs?: number): Promise<StreamEnd | undefined> {
    try {
      await this.receive(sign, deadlineMs);
      return undefined;
    } catch (error) {
      const { ended } = this.stream;
      if (error instanceof StreamLost && ended && !['closed-by-us', 'flooded'].includes(ended.reason)) return ended;
      throw error;
    }
  }

  /** Writes text to the stream as it is, unrecorded but for the transcript. */
  async write(text: Element | string | Uint8Array): Promise<void> {
    try {
      await this.stream.write(text instanceof Uint8Array ? text : text.toString());
    } catch (error) {
      throw error instanceof NotObserved
        ? error
        : new StreamLost(`${this.name} could not send: ${(error as Error).message}`);
    }
  }

  /** The first stanza wanted since the story began that no earlier wait took. Rejects with NotObserved at the deadline. */
  async receive(wanted: Wanted, deadlineMs = this.around.deadlineMs): Promise<Element> {
    const done = this.around.waiting(this, 'what' in wanted ? wanted.what : 'a stanza');
    try {
      return await this.inbox.wait(wanted, deadlineMs);
    } finally {
      done();
    }
  }

  /** All stanzas wanted that have arrived since the story began, also those that a wait took. Proves nothing without a fence. */
  received(wanted: Wanted): readonly Element[] {
    return this.inbox.all(wanted);
  }

  /** Sends an IQ and awaits its result or error, matched by id, type and sender (RFC 6120, section 8.1.2.1). */
  async request(iq: Element): Promise<Element> {
    return await this.receive(replyTo(await this.send(iq)));
  }

  /** Answers IQs whose payload is in this namespace with what the answerer gives. */
  answer(namespace: string, answerer: Answerer): void {
    this.#answerers.set(namespace, answerer);
  }

  /** Leaves IQs whose payload is in this namespace to the story, which answers them by `send`. */
  leaveUnanswered(namespace: string): void {
    this.#unanswered.add(namespace);
  }

  /** FX and FR: see fence.ts for what each fence proves, and what not. */
  readonly fence = (to: Session): Promise<void> => fences.fenceTo(this, to);
  /** FS: all that this stream sent before was handled by the own server. */
  readonly fenceOwnServer = (): Promise<void> => fences.fenceEntity(this, this.domain);
  /** FD: an IQ to the remote domain and back. */
  readonly fenceDomain = (domain: string): Promise<void> => fences.fenceEntity(this, domain);
  /** FE, ROOM: an IQ to a JID and back, whatever the answer; lost where its domain was not reached. */
  readonly fenceJid = (jid: string): Promise<void> => fences.fenceEntity(this, jid);
  /** FL: a message to the own full JID; what the server sends on login comes before it. */
  readonly fenceLogin = (): Promise<void> => fences.fenceLogin(this);
  /** FP: a marker presence, seen by its sender and then by `to`; it takes the place of the session's presence. */
  readonly fencePresence = (to: Session, as?: fences.Watcher): Promise<void> => fences.fencePresence(this, to, as);
  /** FC: a chat message to `to`, of which `observer` gets a carbon copy. */
  readonly fenceCarbon = (to: Session, observer: Session): Promise<void> => fences.fenceCarbon(this, to, observer);
  /** FO: a last message for `absent`, who then comes on-line and gets it. */
  readonly fenceOffline = (absent: Session): Promise<fences.Sentinel> => fences.fenceOffline(this, absent);

  /** Connects if need be, fetches the roster, sends initial presence and waits for its echo and the login fence. */
  readonly comeOnline = (presence?: Element): Promise<Date> => comeOnline(this, presence);
  /** Sends presence to the own server and waits for its echo, the proof that it was processed. */
  readonly present = (presence: Element): Promise<Element> => present(this, presence);
  /** Sends unavailable presence and closes the stream cleanly. */
  readonly goOffline = (status?: string): Promise<void> => goOffline(this, status);
  /** Enters a room and waits for the own presence and the subject. */
  readonly join = (room: Room, nick: string, options?: EnterOptions): Promise<Element> =>
    enter(this, room, nick, options);

  /** Cuts the connection without a word: closes it, or resets it as a failing network does. */
  cut(how: 'destroy' | 'reset' = 'destroy'): void {
    this.stream[how]();
  }

  /** A stanza as if it had just arrived: a wire fault of a self-test. */
  inject(stanza: Element): void {
    this.transcript.tap({ at: performance.now(), flow: 'in', text: stanza.toString() });
    this.#deliver(stanza);
  }

  #receive(element: Element): void {
    const spoilt = this.spoil && !isPlumbing(element, this.bareJid) ? this.spoil(element) : [element];
    for (const stanza of spoilt) this.#deliver(stanza);
  }

  #deliver(stanza: Element): void {
    this.around.onReceived(this, stanza);
    if (isPlumbing(stanza, this.bareJid)) {
      this.plumbing.put(stanza);
      return;
    }
    const request = localName(stanza) === 'iq' && (stanza.attrs.type === 'get' || stanza.attrs.type === 'set');
    if (request) this.#reply(stanza);
    this.inbox.put(stanza);
  }

  #reply(request: Element): void {
    if (childElements(request).some((payload) => this.#unanswered.has(namespaceOf(payload)))) return;
    const from: unknown = request.attrs.from;
    const ownPush = from === undefined || from === this.bareJid;
    // A reply that cannot be sent means that the stream is over, which every wait learns by itself.
    this.write(answerTo(request, ownPush, this.#answerers)).catch(() => undefined);
  }
}
