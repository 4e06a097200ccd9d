import { type Element, ns, type Room, type Session, type Story } from '../../runners/index.ts';

/** What presence from a room says of the occupant: its role and affiliation (XEP-0045, section 7.2.2). */
export const itemIn = (presence: Element): Element | undefined => presence.getChild('x', ns.mucUser)?.getChild('item');

/** Enters as one who may not see addresses; moderators may. The role that an affiliation begins with is a SHOULD (section 5.1.2). */
export async function enterAsOrdinary(observer: Session, room: Room, nick: string, story: Story): Promise<void> {
  const own = await observer.join(room, nick);
  if (itemIn(own)?.attrs.role === 'moderator') story.inconclusive('the room made a moderator of the observer');
}

/** Enters as one who may see addresses. */
export async function enterAsModerator(observer: Session, room: Room, nick: string, story: Story): Promise<void> {
  const own = await observer.join(room, nick);
  if (itemIn(own)?.attrs.role !== 'moderator') story.inconclusive('the room made no moderator of the observer');
}
