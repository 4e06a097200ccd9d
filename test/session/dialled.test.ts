import { expect } from 'chai';
import { describe, it } from 'mocha';
import { streamEnd, streamHeader } from '../../runners/session/dialled.ts';
import { DeadlinePassed } from '../../runners/session/errors.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { header, offeredSasl, offeredTls } from '../support/fake-server.ts';
import { authority } from '../transport/support.ts';
import { dialling, encrypted, loggedIn, password, saslFailure } from './dialling.ts';

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

  it('shows the header with which each of its streams begins', async () => {
    const headers = await dialling(encrypted, async ({ dial: call }) => {
      const line = await call('encrypted');
      return line.received(streamHeader).map(({ attrs }): unknown => attrs.id);
    });

    expect(headers).to.deep.equal(['s1', 's1']);
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
});
