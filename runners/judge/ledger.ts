import type { Side } from '../../reports/model/record.ts';
import type { Matcher } from '../session/matchers.ts';
import type { Element } from '../stanza/element.ts';

interface Entry {
  readonly story: string;
  readonly account: string;
  readonly side: Side;
  readonly matcher: Matcher;
}

interface Client {
  readonly bareJid: string;
  readonly side: Side;
}

/** A forbidden stanza that came after its story, and the side whose client got it. */
export interface Late {
  readonly story: string;
  readonly what: string;
  readonly letThrough: Side;
}

/**
 * The late ledger: what must not arrive stays registered after its story, and a late arrival changes the verdict.
 * Only what is recognised by its unique id may stay; a pattern could meet a lawful stanza of a later story.
 */
export class Ledger {
  readonly #entries: Entry[] = [];

  forbid(story: string, { bareJid, side }: Client, matcher: Matcher): void {
    if (matcher.unique === true) this.#entries.push({ story, account: bareJid, side, matcher });
  }

  /** The stories whose forbidden stanza this is, other than the one that is playing. */
  late(account: string, stanza: Element, playing: string): readonly Late[] {
    return this.#entries
      .filter((entry) => entry.account === account && entry.story !== playing && entry.matcher.matches(stanza))
      .map(({ story, side, matcher }) => ({ story, letThrough: side, what: matcher.what }));
  }
}
