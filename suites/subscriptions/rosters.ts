import {
  clone,
  type drop,
  type Element,
  fresh,
  ns,
  pushWhere,
  readRoster,
  rosterGet,
  rosterItems,
  type Session,
  subscriptionOf,
  xml,
} from '../../runners/index.ts';
import type { Shown } from './states.ts';

/** When a roster is read: after the stanza of the cell was handled, or after the answer that shows a pending request. */
export type Reading = 'before' | 'after' | 'answered';

/** The item of a contact in a roster or roster push. */
export const itemOf = (items: readonly Element[], contact: string): Element | undefined =>
  items.find(({ attrs }) => attrs.jid === contact);

/** A contact that the roster does not hold is one without subscription; a push that removes an item says the same. */
const shownBy = (item: Element | undefined): Shown => {
  const subscription = subscriptionOf(item);
  return {
    subscription: subscription === 'remove' ? 'none' : subscription,
    asking: item?.attrs.ask === 'subscribe',
  };
};

/** What an owner's roster says of a contact now. */
export async function read(owner: Session, contact: string, reading: Reading): Promise<Shown> {
  const get = rosterGet();
  get.attrs.id = `roster-${reading}-${fresh()}`;
  return shownBy(itemOf(await readRoster(owner, get), contact));
}

/** A roster push about a contact that says what `fits` wants. */
export const pushAbout = (contact: string, what: string, fits: (shown: Shown) => boolean = () => true) =>
  pushWhere(contact, what, (item) => fits(shownBy(item)));

/** What the roster pushes about a contact said since the story began, in order. */
export const pushed = (owner: Session, contact: string): readonly Shown[] =>
  owner.received(pushAbout(contact, '')).map((stanza) => shownBy(itemOf(rosterItems(stanza), contact)));

const itemAbout = (contact: string, { subscription, asking }: Shown): Element => {
  const item = xml`<item xmlns="${ns.roster}" jid="${contact}" subscription="${subscription}"/>`;
  if (asking) item.attrs.ask = 'subscribe';
  return item;
};

/** A roster push as the own server would send it (RFC 6121, section 2.1.6). */
export const pushOf = (contact: string, state: Shown): Element =>
  xml`<iq type="set" id="${fresh()}"><query xmlns="${ns.roster}">${itemAbout(contact, state)}</query></iq>`;

type Fault = ReturnType<typeof drop>;
type Actor = 'romeo' | 'juliet';

/** Learns from what both send who an actor's contact is. */
function contactOf(actor: Actor) {
  let contact = '';
  return {
    hear: (sender: { readonly name: string; readonly bareJid: string }, { name, attrs }: Element): void => {
      if (sender.name !== actor) contact = sender.bareJid;
      else if (name === 'presence' && attrs.to !== undefined) contact = String(attrs.to);
    },
    jid: (): string => contact,
  };
}

/** Fault: one reading of an actor's roster shows another state than the server gave. */
export function misread(reader: Actor, reading: Reading, state: Shown): Fault {
  const words = `${state.subscription}${state.asking ? ' and a request' : ''}`;
  return {
    name: `shows ${reader} the subscription ${words} in the roster (${reading})`,
    kinds: ['wrong-content'],
    arm: () => {
      const contact = contactOf(reader);
      return {
        send: contact.hear,
        receive: (actor, stanza) => {
          const isMeant = actor === reader && String(stanza.attrs.id).startsWith(`roster-${reading}-`);
          return [isMeant ? showing(stanza, contact.jid(), state) : stanza];
        },
      };
    },
  };
}

/** Fault: an actor who comes back gets what `make` builds from its contact's JID. */
const onReturn = (what: string, actor: Actor, kinds: Fault['kinds'], make: (contact: string) => Element): Fault => ({
  name: `injects ${what} for ${actor} on return`,
  kinds,
  arm: () => {
    const contact = contactOf(actor);
    return {
      send: (sender, stanza, inject) => {
        contact.hear(sender, stanza);
        const { to, type } = stanza.attrs;
        if (sender.name === actor && stanza.name === 'presence' && to === undefined && type === undefined)
          inject(actor, make(contact.jid()));
      },
      receive: (_actor, stanza) => [stanza],
    };
  },
});

/** Fault: an actor who comes back is asked by its contact again. */
export const askedAgain = (asked: Actor): Fault =>
  onReturn('a request', asked, ['wrong-content'], (contact) => xml`<presence from="${contact}" type="subscribe"/>`);

/** Fault: an actor who comes back is shown a resource of its contact. */
export const availableOnReturn = (actor: Actor, status: string): Fault =>
  onReturn(
    'presence',
    actor,
    ['forbidden-stanza'],
    (contact) => xml`<presence from="${contact}/balcony"><status>${status}</status></presence>`,
  );

function showing(result: Element, contact: string, state: Shown): Element {
  const copy = clone(result);
  const query = copy.getChild('query', ns.roster);
  if (query) {
    const others = rosterItems(copy).filter(({ attrs }) => attrs.jid !== contact);
    query.children = [...others, itemAbout(contact, state)];
  }
  return copy;
}
