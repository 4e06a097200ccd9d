import { NotObserved } from './errors.ts';
import type { Matcher } from './matchers.ts';
import type { Session } from './session.ts';
import { childElements, type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

export const rosterGet = (): Element => xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`;

/** The items of a roster result, set or push. */
export const rosterItems = (stanza: Element): readonly Element[] => {
  const query = stanza.getChild('query', ns.roster);
  return query ? childElements(query) : [];
};

/** "if the subscription attribute is not included then the state is to be understood as "none"" (RFC 6121, 2.1.2.5) */
export const subscriptionOf = (item: Element | undefined): string => String(item?.attrs.subscription ?? 'none');

/** The own roster now. One that does not exist holds nobody (RFC 6121, 2.1.4); any other error leaves it unknown. */
export async function readRoster(owner: Session, get = rosterGet()): Promise<readonly Element[]> {
  const reply = await owner.request(get);
  if (reply.attrs.type === 'error' && !reply.getChild('error')?.getChild('item-not-found', ns.stanzas))
    throw new NotObserved(`the roster of ${owner.name} was not returned: ${reply.toString()}`);
  return rosterItems(reply);
}

/** What every push since the story began said of a contact, and what the roster says now. */
export async function itemsAbout(owner: Session, contact: string): Promise<readonly Element[]> {
  const now = await readRoster(owner);
  const pushes = owner.received(xml`<iq type="set"><query xmlns="${ns.roster}"/></iq>`);
  return [...pushes.flatMap(rosterItems), ...now].filter(({ attrs }) => attrs.jid === contact);
}

/** Any roster push of a contact whose item is as `fits` wants it. */
export const pushWhere = (contact: string, what: string, fits: (item: Element) => boolean): Matcher => ({
  what: `a roster push of ${contact} ${what}`.trim(),
  matches: (stanza) =>
    stanza.name === 'iq' &&
    stanza.attrs.type === 'set' &&
    rosterItems(stanza).some((item) => item.attrs.jid === contact && fits(item)),
});

/** A roster push of a contact in a state: 'none', 'to', 'from', 'both' (RFC 6121, section 2.1.6). */
export const pushedAs = (contact: string, subscription: string): Matcher =>
  pushWhere(contact, `with subscription ${subscription}`, (item) => subscriptionOf(item) === subscription);
