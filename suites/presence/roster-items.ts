import { childElements, type Element, ns, type Session, xml } from '../../runners/index.ts';

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
