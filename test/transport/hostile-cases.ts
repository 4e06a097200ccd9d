import type { ConnectionPhase } from '../../runners/transport/stream.ts';
import {
  features,
  header,
  offeredBind,
  offeredSasl,
  offeredTls,
  type FakePeer,
  type Script,
} from '../support/fake-server.ts';
import { certificate, domain } from './support.ts';

export const streamError = (condition: string): string =>
  `<stream:error><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>`;

export const millionAttributes = Array.from({ length: 1_000_000 }, (_, index) => `a${index}=''`).join(' ');

/** Answers the client's header with this, in the clear. */
const answering =
  (text: string | Buffer): Script =>
  async (peer) => {
    await peer.expect(/<stream:stream [^>]*>/);
    peer.write(text);
  };

const secured =
  (then: (peer: FakePeer) => Promise<void> | void): Script =>
  async (peer) => {
    await peer.openStream(offeredTls);
    await peer.startTls(certificate);
    await then(peer);
  };

const atSasl = (answer: string): Script =>
  secured(async (peer) => {
    await peer.openStream(offeredSasl('PLAIN'));
    await peer.expect(/<\/auth>/);
    peer.write(answer);
  });

const atBind =
  (answer: (id: string) => string, offered = offeredBind): Script =>
  async (peer) => {
    await peer.authenticate({ certificate });
    await peer.openStream(offered);
    const [, id = ''] = await peer.expect(/<iq [^>]*id="([^"]*)"[^>]*>/);
    peer.write(answer(id));
  };

const sasl = (element: string): string => element.replace('/>', " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");

