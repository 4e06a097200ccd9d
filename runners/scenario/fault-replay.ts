import { clone, type Element } from '../stanza/element.ts';
import { type Attributes, type Fault, fits } from './fault.ts';

/** All stanzas of that name that an actor got come once more whenever that actor sends what `when` says. */
export const replay = (
  name: string,
  to: string,
  when: { readonly sends: string; readonly with?: Attributes },
): Fault => ({
  name: `delivers every <${name}> once more to ${to}`,
  kinds: ['forbidden-stanza', 'wrong-content'],
  arm: () => {
    const seen: Element[] = [];
    return {
      receive: (actor, stanza) => {
        if (actor === to && fits(stanza, name)) seen.push(stanza);
        return [stanza];
      },
      send: (sender, stanza, put) => {
        if (sender.name !== to || !fits(stanza, when.sends, when.with)) return;
        for (const one of seen) put(to, clone(one));
      },
    };
  },
});
