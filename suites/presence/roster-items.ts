import { childElements, type Element, isLike, ns, type Session, xml } from '../../runners/index.ts';

/** A subscription stanza of a type from whomever. A server may write it anew, so its id tells nothing. */
export const subscription = (type: 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed') => ({
  what: `presence of type ${type}`,
  matches: ({ name, attrs }: Element): boolean => name === 'presence' && attrs.type === type,
});

/** The contact, or an agreement with the provider, may have allowed that (RFC 6121, section 3.1.3). */
export const approvesAlone = 'the request was approved without asking the contact, as an agreement may allow';

/** A roster push of one contact in a state: 'none', 'to', 'from', 'both' (RFC 6121, section 2.1.6). */
export const rosterPush = (contact: string, subscription: string): Element =>
  xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${contact}" subscription="${subscription}"/></query></iq>`;

const itemsIn = (stanza: Element): readonly Element[] => {
  const query = stanza.getChild('query', ns.roster);
  return query ? childElements(query) : [];
};

/** Matches any roster push of a contact whose item is as `fits` wants it. */
export const pushWhere = (contact: string, what: string, fits: (item: Element) => boolean) => ({
  what: `a roster push of ${contact} ${what}`,
  matches: (stanza: Element): boolean =>
    stanza.name === 'iq' &&
    stanza.attrs.type === 'set' &&
    itemsIn(stanza).some((item) => item.attrs.jid === contact && fits(item)),
});

/** What the roster says of a contact, in every push since the story began and when it is asked for now. */
export async function itemsAbout(session: Session, contact: string): Promise<readonly Element[]> {
  const roster = await session.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
  const pushes = session.received(xml`<iq type="set"><query xmlns="${ns.roster}"/></iq>`);
  return [...pushes, roster].flatMap(itemsIn).filter(({ attrs }) => attrs.jid === contact);
}

/** Presence of a resource with at least one child of the update, so that repeated older presence is not taken for it. */
export const anyPartOf = (update: Element, fullJid: string) => ({
  what: `the updated presence of ${fullJid}`,
  matches: (stanza: Element): boolean =>
    stanza.name === 'presence' &&
    stanza.attrs.from === fullJid &&
    stanza.attrs.type === undefined &&
    childElements(update).some((part) => childElements(stanza).some((child) => isLike(child, part))),
});
