import { clone, type Element, type Fault, ns, relist, xml } from '../../runners/index.ts';

/** The IQ that ends a question to an archive becomes another one, from a question on: those before it show what there is. */
export const becoming = (what: string, type: 'result' | 'error', payload: () => Element, from = 0): Fault => ({
  name: what,
  kinds: ['wrong-content', 'missing-stanza'],
  arm: () => {
    let asked = 0;
    const spoilt = new Set<unknown>();
    return {
      send: (_sender, iq) => {
        if (!iq.getChild('query', ns.mam) && !iq.getChild('metadata', ns.mam)) return;
        if (asked >= from) spoilt.add(iq.attrs.id);
        asked += 1;
      },
      receive: (_actor, iq) => {
        if (!spoilt.has(iq.attrs.id)) return [iq];
        const copy = clone(iq);
        copy.attrs.type = type;
        copy.children = [payload()];
        return [copy];
      },
    };
  },
});

export const refusal = (condition: string) => (): Element =>
  xml`<error type="cancel"><${condition} xmlns="${ns.stanzas}"/></error>`;

/** The end of a query that found nothing, and says that there is no more. */
export const empty = (): Element => xml`<fin xmlns="${ns.mam}" complete="true"><set xmlns="${ns.rsm}"/></fin>`;

/** Loses one result of every page from a page on; counted from the end of the page where negative. */
export const losing = (index: number, from = 0): Fault =>
  relist(
    `loses the result at ${String(index)} of a page`,
    (results) => results.filter((_, at) => at !== (index < 0 ? results.length + index : index)),
    from,
  );

/** The results of a page in reverse order. */
export const reversing = (from = 0): Fault =>
  relist('delivers the results of a page in reverse order', (results) => results.toReversed(), from);

/** Finds nothing after the first page. */
export const findingNothing = relist('finds nothing', () => [], 1);

/** Pages have the results of those before them as well, as if what the query says were ignored. */
export const repeating = (from = 1): Fault =>
  relist('delivers the results of earlier pages as well', (results, earlier) => [...earlier, ...results], from);
