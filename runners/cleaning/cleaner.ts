import type { Ask } from '../campaign/published.ts';
import type { Account } from '../config/plan.ts';
import { ask } from '../session/ask.ts';
import type { Element } from '../stanza/element.ts';
import type { Stream } from '../transport/stream.ts';
import type { Ours } from './ours.ts';

/** One thing that was found on an account, and what became of it. */
export interface Deed {
  /** `left` is not ours, or not known to be; `failed` is ours and still there. */
  readonly outcome: 'removed' | 'put back' | 'left' | 'failed';
  readonly what: string;
  /** Of what was left, or failed. */
  readonly why?: string;
}

const mostNamed = 5;

/** Some names, and how many more there are. */
export const named = (names: readonly string[]): string =>
  names.slice(0, mostNamed).join(', ') +
  (names.length > mostNamed ? ` and ${String(names.length - mostNamed)} more` : '');

/** One account that is being cleaned, over a stream of its own. */
export class Cleaner {
  readonly jid: string;
  readonly ours: Ours;
  readonly deeds: Deed[] = [];
  /** Whatever came that answers no question of ours. */
  readonly arrived: Element[] = [];
  readonly ask: Ask;
  readonly write: (stanza: Element) => Promise<void>;
  readonly #act: boolean;

  /** Without `act` it only says what it would do. */
  constructor({ jid }: Account, stream: Stream, deadlineMs: number, ours: Ours, act: boolean) {
    this.jid = jid;
    this.ours = ours;
    this.#act = act;
    stream.onElement = (element) => {
      this.arrived.push(element);
    };
    this.ask = (iq) => ask(stream, iq, deadlineMs);
    this.write = (stanza) => stream.write(stanza.toString());
  }

  /** Does it, unless nothing is to be done, and notes what became of it. The work resolves with what stands against it. */
  async undo(
    outcome: 'removed' | 'put back',
    what: string,
    work: () => Promise<string>,
    deeds = this.deeds,
  ): Promise<boolean> {
    const why = this.#act ? await work().catch((error: unknown) => (error as Error).message) : '';
    deeds.push(why === '' ? { outcome, what } : { outcome: 'failed', what, why });
    return why === '';
  }

  leave(what: string, why: string): void {
    this.deeds.push({ outcome: 'left', what, why });
  }

  /** What could not be looked at may hide something of ours. */
  async look(what: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      this.deeds.push({ outcome: 'failed', what, why: (error as Error).message });
    });
  }
}

/** For work whose result is the whole answer: an empty sentence, or the error. */
export const answered = (reply: Element): string => (reply.attrs.type === 'result' ? '' : reply.toString());
