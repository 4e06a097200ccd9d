import { type Element, ns, type Session, type Story, xml } from '../../runners/index.ts';

interface Room {
  readonly jid: string;
}

const current = 'urn:xmpp:message-moderate:1';
const earlier = 'urn:xmpp:message-moderate:0';
const retraction = 'urn:xmpp:message-retract:1';
const fastening = 'urn:xmpp:fasten:0';

/** What a room offers for retracting: moderation by version 0.3 or 0.2 of XEP-0425, or the author's own (XEP-0424). */
export type Offer = typeof current | typeof earlier | typeof retraction;

async function offerOf(asker: Session, room: Room, wanted: readonly Offer[], story: Story): Promise<Offer> {
  const reply = await asker.request(xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.discoInfo}"/></iq>`);
  const features = reply.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [];
  const offer = wanted.find((one) => features.some(({ attrs }) => attrs.var === one));
  return offer ?? story.notApplicable(`service discovery of the room does not list ${wanted.join(' or ')}`);
}

/** The version of moderation that the room offers; not applicable where there is none. */
export const moderationOf = (asker: Session, room: Room, story: Story): Promise<Offer> =>
  offerOf(asker, room, [current, earlier], story);

/** Whatever kind of retraction the room knows of. */
export const retractionOf = (asker: Session, room: Room, story: Story): Promise<Offer> =>
  offerOf(asker, room, [current, earlier, retraction], story);

/** The id that the room gave to a message (XEP-0359). */
export function idInRoom(message: Element, room: Room, story: Story): string {
  const given = message.getChildren('stanza-id', ns.stanzaIds).find(({ attrs }) => attrs.by === room.jid);
  return given
    ? String(given.attrs.id)
    : story.inconclusive('the room gave no id to the message, so none can be named');
}

/** A moderator's request (XEP-0425 0.3, section 3; 0.2 wrapped it). */
export const moderating = (offer: Offer, room: Room, id: string): Element =>
  offer === earlier
    ? xml`<iq type="set" to="${room.jid}"><apply-to xmlns="${fastening}" id="${id}">
        <moderate xmlns="${earlier}"><retract xmlns="urn:xmpp:message-retract:0"/></moderate></apply-to></iq>`
    : xml`<iq type="set" to="${room.jid}"><moderate xmlns="${current}" id="${id}"><retract xmlns="${retraction}"/></moderate></iq>`;

/** What the room sends to all when a message was retracted. */
export const announced = (offer: Offer, room: Room, id: string): Element =>
  offer === earlier
    ? xml`<message from="${room.jid}"><apply-to xmlns="${fastening}" id="${id}"><moderated xmlns="${earlier}"/></apply-to></message>`
    : xml`<message from="${room.jid}"><retract xmlns="${retraction}" id="${id}"><moderated xmlns="${current}"/></retract></message>`;

/** The author's own retraction (XEP-0424, section 3). */
export const retracting = (room: Room, id: string): Element =>
  xml`<message to="${room.jid}" type="groupchat"><retract xmlns="${retraction}" id="${id}"/></message>`;

/** Whether it is the author who retracts. */
export const isAuthors = (offer: Offer): boolean => offer === retraction;
