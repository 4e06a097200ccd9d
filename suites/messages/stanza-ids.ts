import { type Element, ns, type Session, xml } from '../../runners/index.ts';

/**
 * Whether the account gives messages ids of its own: it says so (XEP-0359, section 5), or this message has one. For what is
 * archived "the server MUST follow the business rules defined in XEP-0359" (XEP-0313, section 3.5), said or not.
 */
export async function marksIds(account: Session, received: Element): Promise<boolean> {
  if (idsBy(received, account.bareJid).length > 0) return true;
  const reply = await account.request(
    xml`<iq type="get" to="${account.bareJid}"><query xmlns="${ns.discoInfo}"/></iq>`,
  );
  const features = reply.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [];
  return features.some(({ attrs }) => attrs.var === ns.stanzaIds);
}

/** The ids that one assigner has given a message, which is one at most (XEP-0359, section 3). */
export const idsBy = (message: Element, assigner: string): readonly string[] =>
  message
    .getChildren('stanza-id', ns.stanzaIds)
    .filter(({ attrs }) => attrs.by === assigner)
    .map(({ attrs }) => String(attrs.id));
