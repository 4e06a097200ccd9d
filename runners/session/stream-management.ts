import { type Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { type Answering, type EnableOptions, ManagedStream, type ManagedSession } from '../transport/managed-stream.ts';
import type { Stream } from '../transport/stream.ts';
import { NotObserved, StreamLost } from './errors.ts';
import { Inbox } from './inbox.ts';
import type { Matcher } from './matchers.ts';
import type { Session } from './session.ts';

/** A server that honours it lets go of a session whose clean-up never came, in seconds. */
const longestAbsence = 60;

/** Elements of stream management by name, which are no stanzas: `nonza('enabled', 'failed')` (XEP-0198, section 1). */
export const nonza = (...names: readonly string[]): Matcher => ({
  what: `<${names.join('/> or <')}/> of stream management`,
  matches: (element) => namespaceOf(element) === ns.sm && names.includes(localName(element)),
});

/**
 * Stream management of an actor, which is off until the story asks for it. Answers of the server come to the actor like
 * stanzas: `await expect(romeo).to.receive(nonza('enabled', 'failed'))`. Counts hold every stanza each way, also fences,
 * other traffic of the harness and its answers to IQs; nonzas are not counted.
 */
export class StreamManagement {
  readonly #actor: Session;
  readonly #sessions = new Set<ManagedSession>();

  constructor(actor: Session) {
    this.#actor = actor;
  }

  /** Whether the features of the actor's stream offer it (section 2). */
  get offered(): boolean {
    return this.#actor.stream.features.getChild('sm', ns.sm) !== undefined;
  }

  /** Stanzas sent since <enable/>, which is what the server is to acknowledge. */
  get sent(): number {
    return this.#session.sent;
  }

  /** Stanzas received since <enabled/>. */
  get handled(): number {
    return this.#session.handled;
  }

  /** How the server's <r/> are answered, until the connection changes; honestly unless told otherwise. */
  set answering(how: Answering) {
    this.#stream.answering = how;
  }

  /** Sends <enable/>. With `resume`, the session is to outlive its connection. */
  async enable({ resume = false }: Pick<EnableOptions, 'resume'> = {}): Promise<void> {
    await this.#say((stream) => stream.enable(resume ? { resume, maxSeconds: longestAbsence } : {}));
    if (this.#stream.session) this.#sessions.add(this.#stream.session);
  }

  /** Sends <enable/> and awaits the answer: <enabled/> or <failed/>. */
  async enabled(options?: Pick<EnableOptions, 'resume'>): Promise<Element> {
    await this.enable(options);
    return await this.#actor.receive(nonza('enabled', 'failed'));
  }

  /** Sends <r/>, for the server to answer with <a/>. */
  async request(): Promise<void> {
    await this.#say((stream) => stream.request());
  }

  /** Sends <a/>: the honest count, or another number on purpose. */
  async acknowledge(h?: number): Promise<void> {
    await this.#say((stream) => stream.acknowledge(h));
  }

  /** Opens another connection for the actor, which stops before binding: there a session can be resumed, or a resource bound. */
  async reconnect(): Promise<void> {
    if (this.#actor.connected) throw new Error(`${this.#actor.name} is still connected`);
    this.#attach(await this.#actor.around.open(this.#actor, true));
  }

  /** Sends <resume/> for the actor's last session, with its honest count unless told otherwise. */
  async resume({ h }: { readonly h?: number } = {}): Promise<void> {
    const last = this.#open.at(-1);
    if (last?.id === undefined) throw new NotObserved(`${this.#actor.name} has no session that can be resumed`);
    const { id } = last;
    await this.#say((stream) => stream.resume(last, id, h ?? last.handled));
  }

  /** Reconnects and resumes, and awaits the answer: <resumed/> or <failed/>. */
  async resumed(options?: { readonly h?: number }): Promise<Element> {
    await this.reconnect();
    await this.resume(options);
    return await this.#actor.receive(nonza('resumed', 'failed'));
  }

  /**
   * Ends what is half done: a connection on which nothing was bound is closed, a session that was cut is resumed. It is the
   * actor's again where the actor has no other, else it is closed. Rejects with a ConnectionError or NotObserved.
   */
  async restore(): Promise<void> {
    const actor = this.#actor;
    if (actor.connected && actor.stream instanceof ManagedStream && !actor.stream.bound) await actor.stream.close();
    const carried = actor.connected && actor.stream instanceof ManagedStream ? actor.stream.session : undefined;
    for (const session of this.#open.filter((one) => one !== carried)) {
      const stream = new ManagedStream(await actor.around.open(actor, true));
      session.over = !(await goesOn(stream, session, actor.around.deadlineMs));
      if (session.over || actor.connected) await stream.close();
      else actor.attach(stream);
    }
  }

  /** Sessions that the server may still hold, the latest last. */
  get #open(): readonly ManagedSession[] {
    return [...this.#sessions].filter(({ id, over }) => id !== undefined && !over);
  }

  get #stream(): ManagedStream {
    const { stream } = this.#actor;
    if (stream instanceof ManagedStream) return stream;
    return this.#attach(stream);
  }

  #attach(stream: Stream): ManagedStream {
    const managed = new ManagedStream(stream);
    managed.onNonza = (nonza) => {
      this.#actor.around.onSent(this.#actor, nonza);
    };
    this.#actor.attach(managed);
    return managed;
  }

  get #session(): ManagedSession {
    const { session } = this.#stream;
    if (!session) throw new NotObserved(`stream management is off for ${this.#actor.name}`);
    return session;
  }

  async #say(act: (stream: ManagedStream) => Promise<void>): Promise<void> {
    try {
      await act(this.#stream);
    } catch (error) {
      throw error instanceof NotObserved
        ? error
        : new StreamLost(`${this.#actor.name} could not send: ${(error as Error).message}`);
    }
  }
}

/** Resumes with the honest count; false when the server says that there is nothing to resume. */
async function goesOn(stream: ManagedStream, session: ManagedSession, deadlineMs: number): Promise<boolean> {
  const answers = new Inbox(session.fullJid);
  stream.onElement = (element) => {
    answers.put(element);
  };
  stream.onEnd = ({ detail }) => {
    answers.end(detail);
  };
  try {
    await stream.resume(session, session.id ?? '', session.handled);
    return localName(await answers.wait(nonza('resumed', 'failed'), deadlineMs)) === 'resumed';
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

const managements = new WeakMap<Session, StreamManagement>();

/** The stream management of an actor. */
export function streamManagement(actor: Session): StreamManagement {
  const management = managements.get(actor) ?? new StreamManagement(actor);
  managements.set(actor, management);
  return management;
}

/** Where the actor has used stream management, nothing of it is left half done; see `StreamManagement.restore`. */
export async function restoreSession(actor: Session): Promise<void> {
  await managements.get(actor)?.restore();
}
