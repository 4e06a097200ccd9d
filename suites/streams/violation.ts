import {
  type Element,
  expect,
  fresh,
  inject,
  leak,
  ns,
  type Sent,
  type Session,
  type StreamEnd,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

export interface Violation {
  /** What a careless server would make of the text; it is not to arrive anywhere. */
  readonly sent: Sent;
  /** How the server ended the stream; undefined when it went on with what stood behind the text, or did nothing in time. */
  readonly end: StreamEnd | undefined;
}

const pingIdFor = (id: unknown): string => `${String(id)}-ping`;

/**
 * Writes a message that is none, as `write` spells it with the attributes given, and a ping behind it:
 * a server that answers the ping has not closed the stream.
 */
export async function violate(
  actor: Session,
  to: Session,
  write: (attributes: string) => string | Uint8Array,
): Promise<Violation> {
  const id = fresh();
  const meant = xml`<message to="${to.bareJid}" type="chat" id="${id}"><body>Soft! What light?</body></message>`;
  const spelt = write(`to='${to.bareJid}' type='chat' id='${id}'`);
  const bytes = typeof spelt === 'string' ? Buffer.from(spelt) : spelt;
  const ping = Buffer.from(`<iq type='get' id='${pingIdFor(id)}'><ping xmlns='${ns.ping}'/></iq>`);
  const sent = await actor.sendRaw(Buffer.concat([bytes, ping]), meant);
  const sign = {
    what: 'an answer to the ping behind the violation',
    matches: ({ attrs }: Element): boolean => attrs.id === pingIdFor(id),
  };
  return { sent, end: await actor.ended(sign).catch(unlessAbsent) };
}

/** After the end of a stream the account opens another one; whatever it sent before is over and done with then. */
export async function fenceAgain(actor: Session, to: Session): Promise<void> {
  if (!actor.connected) await actor.comeOnline();
  try {
    await actor.fence(to);
  } catch (error) {
    // What ends the recipient's stream takes the fence with it.
    expect(to.lostBy ?? 'open', 'the stream of the recipient').to.equal('open');
    throw error;
  }
}

export function expectClosed({ end }: Violation): void {
  expect(end ? 'closed' : 'open', 'the stream on which it was sent').to.equal('closed');
}

/** What the server's stream error says, once it has ended the stream; empty when there was none. */
export const streamErrorAt = (actor: Session): string =>
  actor
    .received({ what: 'a stream error', matches: ({ name }) => name === 'stream:error' })
    .flatMap(({ children }) => children)
    .map(String)
    .join('');

/** The message goes on in spite of all. */
export const forwarded = leak('message', 'juliet');

/** The server answers what stands behind the violation, as if nothing had been. */
export const goesOn = inject(
  'an answer to the ping',
  'romeo',
  { sends: 'message' },
  ({ attrs }) => xml`<iq type="result" id="${pingIdFor(attrs.id)}"/>`,
);
