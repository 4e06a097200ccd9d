import { Secret } from '../../runners/config/plan.ts';
import { dial, type Dialled, type Until } from '../../runners/session/dialled.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import type { Element } from '../../runners/stanza/element.ts';
import { openRaw } from '../../runners/transport/raw-stream.ts';
import { authority, certificate, domain, withServer } from '../transport/support.ts';
import { type FakePeer, offeredBind, offeredSasl, offeredTls, type Script } from '../support/fake-server.ts';

export const password = 'the password of romeo';
const account = { jid: `romeo@${domain}`, password: new Secret(password) };
export const saslFailure =
  "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>No</text></failure>";

interface Dialling {
  readonly session: Session;
  readonly shown: string[];
  readonly transcript: Transcript;
  readonly dial: (until: Until, prolog?: string) => Promise<Dialled>;
}

/** Runs the part of a test against a server of that script; `spoil` is the wire fault. */
export const dialling = <Result>(
  script: Script,
  test: (dialling: Dialling) => Promise<Result>,
  spoil?: (element: Element) => readonly Element[],
): Promise<Result> =>
  withServer(script, async ({ endpoint }) => {
    const shown: string[] = [];
    const transcript = new Transcript('romeo', 'A');
    const open: { destroy(): void }[] = [];
    const session = new Session('romeo', 'A', account, transcript, {
      deadlineMs: 200,
      open: () => Promise.reject(new Error('only dialled here')),
      dial: async (_session, prolog) => {
        const tap = transcript.tap;
        const raw = await openRaw({ domain, ca: authority.pem, connect: endpoint, deadlineMs: 300, tap }, prolog);
        open.push(raw);
        return raw;
      },
      onSent: (_session, stanza) => shown.push(stanza.toString()),
      onReceived: (_session, stanza) => shown.push(stanza.toString()),
      forbid: () => undefined,
      waiting: () => () => undefined,
    });
    session.spoil = spoil;
    try {
      return await test({ session, shown, transcript, dial: (until, prolog) => dial(session, until, prolog) });
    } finally {
      for (const raw of open) raw.destroy();
    }
  });

export const encrypted = async (peer: FakePeer, mechanisms = ['SCRAM-SHA-256']): Promise<void> => {
  await peer.openStream(offeredTls);
  await peer.startTls(certificate);
  await peer.openStream(offeredSasl(...mechanisms));
};

export const loggedIn = async (peer: FakePeer): Promise<void> => {
  await encrypted(peer);
  await peer.acceptScram(password);
  await peer.openStream(offeredBind);
};
