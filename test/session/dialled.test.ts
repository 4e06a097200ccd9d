import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Secret } from '../../runners/config/plan.ts';
import { dial, type Dialled, streamEnd, type Until } from '../../runners/session/dialled.ts';
import { DeadlinePassed } from '../../runners/session/errors.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { openRaw } from '../../runners/transport/raw-stream.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { type FakePeer, header, offeredBind, offeredSasl, offeredTls, type Script } from '../support/fake-server.ts';
import { authority, certificate, domain, withServer } from '../transport/support.ts';

const password = 'the password of romeo';
const account = { jid: `romeo@${domain}`, password: new Secret(password) };
const saslFailure = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>No</text></failure>";

interface Dialling {
  readonly session: Session;
  readonly shown: string[];
  readonly transcript: Transcript;
  readonly dial: (until: Until, prolog?: string) => Promise<Dialled>;
}

/** Runs the part of a test against a server of that script; `spoil` is the wire fault. */
const dialling = <Result>(
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

const encrypted = async (peer: FakePeer, mechanisms = ['SCRAM-SHA-256']): Promise<void> => {
  await peer.openStream(offeredTls);
  await peer.startTls(certificate);
  await peer.openStream(offeredSasl(...mechanisms));
};

const loggedIn = async (peer: FakePeer): Promise<void> => {
  await encrypted(peer);
  await peer.acceptScram(password);
  await peer.openStream(offeredBind);
};

describe('A connection that a story dials', () => {
  it('stops with the features before TLS', async () => {
    await dialling(
      (peer) => peer.openStream(offeredTls + offeredSasl('PLAIN')),
      async ({ dial: call }) => {
        const line = await call('connected');

        expect([line.secure, line.mechanisms]).to.deep.equal([false, ['PLAIN']]);
      },
    );
  });

  it('sends a prolog before its first header and awaits nothing', async () => {
    const [prolog] = await dialling(
      async (peer) => {
        await peer.expect(/<!DOCTYPE play><stream:stream /);
        peer.write(
          `${header}<stream:error><restricted-xml xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`,
        );
        await peer.leaves();
      },
      async ({ dial: call }) => {
        const line = await call('opened', '<!DOCTYPE play>');
        await line.receive(streamEnd);
        return [line.streamError];
      },
    );

    expect(prolog).to.equal('restricted-xml');
  });

  it('checks the certificate', async () => {
    const stranger = await authority.issue('beta.example');
    const error = await dialling(
      async (peer) => {
        await peer.openStream(offeredTls);
        await peer.startTls(stranger);
      },
      ({ dial: call }) => call('encrypted').catch((reason: unknown) => reason),
    );

    expect(error).to.be.instanceOf(ConnectionError);
    expect((error as ConnectionError).phase).to.equal('tls');
  });

  it('sends no credentials before TLS', async () => {
    const sent = await dialling(
      (peer) => peer.openStream(offeredSasl('PLAIN')),
      async ({ dial: call, transcript }) => {
        const line = await call('connected');
        await line.authenticate().catch(() => undefined);
        return transcript.frames.map(({ text }) => text).join('');
      },
    );

    expect(sent).not.to.contain('<auth');
  });

  it('tells how a login with given credentials failed', async () => {
    const attempt = await dialling(
      async (peer) => {
        await encrypted(peer, ['PLAIN']);
        const [, payload = ''] = await peer.expect(/<auth [^>]*>([^<]*)<\/auth>/);
        expect(Buffer.from(payload, 'base64').toString()).to.equal('\0nobody\0wrong');
        peer.write(saslFailure);
        await peer.leaves();
      },
      async ({ dial: call }) => (await call('encrypted')).authenticate({ localpart: 'nobody', password: 'wrong' }),
    );

    expect(attempt).to.deep.equal({
      mechanism: 'PLAIN',
      succeeded: false,
      condition: 'not-authorized',
      text: 'No',
      replies: 1,
    });
  });

  it('logs in and binds', async () => {
    const jid = await dialling(
      async (peer) => {
        await loggedIn(peer);
        const [, id = ''] = await peer.expect(/<iq [^>]*id="([^"]*)"[^>]*>.*<resource>r<\/resource>.*<\/iq>/s);
        peer.write(
          `<iq type='result' id='${id}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>a@b/r</jid></bind></iq>`,
        );
        await peer.leaves();
      },
      async ({ dial: call }) => (await (await call('authenticated')).bind('r')).getChild('bind')?.getChildText('jid'),
    );

    expect(jid).to.equal('a@b/r');
  });

  it('shows nothing of what SASL carries, not even in a wait that fails', async () => {
    let secrets: readonly string[] = [];
    const seen = await dialling(
      async (peer) => {
        await loggedIn(peer);
        const payloads = peer.received.matchAll(/<(?:auth|response) [^>]*>([^<]+)</g);
        secrets = [password, ...[...payloads].map(([, payload = '']) => payload)];
        await peer.leaves();
      },
      async ({ dial: call, shown, transcript }) => {
        const line = await call('authenticated');
        const failed: unknown = await line.receive(streamEnd, 20).catch((error: unknown) => error);
        expect(failed).to.be.instanceOf(DeadlinePassed);
        return [...shown, ...transcript.frames.map(({ text }) => text), String(failed)].join('\n');
      },
    );

    expect(secrets).to.have.lengthOf(3);
    for (const secret of secrets) expect(seen).not.to.contain(secret);
    expect(seen).not.to.match(/<(challenge|success)[^>]*>(?!\*\*\*)[^<]/);
  });

  it('lets a wire fault change what is offered, and keep back the end of the stream', async () => {
    const spoil = (element: Element): readonly Element[] => {
      if (element.name === 'stream:stream') return [];
      return element.name === 'stream:features'
        ? [xml`<stream:features xmlns:stream="http://etherx.jabber.org/streams"/>`]
        : [element];
    };
    const outcome = await dialling(
      async (peer) => {
        await peer.openStream(offeredTls);
        peer.end('</stream:stream>');
      },
      async ({ dial: call }) => {
        const line = await call('connected');
        const end: unknown = await line.receive(streamEnd, 50).catch((error: unknown) => error);
        return [line.features.children, end instanceof DeadlinePassed];
      },
      spoil,
    );

    expect(outcome).to.deep.equal([[], true]);
  });

  it('hears how the server ended the stream', async () => {
    const end = await dialling(
      async (peer) => {
        await peer.openStream(offeredTls);
        peer.end('</stream:stream>');
      },
      async ({ dial: call }) => (await call('connected')).receive(streamEnd),
    );

    expect(end.attrs.reason).to.equal('closed-by-server');
  });

  it('waits, when it closes, until the connection is gone', async () => {
    await dialling(
      async (peer) => {
        await peer.openStream(offeredTls);
        await peer.expect(/<\/stream:stream>/);
        peer.end('</stream:stream>');
      },
      async ({ dial: call }) => {
        const line = await call('connected');
        await line.close();
        expect(line.received(streamEnd)[0]?.attrs.reason).to.equal('closed-by-us');
      },
    );
  });
});
