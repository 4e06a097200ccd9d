import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { asciiDomain, codeOf } from './resolve.ts';
import { ConnectionError } from './stream.ts';

/** One context per authority: reading the system's certificates costs milliseconds. */
const contexts = new Map<string, tls.SecureContext>();

/** TLS towards an XMPP domain. The certificate must name the domain, whatever host was connected to (RFC 6120, section 13.7.2). */
export function tlsOptions(domain: string, ca: string | undefined, direct: boolean): tls.ConnectionOptions {
  const name = asciiDomain(domain);
  return {
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(ca === undefined ? {} : { secureContext: contextFor(ca) }),
    ...(direct ? { ALPNProtocols: ['xmpp-client'] } : {}),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (_host, certificate) =>
      namesService(certificate, name) ? undefined : tls.checkServerIdentity(name, certificate),
  };
}

function contextFor(ca: string): tls.SecureContext {
  const known = contexts.get(ca);
  if (known) return known;
  try {
    // The context itself would pass over what it cannot read.
    new X509Certificate(ca);
    const context = tls.createSecureContext({ ca: [...tls.rootCertificates, ca], minVersion: 'TLSv1.2' });
    contexts.set(ca, context);
    return context;
  } catch {
    throw new ConnectionError(
      'tls',
      'ca-unusable',
      'The file given as `ca:` in the plan file holds no certificate in PEM form.',
    );
  }
}

/** "SRV-ID … and XmppAddr" are names of an XMPP service besides the DNS name (RFC 6120, section 13.7.1.2.1). */
function namesService(certificate: tls.PeerCertificate, name: string): boolean {
  const names = certificate.subjectaltname?.toLowerCase().split(', ') ?? [];
  return names.includes(`othername:xmppaddr:${name}`) || names.includes(`othername:srvname:_xmpp-client.${name}`);
}

/** 'TLS 1.3, TLS_AES_256_GCM_SHA384, certificate valid' */
export function tlsFacts(socket: tls.TLSSocket): string {
  const version = socket.getProtocol()?.replace('TLSv', 'TLS ') ?? 'TLS';
  return `${version}, ${socket.getCipher().standardName}, certificate ${socket.authorized ? 'valid' : 'not valid'}`;
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** Why a handshake failed, with the remedy. */
export function tlsFailure(domain: string, error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const code = codeOf(error);
  const failure = (word: string, message: string): ConnectionError => new ConnectionError('tls', word, message);
  if (untrusted.has(code)) {
    return failure(
      'certificate-untrusted',
      `The certificate of ${domain} is signed by no authority that is trusted: give the authority as \`ca:\` in the plan file.`,
    );
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return failure(
      'certificate-expired',
      `The certificate of ${domain} has expired: it needs to be renewed; a \`ca:\` does not help.`,
    );
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return failure(
      'certificate-not-yet-valid',
      `The certificate of ${domain} is not valid yet: check the clocks on both sides.`,
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failure(
      'certificate-wrong-name',
      `The server's certificate does not name ${domain}: it needs one for that domain; a \`ca:\` in the plan file does not help.`,
    );
  }
  if (code.startsWith('CERT_'))
    return failure('certificate-invalid', `The certificate of ${domain} was refused (${code}).`);
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return failure('closed-by-server', `${domain} did not finish the TLS handshake: it closed the connection.`);
  }
  return failure(
    'tls-failed',
    `${domain} did not finish the TLS handshake (${code}): its port may expect STARTTLS, or the reverse.`,
  );
}
