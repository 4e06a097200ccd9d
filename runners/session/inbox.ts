import type { Element } from '../stanza/element.ts';
import { DeadlinePassed, NotObserved, StreamLost } from './errors.ts';
import { type Matcher, matcherFor, type Wanted } from './matchers.ts';

interface Entry {
  readonly stanza: Element;
  used: boolean;
}

interface Waiter {
  readonly matcher: Matcher;
  readonly resolve: (stanza: Element) => void;
  readonly reject: (error: Error) => void;
}

const longest = 300;
const shown = 6;

/** What a session has received since its mark, and who waits for more. Each stanza satisfies one wait at most. */
export class Inbox {
  readonly #owner: string;
  #entries: Entry[] = [];
  readonly #waiters = new Set<Waiter>();
  #over: string | undefined;

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** Forgets what came before, so that no earlier stanza can satisfy a later wait. */
  mark(): void {
    this.#entries = [];
  }

  put(stanza: Element): void {
    const entry = { stanza, used: false };
    this.#entries.push(entry);
    for (const waiter of this.#waiters) {
      if (!waiter.matcher.matches(stanza)) continue;
      entry.used = true;
      waiter.resolve(stanza);
      return;
    }
  }

  /** The stream is over: every wait ends now. */
  end(detail: string): void {
    this.#over = detail;
    for (const waiter of this.#waiters) waiter.reject(this.#lost(waiter.matcher.what));
  }

  /** Ends the waits of this moment; later ones are not concerned. */
  interrupt(detail: string): void {
    for (const waiter of this.#waiters)
      waiter.reject(new NotObserved(`${this.#owner} stopped waiting for ${waiter.matcher.what}: ${detail}`));
  }

  reopen(): void {
    this.#over = undefined;
  }

  all(wanted: Wanted): readonly Element[] {
    const matcher = matcherFor(wanted);
    return this.#entries.filter(({ stanza }) => matcher.matches(stanza)).map(({ stanza }) => stanza);
  }

  get everything(): readonly Element[] {
    return this.#entries.map(({ stanza }) => stanza);
  }

  /** The first stanza wanted that no other wait took. Rejects with DeadlinePassed or StreamLost, and when it is `over` by itself. */
  async wait(wanted: Wanted, deadlineMs: number, over?: AbortSignal): Promise<Element> {
    const matcher = matcherFor(wanted);
    const entry = this.#entries.find(({ stanza, used }) => !used && matcher.matches(stanza));
    if (entry) {
      entry.used = true;
      return entry.stanza;
    }
    if (this.#over !== undefined) throw this.#lost(matcher.what);
    return await this.#arrival(matcher, deadlineMs, over);
  }

  #arrival(matcher: Matcher, deadlineMs: number, over?: AbortSignal): Promise<Element> {
    return new Promise<Element>((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        matcher,
        resolve: (stanza) => {
          finish();
          resolve(stanza);
        },
        reject: (error) => {
          finish();
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiter.reject(this.#late(matcher.what, deadlineMs));
      }, deadlineMs);
      this.#waiters.add(waiter);
      const give = (): void => {
        waiter.reject(new NotObserved(`${this.#owner} stopped waiting for ${matcher.what}`));
      };
      over?.addEventListener('abort', give, { once: true });
    });
  }

  #late(what: string, deadlineMs: number): DeadlinePassed {
    const seen = this.#summary();
    return new DeadlinePassed(
      what,
      seen,
      `${this.#owner} did not receive ${what} within ${String(deadlineMs / 1000)} s; it received ${seen}`,
    );
  }

  #lost(what: string): StreamLost {
    return new StreamLost(`${this.#owner} lost its stream (${this.#over ?? ''}) while it waited for ${what}`);
  }

  #summary(): string {
    if (this.#entries.length === 0) return 'nothing';
    const last = this.#entries.slice(-shown).map(({ stanza }) => stanza.toString().slice(0, longest));
    return last.join(' ');
  }
}
