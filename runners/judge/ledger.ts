import type { Matcher } from '../session/matchers.ts';
import type { Element } from '../stanza/element.ts';

interface Entry {
  readonly story: string;
  readonly account: string;
  readonly matcher: Matcher;
}

/**
 * The late ledger: what must not arrive stays registered after its story, and a late arrival changes the verdict.
 * Only what is recognised by its unique id may stay; a pattern could meet a lawful stanza of a later story.
 */
export class Ledger {
  readonly #entries: Entry[] = [];

  forbid(story: string, account: string, matcher: Matcher): void {
    if (matcher.unique === true) this.#entries.push({ story, account, matcher });
  }

  /** The stories whose forbidden stanza this is, other than the one that is playing. */
  late(
    account: string,
    stanza: Element,
    playing: string,
  ): readonly { readonly story: string; readonly what: string }[] {
    return this.#entries
      .filter((entry) => entry.account === account && entry.story !== playing && entry.matcher.matches(stanza))
      .map(({ story, matcher }) => ({ story, what: matcher.what }));
  }
}
