import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect } from 'chai';
import { afterEach, before, describe, it } from 'mocha';
import { type Authority, createAuthority, issueCertificate } from '../../runners/lab/certificates.ts';

describe('the certificates of the lab', () => {
  let authority: Authority;
  let alpha: string;
  let beta: string;
  let server: tls.Server | undefined;

  before(async () => {
    authority = await createAuthority();
    alpha = await issueCertificate(authority, ['alpha.example', 'conference.alpha.example']);
    beta = await issueCertificate(authority, ['beta.example']);
  });

  afterEach(() => server?.close());

  it('are signed by the authority', () => {
    const issuer = new X509Certificate(authority.pem);
    const certificate = new X509Certificate(alpha);

    expect(issuer.ca).to.equal(true);
    expect(certificate.ca).to.equal(false);
    expect(certificate.checkIssued(issuer)).to.equal(true);
    expect(certificate.verify(issuer.publicKey)).to.equal(true);
  });

  it('hold for the names asked for, and no others', () => {
    const certificate = new X509Certificate(alpha);

    expect(certificate.subjectAltName).to.equal('DNS:alpha.example, DNS:conference.alpha.example');
    expect(certificate.checkHost('conference.alpha.example')).to.equal('conference.alpha.example');
    expect(certificate.checkHost('beta.example')).to.equal(undefined);
  });

  it('serve a server at both ends of a TLS connection that verifies both', async () => {
    server = await listen(authority.pem, alpha);
    const accepted = once(server, 'secureConnection');
    const socket = connect(server, authority.pem, beta);
    try {
      const [[peer]] = await Promise.all([accepted as Promise<[tls.TLSSocket]>, once(socket, 'secureConnect')]);

      expect(socket.authorized).to.equal(true);
      expect(peer.authorized).to.equal(true);
      expect(peer.getPeerCertificate().subjectaltname).to.equal('DNS:beta.example');
    } finally {
      socket.destroy();
    }
  });

  it('are refused under another authority', async () => {
    server = await listen(authority.pem, alpha);
    const socket = connect(server, (await createAuthority()).pem, beta);
    const failure = await once(socket, 'secureConnect').catch((error: unknown) => error);
    socket.destroy();

    expect(failure).to.be.instanceOf(Error);
    expect(socket.authorized).to.equal(false);
  });
});

async function listen(ca: string, pem: string): Promise<tls.Server> {
  const server = tls.createServer({ ca, cert: pem, key: pem, requestCert: true, rejectUnauthorized: true });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function connect(server: tls.Server, ca: string, pem: string): tls.TLSSocket {
  const { port } = server.address() as AddressInfo;
  return tls.connect({ host: '127.0.0.1', port, ca, cert: pem, key: pem, servername: 'alpha.example' });
}
