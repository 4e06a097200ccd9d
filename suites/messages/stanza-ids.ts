import { type Element, ns, type Session, xml } from '../../runners/index.ts';

/** Whether the account says that it gives messages ids of its own and deletes forged ones (XEP-0359, section 5). */
export async function marksIds(account: Session): Promise<boolean> {
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