/** What a server does while a stream is being opened, and in which phase as what that is reported. */
export const cases: Record<string, [Script, ConnectionPhase, string]> = {
  'is silent after connecting': [() => undefined, 'stream', 'deadline'],
  'closes at once': [(peer) => peer.end(), 'stream', 'closed-by-server'],
  'resets at once': [(peer) => peer.destroy(), 'stream', 'closed-by-server'],
  'speaks another protocol': [answering('SSH-2.0-OpenSSH_9.2\r\n'), 'stream', 'not-well-formed'],
  'sends random bytes': [answering(Buffer.from([0xff, 0xfe, 0x00, 0x80])), 'stream', 'not-well-formed'],
  'answers in HTTP': [
    answering('HTTP/1.1 400 Bad Request\r\n\r\n<html><body>no</body></html>'),
    'stream',
    'not-well-formed',
  ],
  'opens no XMPP stream': [answering('<html><body/></html>'), 'stream', 'not-well-formed'],
  'opens a stream of before XMPP 1.0': [
    answering(header.replace("version='1.0'>", '>')),
    'stream',
    'version-unsupported',
  ],
  'opens a stream without features': [answering(header), 'stream', 'deadline'],
  'sends a stanza instead of features': [answering(`${header}<message from='/oops'/>`), 'stream', 'unexpected-element'],
  'offers no STARTTLS': [answering(header + features(offeredSasl('PLAIN'))), 'stream', 'starttls-not-offered'],
  'refuses STARTTLS': [
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.expect(/<starttls[^>]*>/);
      peer.write("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>");
    },
    'starttls',
    'starttls-refused',
  ],
  'is silent after the request for STARTTLS': [(peer) => peer.openStream(offeredTls), 'starttls', 'deadline'],
  'is silent in the TLS handshake': [
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.expect(/<starttls[^>]*>/);
      peer.write("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    },
    'tls',
    'deadline',
  ],
  'closes in the TLS handshake': [
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.expect(/<starttls[^>]*>/);
      peer.end("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    },
    'tls',
    'closed-by-server',
  ],
  'injects elements before TLS': [
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.expect(/<starttls[^>]*>/);
      peer.write(`<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>${features(offeredSasl('PLAIN'))}`);
    },
    'tls',
    'unexpected-element',
  ],
  'is silent after TLS': [secured(() => undefined), 'stream', 'deadline'],
  'closes after TLS': [secured((peer) => peer.end()), 'stream', 'closed-by-server'],
  'offers no mechanism that we know': [
    secured((peer) => peer.openStream(offeredSasl('GSSAPI'))),
    'sasl',
    'no-common-mechanism',
  ],
  'offers no mechanism at all': [secured((peer) => peer.openStream(offeredBind)), 'sasl', 'no-common-mechanism'],
  'is silent at the login': [atSasl(''), 'sasl', 'deadline'],
  'refuses the login': [
    atSasl("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>"),
    'sasl',
    'not-authorized',
  ],
  'refuses the login without a reason': [atSasl(sasl('<failure/>')), 'sasl', 'undefined-condition'],
  'sends a challenge in PLAIN': [atSasl(sasl('<challenge/>')), 'sasl', 'challenge-unexpected'],
  'sends a stanza in the login': [atSasl("<message from='/oops'/>"), 'sasl', 'unexpected-element'],
  'sends features in the login': [atSasl(features(offeredBind)), 'sasl', 'unexpected-element'],
  'claims success without a proof': [
    secured(async (peer) => {
      await peer.openStream(offeredSasl('SCRAM-SHA-256'));
      await peer.expect(/<\/auth>/);
      peer.write(sasl('<success/>'));
    }),
    'sasl',
    'server-signature-invalid',
  ],
  'asks for endless iterations': [
    secured(async (peer) => {
      await peer.openStream(offeredSasl('SCRAM-SHA-1'));
      const [, first = ''] = await peer.expect(/<auth [^>]*>([^<]*)<\/auth>/);
      const nonce = Buffer.from(first, 'base64').toString().split('r=')[1] ?? '';
      const challenge = Buffer.from(`r=${nonce}x,s=c2FsdA==,i=4000000000`).toString('base64');
      peer.write(`<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${challenge}</challenge>`);
    }),
    'sasl',
    'scram-iterations-invalid',
  ],
  'sends a challenge that is no base64': [
    secured(async (peer) => {
      await peer.openStream(offeredSasl('SCRAM-SHA-1'));
      await peer.expect(/<\/auth>/);
      peer.write("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>%%%</challenge>");
    }),
    'sasl',
    'negotiation-failed',
  ],
  'opens a second stream unasked': [
    atSasl(`${sasl('<success/>')}${header}${features(offeredBind)}`),
    'sasl',
    'not-well-formed',
  ],
  'is silent after the login': [atSasl(sasl('<success/>')), 'stream', 'deadline'],
  'offers no binding': [
    async (peer) => {
      await peer.authenticate({ certificate });
      await peer.openStream('');
    },
    'bind',
    'bind-not-offered',
  ],
  'is silent at binding': [atBind(() => ''), 'bind', 'deadline'],
  'closes at binding': [atBind(() => '</stream:stream>'), 'bind', 'closed-by-server'],
  'refuses to bind': [
    atBind(
      (id) =>
        `<iq type='error' id='${id}'><error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
    ),
    'bind',
    'conflict',
  ],
  'refuses to bind without an error': [atBind((id) => `<iq type='error' id='${id}'/>`), 'bind', 'undefined-condition'],
  'binds nothing': [atBind((id) => `<iq type='result' id='${id}'/>`), 'bind', 'invalid-jid'],
  'binds no full JID': [
    atBind(
      (id) =>
        `<iq type='result' id='${id}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>/oops</jid></bind></iq>`,
    ),
    'bind',
    'invalid-jid',
  ],
  'answers another IQ at binding': [atBind(() => "<iq type='result' id='other'/>"), 'bind', 'unexpected-element'],
  'is silent about the session': [
    atBind(
      (id) =>
        `<iq type='result' id='${id}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@${domain}/x</jid></bind></iq>`,
      `${offeredBind}<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>`,
    ),
    'bind',
    'deadline',
  ],
  'sends an error before features': [answering(header + streamError('host-unknown')), 'stream', 'host-unknown'],
  'sends an error instead of proceeding': [
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.expect(/<starttls[^>]*>/);
      peer.write(streamError('internal-server-error'));
    },
    'starttls',
    'internal-server-error',
  ],
  'sends an error after TLS': [
    secured(answering(header + streamError('policy-violation'))),
    'stream',
    'policy-violation',
  ],
  'sends an error at the login': [atSasl(streamError('reset')), 'sasl', 'reset'],
  'sends an error at binding': [atBind(() => streamError('conflict')), 'bind', 'conflict'],
  'sends an error without a condition': [answering(`${header}<stream:error/>`), 'stream', 'undefined-condition'],
  'sends us to another host': [
    answering(
      `${header}<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>127.0.0.1:9</see-other-host></stream:error>`,
    ),
    'stream',
    'see-other-host',
  ],
  'sends a million attributes': [
    answering(`${header}<stream:features ${millionAttributes}>`),
    'stream',
    'not-well-formed',
  ],
  'sends a document type declaration': [
    answering(`<!DOCTYPE a [<!ENTITY b 'c'>]>${header}`),
    'stream',
    'not-well-formed',
  ],
};
