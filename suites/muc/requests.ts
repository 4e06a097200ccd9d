import {
  anyOf,
  type Element,
  errorTo,
  isLike,
  type Matcher,
  ns,
  presenceFrom,
  type Sent,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';

interface RoomJid {
  readonly jid: string;
}

interface Occupant {
  send(stanza: Element): Promise<unknown>;
  receive(wanted: Element): Promise<Element>;
  request(iq: Element): Promise<Element>;
  fenceJid(jid: string): Promise<void>;
}

interface Judgement {
  inconclusive(reason: string): never;
}

/** The features that a room lists (XEP-0045, section 6.4); none where it answers with an error. */
export async function featuresOf(actor: Pick<Occupant, 'request'>, room: RoomJid): Promise<readonly string[]> {
  const answer = await actor.request(xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.discoInfo}"/></iq>`);
  return (answer.getChild('query', ns.discoInfo)?.getChildren('feature') ?? []).map(({ attrs }) => String(attrs.var));
}

/** A message to everybody in a room (XEP-0045, section 7.4). */
export const saying = (room: RoomJid, text: string): Element =>
  xml`<message to="${room.jid}" type="groupchat"><body>${text}</body></message>`;

/** A message to everybody as the room reflects it, whoever it names as the sender. */
export const said = (text: string): Element => xml`<message type="groupchat"><body>${text}</body></message>`;

/** Available presence that carries this status (XEP-0045, section 12). */
export const withStatus = (jid: string, code: string): Matcher => ({
  what: `presence of ${jid} with status ${code}`,
  matches: (stanza) =>
    presenceFrom(jid).matches(stanza) &&
    isLike(stanza, xml`<presence><x xmlns="${ns.mucUser}"><status code="${code}"/></x></presence>`),
});

/** The error for a presence to the room, whoever signs it: that it swaps the addresses is a SHOULD (RFC 6120, section 8.3.1). */
export const refusalOf = (room: RoomJid, sent: Sent): Matcher => anyOf(errorTo(sent), presenceFrom(room.jid, 'error'));

/** Ends the story where the room answers with an error that it may give, such as one for a preset that its form cannot turn off. */
export function unlessRefused(answer: Element, conditions: readonly string[], story: Story): void {
  const error = answer.getChild('error');
  if (conditions.some((condition) => error?.getChild(condition, ns.stanzas))) story.refused(answer);
}

/** Ends the story where whoever enters moderates at once: the roles that go with affiliations are a SHOULD (XEP-0045, section 5.1.2). */
export function unlessModerator(ownPresence: Element, story: Story): void {
  if (ownPresence.getChild('x', ns.mucUser)?.getChild('item')?.attrs.role === 'moderator')
    story.notApplicable(`whoever enters the room moderates it: ${ownPresence.toString()}`);
}

/**
 * Has a private message come to the occupant that it is for. Ends the story where the room refuses it: "This privilege is
 * controlled by the muc#roomconfig_allowpm option" (XEP-0045, section 7.5).
 */
export async function whispered(
  from: Session,
  to: Session,
  occupantJid: string,
  text: string,
  story: Story,
): Promise<void> {
  const sent = await from.send(xml`<message to="${occupantJid}" type="chat"><body>${text}</body></message>`);
  const [outcome, answer] = await story.either({
    arrived: to.receive(xml`<message><body>${text}</body></message>`),
    refused: from.receive(errorTo(sent)),
  });
  if (outcome === 'refused') story.refused(answer);
}

/** Asks the room to give an occupant a role; `none` kicks (XEP-0045, section 8). */
export const settingRole = (room: RoomJid, nick: string, role: string): Element => xml`
  <iq type="set" to="${room.jid}"><query xmlns="${ns.mucAdmin}"><item nick="${nick}" role="${role}"/></query></iq>`;

/** Asks the room to give a user an affiliation; `outcast` bans (XEP-0045, section 9). */
export const settingAffiliation = (room: RoomJid, bareJid: string, affiliation: string): Element => xml`
  <iq type="set" to="${room.jid}"><query xmlns="${ns.mucAdmin}"><item jid="${bareJid}" affiliation="${affiliation}"/></query></iq>`;

/** Has a request of the story itself granted; where the room does not, nothing can be judged. */
export async function granted(actor: Occupant, iq: Element, story: Judgement): Promise<void> {
  const reply = await actor.request(iq);
  if (reply.attrs.type !== 'result') story.inconclusive(`the room did not grant ${iq.toString()}: ${reply.toString()}`);
}

/**
 * ROOM fence: what `sender` sent to the room before was handled, and the room has sent it to the occupant `observer`.
 * The IQ comes first, since streams of different senders have no order among each other.
 */
export async function fenceRoom(room: RoomJid, sender: Occupant, observer: Occupant): Promise<void> {
  await sender.fenceJid(room.jid);
  await observer.send(saying(room, 'the observer saw everything before this'));
  await observer.receive(said('the observer saw everything before this'));
}

/** OUTROOM fence: the same for somebody who is no longer an occupant, when `occupant` has posted and seen its own reflection. */
export async function fenceOutsider(
  room: RoomJid,
  text: string,
  occupant: Occupant,
  outsider: Occupant,
): Promise<void> {
  await occupant.send(saying(room, text));
  await occupant.receive(said(text));
  await outsider.fenceJid(room.jid);
}
