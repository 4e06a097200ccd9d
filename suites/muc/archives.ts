import { type Element, fresh, ns, type Session, type Story, xml } from '../../runners/index.ts';

/**
 * What the archive of a young room holds, as it comes: a message each, with a result inside (XEP-0313, section 4.2).
 * Ends the story where the room does not give it out, as it may.
 */
export async function archived(
  reader: Session,
  room: { readonly jid: string },
  story: Story,
): Promise<readonly Element[]> {
  const queryId = fresh();
  const reply = await reader.request(xml`
    <iq type="set" to="${room.jid}">
      <query xmlns="${ns.mam}" queryid="${queryId}"><set xmlns="${ns.rsm}"><max>50</max></set></query>
    </iq>`);
  if (reply.attrs.type === 'error') story.refused(reply);
  return reader.received({
    what: 'results from the archive',
    matches: (stanza) => stanza.attrs.from === room.jid && stanza.getChild('result', ns.mam)?.attrs.queryid === queryId,
  });
}

/** The message inside a result. */
export const messageIn = (result: Element): Element | undefined =>
  result.getChild('result', ns.mam)?.getChild('forwarded', ns.forward)?.getChild('message', ns.client);
