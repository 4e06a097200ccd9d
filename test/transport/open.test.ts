import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { Secret } from '../../runners/config/plan.ts';
import { openStream } from '../../runners/transport/open.ts';
import { createTestAuthority } from '../support/certificates.ts';
import { type FakePeer, features, header, offeredBind, offeredSasl, offeredTls } from '../support/fake-server.ts';
import { authority, certificate, domain, refusal, refusalBy, romeo, withServer } from './support.ts';

const login = async (peer: FakePeer): Promise<void> => {
  await peer.login({ certificate });
};

describe('openStream', () => {
  it('opens, secures, authenticates and binds by STARTTLS', () =>
    withServer(login, async ({ endpoint, port, peers }) => {
      const stream = await openStream(romeo({ connect: endpoint, resource: 'orchard', lang: 'it' }));
      expect(stream.fullJid).to.equal(`romeo@${domain}/orchard`);
      expect(stream.facts).to.include({ address: `127.0.0.1:${port}`, localAddress: '127.0.0.1', mechanism: 'PLAIN' });
      expect(stream.facts.tls).to.equal('TLS 1.3, TLS_AES_256_GCM_SHA384, certificate valid');
      expect(stream.facts.loginMs).to.be.within(0.1, 300);
      expect(stream.features.getChild('bind')).not.to.equal(undefined);
      const [peer] = peers;
      expect(peer?.serverName).to.equal(domain);
      expect(peer?.received).to.contain(`from="romeo@${domain}"`);
      const headers = peer?.received.match(/<stream:stream [^>]*>/g) ?? [];
      expect(headers.filter((header) => header.includes('xml:lang="it"'))).to.have.lengthOf(headers.length);
      expect(headers, 'headers: at first, after TLS, after SASL').to.have.lengthOf(3);
      stream.destroy();
    }));

  it('opens by direct TLS', () =>
    withServer(
      login,
      async ({ endpoint }) => {
        const stream = await openStream(romeo({ connect: endpoint }));
        expect(stream.fullJid).to.equal(`romeo@${domain}/given-by-server`);
        stream.destroy();
      },
      { directTls: certificate },
    ));

  it('sends nothing but a header and a request for TLS in the clear', () =>
    withServer(
      async (peer) => {
        await peer.openStream(offeredTls + offeredSasl('PLAIN'));
        await peer.expect(/<starttls/);
      },
      async ({ endpoint, peers }) => {
        await refusal(romeo({ connect: endpoint }));
        expect(peers[0]?.received).to.match(/^<\?xml version='1\.0'\?><stream:stream [^>]*><starttls[^>]*>$/);
        expect(peers[0]?.received).not.to.contain('romeo');
      },
    ));

  it('prefers SCRAM and leaves out what it was not asked for', () =>
    withServer(
      async (peer) => {
        const more =
          "<sm xmlns='urn:xmpp:sm:3'/><session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>";
        await peer.login({ certificate, password: 'the password of romeo', features: more });
      },
      async ({ endpoint, peers }) => {
        const stream = await openStream(romeo({ connect: endpoint }));
        expect(stream.facts.mechanism).to.equal('SCRAM-SHA-256');
        expect(stream.features.getChild('sm', 'urn:xmpp:sm:3'), 'as offered').not.to.equal(undefined);
        await stream.write('<presence/>');
        await peers[0]?.expect(/<presence\/>/);
        expect(peers[0]?.received).not.to.match(/enable|urn:xmpp:sm|session|<response[^>]*mechanism/);
        stream.destroy();
      },
    ));

  it('establishes a session where the server requires one', () =>
    withServer(
      async (peer) => {
        await peer.login({ certificate, features: "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>" });
        const [, id = ''] = await peer.expect(/<iq type='set' id='([^']*)'><session [^>]*><\/iq>/);
        peer.write(`<iq type='result' id='${id}'/><message id='after'/>`);
      },
      async ({ endpoint }) => {
        const stream = await openStream(romeo({ connect: endpoint }));
        expect(await new Promise((resolve) => (stream.onElement = ({ attrs }) => resolve(attrs.id)))).to.equal('after');
        stream.destroy();
      },
    ));

  it('speaks through prefixes that the server chose', () =>
    withServer(
      async (peer) => {
        await peer.openStream(offeredTls);
        await peer.startTls(certificate);
        await peer.openStream(offeredSasl('PLAIN'));
        await peer.expect(/<\/auth>/);
        peer.write("<s:success xmlns:s='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        await peer.openStream("<b:bind xmlns:b='urn:ietf:params:xml:ns:xmpp-bind'/>");
        const [, id = ''] = await peer.expect(/<iq [^>]*id="([^"]*)"[^>]*>/);
        const bind = `<b:bind xmlns:b='urn:ietf:params:xml:ns:xmpp-bind'><b:jid>romeo@${domain}/x</b:jid></b:bind>`;
        peer.write(`<c:iq xmlns:c='jabber:client' type='result' id='${id}'>${bind}</c:iq>`);
      },
      async ({ endpoint }) => {
        const stream = await openStream(romeo({ connect: endpoint }));
        expect(stream.fullJid).to.equal(`romeo@${domain}/x`);
        stream.destroy();
      },
    ));

  it('logs in with names and passwords of any script', () =>
    withServer(
      (peer) => peer.login({ certificate, password: 'p\u00e4ssword\u5bc6\u{1F511}' }).then(() => undefined),
      async ({ endpoint }) => {
        const account = { jid: `j\u00fcrgen\u5bc6@${domain}`, password: new Secret('p\u00e4ssword\u5bc6\u{1F511}') };
        const stream = await openStream(romeo({ connect: endpoint, account }));
        expect(stream.fullJid).to.match(/^j\u00fcrgen\u5bc6@/u);
        stream.destroy();
      },
    ));

  it('shows the tap everything but the password, in no form', async () => {
    const password = fc
      .string({ minLength: 8, unit: 'grapheme' })
      .filter((text) => text.normalize('NFKC').trim().length > 7);
    await fc.assert(
      fc.asyncProperty(password, fc.boolean(), async (secret, scram) => {
        let tapped = '';
        await withServer(
          (peer) => peer.login(scram ? { certificate, password: secret } : { certificate }).then(() => undefined),
          async ({ endpoint }) => {
            const account = { jid: `romeo@${domain}`, password: new Secret(secret) };
            const tap = ({ text }: { text: string }): string => (tapped += text);
            const stream = await openStream(romeo({ connect: endpoint, account, tap }));
            await stream.write('<presence/>');
            stream.destroy();
          },
        );
        expect(tapped).to.contain('***</auth>').and.to.contain('<presence/>').and.to.contain('</mechanisms>');
        for (const form of [secret, secret.normalize('NFKC'), `\0romeo\0${secret.normalize('NFKC')}`]) {
          expect(tapped.includes(form)).to.equal(false);
          // In PLAIN the password starts at any of three places of the base64 encoding.
          for (const before of ['', 'a', 'ab']) {
            const encoded = Buffer.from(before + form).toString('base64');
            expect(tapped.includes(encoded.slice(4, -4))).to.equal(false);
          }
        }
      }),
      { numRuns: 20 },
    );
  }).timeout(20_000);

  it('names what is wrong with a certificate, and the remedy', async () => {
    const day = 86_400_000;
    const stranger = await createTestAuthority('Stranger');
    const cases = {
      'certificate-wrong-name': await authority.issue('beta.example'),
      'certificate-expired': await authority.issue(domain, {
        notBefore: new Date(Date.now() - 2 * day),
        notAfter: new Date(Date.now() - day),
      }),
      'certificate-not-yet-valid': await authority.issue(domain, { notBefore: new Date(Date.now() + day) }),
      'certificate-untrusted': await stranger.issue(domain),
    };
    for (const [code, wrong] of Object.entries(cases)) {
      const byStartTls = await refusalBy((peer) => peer.login({ certificate: wrong }).then(() => undefined));
      expect([byStartTls.phase, byStartTls.code]).to.deep.equal(['tls', code]);
      expect(byStartTls.message).to.contain(domain);
      const byDirectTls = await withServer(login, ({ endpoint }) => refusal(romeo({ connect: endpoint })), {
        directTls: wrong,
      });
      expect([byDirectTls.phase, byDirectTls.code]).to.deep.equal(['tls', code]);
    }
  });

  it('accepts a certificate that names the domain as an XMPP address only', async () => {
    const xmppAddr = await authority.issue(domain, { xmppAddr: true });
    await withServer(
      (peer) => peer.login({ certificate: xmppAddr }).then(() => undefined),
      async ({ endpoint }) => {
        (await openStream(romeo({ connect: endpoint }))).destroy();
      },
    );
  });

  it('names an authority that is none', async () => {
    const error = await refusalBy(login, { ca: 'no certificate' });
    expect([error.phase, error.code]).to.deep.equal(['tls', 'ca-unusable']);
  });

  it('names the address that nobody listens on', async () => {
    const { endpoint } = await withServer(login, async (server) => server);
    const error = await refusal(romeo({ connect: endpoint }));
    expect([error.phase, error.code]).to.deep.equal(['connect', 'port-closed']);
    expect(error.message).to.contain(`127.0.0.1:${endpoint.port}`).and.to.contain('connect:');
  });

  it('gives up when the run is stopped', async () => {
    const stop = new AbortController();
    const error = await refusalBy(() => stop.abort(), { signal: stop.signal, deadlineMs: 5000 });
    expect(error.code).to.equal('aborted');
    expect(
      (await refusal(romeo({ signal: AbortSignal.abort(), connect: { host: '127.0.0.1', port: 9, directTls: false } })))
        .code,
    ).to.equal('aborted');
  });

  it('binds before anything that comes with the answer', () =>
    withServer(
      async (peer) => {
        await peer.login({ certificate }, "<message from='/oops' id='1'/><iq type='get' id='2'><x xmlns='y'/></iq>");
      },
      async ({ endpoint, peers }) => {
        const stream = await openStream(romeo({ connect: endpoint }));
        const ids: unknown[] = [];
        await new Promise<void>((resolve) => {
          stream.onElement = ({ attrs }) => {
            ids.push(attrs.id);
            if (ids.length === 2) resolve();
          };
        });
        expect(ids).to.deep.equal(['1', '2']);
        await stream.close();
        expect(peers[0]?.received, 'no answer but ours').not.to.contain('service-unavailable');
      },
    ));

  it('takes a stream header and features that come byte by byte', () =>
    withServer(
      async (peer) => {
        await peer.expect(/<stream:stream [^>]*>/);
        for (const byte of header + features(offeredTls)) await peer.writeAll(byte);
        await peer.startTls(certificate);
        await peer.openStream(offeredSasl('PLAIN'));
        await peer.acceptPlain();
        await peer.openStream(offeredBind);
      },
      async ({ endpoint }) => {
        expect((await refusal(romeo({ connect: endpoint }))).phase).to.equal('bind');
      },
    ));
});
