import { type Element, fresh, type Sent, type Session, xml } from '../../runners/index.ts';
import type { Way } from './payloads.ts';

/** The link is up, in both directions: what follows pays for no handshake between servers. */
export async function warm(one: Session, other: Session): Promise<void> {
  await one.fence(other);
  await other.fence(one);
}

/** An id that tells a wire fault which way a stanza goes. */
export const idFor = (way: Way): string => `fc-${fresh()}-${way}`;

const short = (to: Session, way: Way): Element =>
  xml`<message to="${to.fullJid}" type="chat" id="${idFor(way)}"><body>Good night, good night!</body></message>`;

export const sendShort = async (from: Session, to: Session, way: Way): Promise<Sent> => await from.send(short(to, way));

/** Numbers from 1, for doing something so often. */
export const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
