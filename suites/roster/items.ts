import {
  clone,
  type drop,
  type Element,
  ns,
  readRoster,
  rosterItems,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';

/** A roster set of these items (RFC 6121, section 2.1.5): one, unless a rule is broken on purpose. */
export const rosterSet = (...items: readonly Element[]): Element => {
  const query = xml`<query xmlns="${ns.roster}"/>`;
  for (const item of items) query.cnode(item);
  return xml`<iq type="set">${query}</iq>`;
};

/** A roster push of an item that is like this one, or a result that holds it. */
export const rosterPush = (item: Element): Element =>
  xml`<iq type="set"><query xmlns="${ns.roster}">${item}</query></iq>`;

/** What the roster says of a contact when it is asked for now. */
export async function itemOf(owner: Session, contact: string): Promise<Element | undefined> {
  return (await readRoster(owner)).find(({ attrs }) => attrs.jid === contact);
}

/** Sends a roster set. "If the server can successfully process" it, more is due (RFC 6121, section 2.3.2); else it declines. */
export async function mustTake(owner: Session, item: Element, story: Story): Promise<void> {
  const reply = await owner.request(rosterSet(item));
  if (reply.attrs.type === 'error') story.refused(reply);
}

/** Changes the own roster; inconclusive where the server does not do it. */
export async function change(owner: Session, item: Element): Promise<void> {
  await owner.receive(xml`<iq type="result" id="${(await owner.send(rosterSet(item))).id}"/>`);
}

/** Fault: the roster in the reply to a request whose id begins so is another one. `contact` was last put into a roster set. */
export const inReply = (
  what: string,
  id: string,
  change: (query: Element, contact: string) => void,
): ReturnType<typeof drop> => ({
  name: `${what} in the reply to ${id}`,
  kinds: ['wrong-content'],
  arm: () => {
    let contact = '';
    return {
      send: (_sender, stanza) => {
        contact = String(rosterItems(stanza)[0]?.attrs.jid ?? contact);
      },
      receive: (_actor, stanza) => {
        if (!String(stanza.attrs.id).startsWith(id)) return [stanza];
        const copy = clone(stanza);
        change(copy.getChild('query', ns.roster) ?? copy.c('query', { xmlns: ns.roster }), contact);
        return [copy];
      },
    };
  },
});
