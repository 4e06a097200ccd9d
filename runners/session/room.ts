import { NotObserved } from './errors.ts';
import { presenceFrom, type Matcher } from './matchers.ts';
import type { Session } from './session.ts';
import { type Element, localName, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** A room of the story (XEP-0045). */
export interface Room {
  readonly jid: string;
  /** The JID of an occupant by its roomnick. */
  occupantJid(nick: string): string;
  /** The domain of the room service. */
  readonly service: string;
}

export const makeRoom = (localpart: string, service: string): Room => ({
  jid: `${localpart}@${service}`,
  service,
  occupantJid: (nick) => `${localpart}@${service}/${nick}`,
});

export interface EnterOptions {
  readonly password?: string;
  /** How many messages of history to ask for; none by default. */
  readonly history?: number;
}

/** The presence that asks to enter a room (XEP-0045 1.35, section 7.2.1). */
export const entering = (room: Room, nick: string, { password, history = 0 }: EnterOptions = {}): Element => {
  const presence = xml`<presence to="${room.occupantJid(nick)}"><x xmlns="${ns.muc}"><history maxstanzas="${history}"/></x></presence>`;
  if (password !== undefined)
    presence.getChild('x', ns.muc)?.cnode(xml`<password xmlns="${ns.muc}">${password}</password>`);
  return presence;
};

/** The subject that ends what a room sends on entering (XEP-0045, section 7.2.15). */
export const subjectOf = (room: Room): Matcher => ({
  what: `the subject of ${room.jid}`,
  matches: (stanza) =>
    localName(stanza) === 'message' &&
    stanza.attrs.type === 'groupchat' &&
    String(stanza.attrs.from).startsWith(room.jid) &&
    stanza.getChild('subject') !== undefined,
});

/** Enters as part of a preamble: waits for the own presence, whatever it carries, and for the subject. */
export async function enter(session: Session, room: Room, nick: string, options?: EnterOptions): Promise<Element> {
  const sent = await session.send(entering(room, nick, options));
  const occupantJid = room.occupantJid(nick);
  const own = await session.receive({
    what: `the own presence in ${room.jid}`,
    matches: (stanza) =>
      presenceFrom(occupantJid).matches(stanza) ||
      (stanza.attrs.type === 'error' && (stanza.attrs.from === occupantJid || stanza.attrs.id === sent.id)),
  });
  if (own.attrs.type === 'error')
    throw new NotObserved(`${session.name} could not enter ${room.jid}: ${own.toString()}`);
  await session.receive(subjectOf(room));
  return own;
}
