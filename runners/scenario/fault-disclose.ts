import type { Element } from '../stanza/element.ts';
import { type Attributes, edit, type Fault, fits } from './fault.ts';

/**
 * Spoils what an actor gets with the full JID of another one, learnt from what that one sends: every element of that name
 * in a stanza that fits is changed. For what may be shown to some alone.
 */
export const disclose = (
  what: string,
  whose: string,
  to: string,
  where: { readonly stanza: string; readonly with?: Attributes; readonly element: string },
  change: (element: Element, fullJid: string) => void,
): Fault => ({
  name: `${what} to ${to}`,
  kinds: ['wrong-content', 'forbidden-stanza'],
  arm: () => {
    let fullJid: string | undefined;
    return {
      send: (sender) => {
        if (sender.name === whose) fullJid = sender.fullJid;
      },
      receive: (actor, stanza) => {
        const known = fullJid;
        if (actor !== to || known === undefined || !fits(stanza, where.stanza, where.with)) return [stanza];
        return edit(stanza, where.element, {}, (element) => change(element, known));
      },
    };
  },
});
