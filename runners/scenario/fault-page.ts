import { clone, type Element } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Fault } from './fault.ts';

type Stanzas = readonly Element[];

/**
 * What a page of an archive (XEP-0313) is turned into, by its result messages, the IQ result that ends it, the result
 * messages of the pages before it, and how many pages those were.
 */
type PageChange = (results: Stanzas, end: Element, earlier: Stanzas, turn: number) => Stanzas;

/** Holds the results of a query back until the IQ result comes, and delivers what `change` makes of copies of them. */
export const repage = (name: string, change: PageChange): Fault => ({
  name,
  kinds: ['wrong-content', 'missing-stanza', 'forbidden-stanza'],
  arm: () => {
    let held: Element[] = [];
    let turn = 0;
    const earlier: Element[] = [];
    return {
      receive: (_actor, stanza) => {
        if (stanza.getChild('result', ns.mam)) {
          held.push(stanza);
          return [];
        }
        if (!stanza.getChild('fin', ns.mam)) return [stanza];
        const page = change(held.map(clone), clone(stanza), earlier.map(clone), turn);
        turn += 1;
        earlier.push(...held);
        held = [];
        return page;
      },
    };
  },
});

/** The same for the result messages alone, from a page on: what comes before shows a story what the archive really holds. */
export const relist = (name: string, change: (results: Stanzas, earlier: Stanzas) => Stanzas, from = 0): Fault =>
  repage(name, (results, end, earlier, turn) => [...(turn < from ? results : change(results, earlier)), end]);
