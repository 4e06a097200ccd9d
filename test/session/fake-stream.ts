import { Session, type Surroundings } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { type Element, parseElement, xml } from '../../runners/stanza/element.ts';
import type { Stream } from '../../runners/transport/stream.ts';

/** A stream to nowhere, with what was written to it. */
export function fakeStream(
  fullJid = 'alice@alpha.example/phone',
  onWritten: (element: Element) => void = () => undefined,
): Stream & { readonly written: Element[] } {
  const written: Element[] = [];
  return {
    written,
    fullJid,
    facts: { address: '', localAddress: '', tls: '', mechanism: '', loginMs: 0 },
    features: xml`<features/>`,
    onElement: () => undefined,
    onEnd: () => undefined,
    ended: undefined,
    write: async (text) => {
      const element = parseElement(text.toString());
      written.push(element);
      onWritten(element);
    },
    close: async () => undefined,
    destroy: () => undefined,
    reset: () => undefined,
  };
}

/** A session that nobody watches, connected by this stream. */
export function sessionOn(stream: Stream): Session {
  const jid = stream.fullJid.split('/')[0] ?? '';
  const around: Surroundings = {
    deadlineMs: 20,
    open: () => Promise.resolve(stream),
    dial: () => Promise.reject(new Error('nobody dials here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  };
  const session = new Session('alice', 'A', { jid } as Session['account'], new Transcript('alice', 'A'), around);
  session.attach(stream);
  return session;
}
