import { anyOf, expect, fresh, type Sent, type Session, unlessAbsent, xml } from '../../runners/index.ts';

/** Whether streams and links still work after what a server may refuse. */

/** Whether the stream is still up once the own server has handled all that was sent. */
export async function survives(session: Session): Promise<boolean> {
  await session.fenceOwnServer().catch((error: unknown) => {
    if (session.connected) throw error;
  });
  return session.connected;
}

const mostMessages = 3;

/**
 * One of three small messages arrives: a link that was cut may take what is sent while it falls. Their ids end in the
 * word, so that a wire fault can pick them out.
 */
export async function expectThrough(from: Session, to: Session, word: string): Promise<void> {
  const all: Sent[] = [];
  const sendOne = async (): Promise<void> => {
    const body = xml`<body>I am still here</body>`;
    all.push(
      await from.send(xml`<message to="${to.bareJid}" type="chat" id="fc-${fresh()}-${word}">${body}</message>`),
    );
  };
  while (all.length < mostMessages - 1) {
    await sendOne();
    if (await to.receive(anyOf(...all)).catch(unlessAbsent)) return;
  }
  await sendOne();
  await expect(to).to.receive(anyOf(...all));
}
