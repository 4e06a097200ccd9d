import { randomUUID } from 'node:crypto';
import { clone, type Element } from '../stanza/element.ts';
import { elementOf } from './dialled.ts';
import { StreamLost } from './errors.ts';
import type { Sent } from './matchers.ts';
import type { Session } from './session.ts';

/**
 * Sends a stanza and the closing tag in one piece, and waits until the stream is over. Where the server closed its own in
 * return, the actor has received `streamEnd`, unless a wire fault kept it back.
 */
export async function closeWith(session: Session, stanza: Element): Promise<Sent> {
  const { stream, spoil, name, fullJid } = session;
  if (!session.connected) throw new StreamLost(`${name} could not send: its stream is over`);
  const copy = clone(stanza);
  const id = String((copy.attrs.id ??= `fc-${randomUUID()}`));
  const sent: Sent = { id, stanza: copy, at: new Date(), by: name, from: fullJid };
  session.around.onSent(session, copy);
  await stream.close(copy.toString());
  if (stream.ended?.answered !== true) return sent;
  const end = elementOf(stream.ended);
  for (const one of spoil ? spoil(end) : [end]) session.inject(one);
  return sent;
}
