import { type Element, ns, type Session, type Story, xml } from '../../runners/index.ts';
import { mustBeFree, mustOffer, publish, put } from './pubsub.ts';

/** One dot, as PNG in Base64, and the SHA-1 hash of the picture, by which it is known (XEP-0084, section 3.1). */
export const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
export const hash = 'c7a9c45fd419815a5ab1998503a9f03514c0e229';
const bytes = 70;

export const dataNode = 'urn:xmpp:avatar:data';
export const metadataNode = 'urn:xmpp:avatar:metadata';

/** Metadata without a picture are ours as well: they say of an account that it has no avatar. */
const isOurs = (item: Element): boolean =>
  item.attrs.id === hash || item.getChild('metadata', metadataNode)?.getChild('info') === undefined;

/** A service may copy the avatar into the vCard (XEP-0398): it must hold no other picture, which would be replaced. */
async function mustHaveNoPhoto(owner: Session, story: Story): Promise<void> {
  const reply = await owner.request(vCardOf(owner));
  const hasPhoto = reply.getChild('vCard', ns.vcard)?.getChild('PHOTO') !== undefined;
  if (hasPhoto && photoIn(reply) !== picture)
    story.inconclusive(`the vCard of ${owner.bareJid} has a picture, which might be replaced; use another account`);
}

/** Publishes the avatar: picture first, then what tells of it (XEP-0084, section 3.1). */
export async function putAvatar(
  owner: Session,
  story: Story,
  options: Readonly<Record<string, string>> = {},
): Promise<void> {
  await mustOffer(owner, story, ...(Object.keys(options).length > 0 ? ['publish-options'] : []));
  await mustHaveNoPhoto(owner, story);
  await mustBeFree(owner, story, dataNode, ({ attrs }) => attrs.id === hash);
  await mustBeFree(owner, story, metadataNode, isOurs);
  await put(owner, story, publish(dataNode, hash, xml`<data xmlns="${dataNode}">${picture}</data>`, options));
  const info = xml`<info bytes="${bytes}" id="${hash}" type="image/png" width="1" height="1"/>`;
  await put(
    owner,
    story,
    publish(metadataNode, hash, xml`<metadata xmlns="${metadataNode}">${info}</metadata>`, options),
  );
}

export const vCardOf = (owner: Session): Element =>
  xml`<iq type="get" to="${owner.bareJid}"><vCard xmlns="${ns.vcard}"/></iq>`;

/** The picture in the vCard of a result, without the white space that XEP-0153 lets there be. */
export const photoIn = (reply: Element): string =>
  (reply.getChild('vCard', ns.vcard)?.getChild('PHOTO')?.getChildText('BINVAL') ?? '').replace(/\s/g, '');
