import type { Exchange, Side } from '../../reports/model/record.ts';
import type { Account } from '../config/plan.ts';
import type { ArmedFault } from '../scenario/fault.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Matcher } from '../session/matchers.ts';
import { NotObserved } from '../session/errors.ts';
import { plumbingPrefix } from '../session/plumbing.ts';
import type { Room } from '../session/room.ts';
import { Session, type Surroundings } from '../session/session.ts';
import { Transcript } from '../session/transcript.ts';
import type { Element } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { RawStream } from '../transport/raw-stream.ts';
import type { Stream } from '../transport/stream.ts';
import { Keepsakes } from './keepsakes.ts';
import { type Keeper, noKeeper } from './kept.ts';
import type { Pool } from './pool.ts';
import type { Seat, Seating } from './seats.ts';
import { Settings } from './settings.ts';

const mostExchanges = 80;
const longestXml = 4000;

/** What a performance tells the campaign while it plays. */
export interface Audience {
  received(session: Session, stanza: Element): void;
  /** `text` is what was written where that is no lawful stanza. */
  sent(session: Session, stanza: Element, text?: string): void;
  forbidden(session: Session, matcher: Matcher): void;
  waiting(what: string): void;
}

/** Where one performance of a scenario plays: its sessions and rooms, and what was seen of them. */
export class Stage implements Surroundings {
  deadlineMs: number;
  readonly plumbingDeadlineMs: number;
  readonly scenario: Scenario;
  readonly seating: Seating;
  readonly pool: Pool;
  readonly actors = new Map<string, Session>();
  readonly rooms = new Map<string, { readonly room: Room; readonly steward: Session; readonly uncreated: boolean }>();
  readonly stewards: Session[] = [];
  readonly transcripts: Transcript[] = [];
  readonly exchange: Exchange[] = [];
  /** Monotonic time at which the story began; before it everything is preamble. */
  storyAt = Number.POSITIVE_INFINITY;
  roundTrips = 0;
  /** What the story may have left behind, by what it sent. */
  readonly traces = { roster: false };
  readonly keeper: Keeper;
  readonly keepsakes: Keepsakes;
  readonly settings: Settings;
  readonly #audience: Audience;
  readonly #dialled: (readonly [Account, RawStream])[] = [];
  #armed: ArmedFault | undefined;
  /** How many waits in a row have ended: of those that go on side by side, the longest row counts. */
  #waited = 0;
  #over = false;
  #interrupted = '';

  constructor(
    scenario: Scenario,
    seating: Seating,
    pool: Pool,
    deadlineMs: number,
    audience: Audience,
    keeper: Keeper = noKeeper,
  ) {
    this.scenario = scenario;
    this.seating = seating;
    this.pool = pool;
    this.deadlineMs = deadlineMs;
    this.plumbingDeadlineMs = deadlineMs;
    this.#audience = audience;
    this.keeper = keeper;
    this.keepsakes = new Keepsakes(keeper);
    this.settings = new Settings(keeper);
  }

  /** All sessions, actors first. */
  get sessions(): readonly Session[] {
    return [...this.actors.values(), ...this.stewards];
  }

  newSession(name: string, { side, account }: Seat): Session {
    const transcript = new Transcript(name, side);
    this.transcripts.push(transcript);
    return new Session(name, side, account, transcript, this);
  }

  async open(session: Session, unbound = false): Promise<Stream> {
    this.#mayConnect(session);
    const { resource, lang } = session;
    return await this.pool.take(session.account, session.transcript, { resource, lang, unbound });
  }

  async dial(session: Session, prolog?: string): Promise<RawStream> {
    this.#mayConnect(session);
    const transcript = new Transcript(`further connection of ${session.name}`, session.side);
    this.transcripts.push(transcript);
    const stream = await this.pool.dial(session.account, transcript, prolog);
    if (this.#over) this.pool.retire(session.account, stream);
    else this.#dialled.push([session.account, stream]);
    return stream;
  }

  /** The story begins: earlier stanzas are forgotten, the fault is armed. */
  begin(armed: ArmedFault | undefined, deadlineMs: number): void {
    for (const session of this.sessions) session.inbox.mark();
    this.storyAt = performance.now();
    this.deadlineMs = deadlineMs;
    this.roundTrips = 0;
    this.#waited = 0;
    this.#armed = armed;
    for (const [name, session] of this.actors)
      session.spoil = armed ? (stanza) => armed.receive(name, stanza) : undefined;
  }

  /** The story is over: what follows is cleaning up. */
  end(deadlineMs: number): void {
    this.#over = true;
    this.deadlineMs = deadlineMs;
    this.#armed = undefined;
    for (const [account, stream] of this.#dialled) this.pool.retire(account, stream);
    for (const session of this.actors.values()) session.spoil = undefined;
  }

  /** Ends the waits of preamble and story, so that cleaning up begins; its own waits go on. */
  interrupt(why: string): void {
    if (this.#over) return;
    this.#interrupted = why;
    for (const session of this.sessions) {
      session.inbox.end(why);
      session.plumbing.interrupt(why);
    }
    for (const [, stream] of this.#dialled) stream.destroy();
  }

  keep(session: Session, stanza: Element): Promise<void> | undefined {
    const noted = [this.keepsakes.note(session, stanza, this.sessions), this.settings.note(session, stanza)];
    const kept = noted.filter((one) => one !== undefined);
    return kept.length === 0 ? undefined : Promise.all(kept).then(() => undefined);
  }

  onSent(session: Session, stanza: Element, text?: string): void {
    this.#record(session, 'sent', stanza, text);
    this.#trace(stanza);
    this.#audience.sent(session, stanza, text);
    this.#armed?.send?.(session, stanza, (actor, injected) => this.actors.get(actor)?.inject(injected));
  }

  onReceived(session: Session, stanza: Element): void {
    this.#record(session, 'received', stanza);
    this.#audience.received(session, stanza);
  }

  forbid(session: Session, matcher: Matcher): void {
    this.#audience.forbidden(session, matcher);
  }

  waiting(session: Session, what: string): () => void {
    // One that stays open, as for an outcome that another has beaten, holds up no later one.
    const place = this.#waited + 1;
    this.roundTrips = Math.max(this.roundTrips, place);
    this.#audience.waiting(`${session.name} waits for ${what}`);
    return () => {
      this.#waited = Math.max(this.#waited, place);
    };
  }

  #mayConnect({ name }: Session): void {
    if (this.#interrupted !== '' && !this.#over)
      throw new NotObserved(`${name} was not connected: ${this.#interrupted}`);
  }

  #trace(stanza: Element): void {
    if (stanza.name === 'presence' && String(stanza.attrs.type).includes('subscribe')) this.traces.roster = true;
    if (stanza.getChild('query', ns.roster)) this.traces.roster = true;
  }

  #record(session: Session, flow: 'sent' | 'received', stanza: Element, text = stanza.toString()): void {
    if (performance.now() < this.storyAt || this.exchange.length >= mostExchanges) return;
    const isFence = stanza.getChild('fence', ns.fence) !== undefined;
    if (!isFence && flow === 'received' && stanza.name === 'iq' && String(stanza.attrs.id).startsWith(plumbingPrefix))
      return;
    this.exchange.push({
      at: Math.round((performance.now() - this.storyAt) * 10) / 10,
      actor: session.name,
      side: session.side satisfies Side,
      flow,
      xml: text.slice(0, longestXml),
      ...(isFence ? { mark: 'fence' as const } : {}),
    });
  }
}
