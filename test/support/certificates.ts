import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateWish {
  /** Default: from an hour ago until tomorrow. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** id-on-xmppAddr instead of a DNS name. */
  readonly xmppAddr?: boolean;
}

export interface TestAuthority {
  /** For `ca` of what shall trust it. */
  readonly pem: string;
  issue(domain: string, wish?: CertificateWish): Promise<ServerCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hour = 3_600_000;

x509.cryptoProvider.set(webcrypto);

/** An authority of its own, trusted by nobody until its `pem` is given as `ca`. */
export async function createTestAuthority(name = 'Test authority'): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }],
    notBefore: new Date(Date.now() - 1000 * hour),
    notAfter: new Date(Date.now() + 1000 * hour),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    pem: authority.toString('pem'),
    issue: (domain, wish = {}) => issue(authority, keys.privateKey, domain, wish),
  };
}

async function issue(
  authority: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  domain: string,
  { notBefore, notAfter, xmppAddr }: CertificateWish,
): Promise<ServerCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: ['server'] }],
    issuer: authority.subject,
    notBefore: notBefore ?? new Date(Date.now() - hour),
    notAfter: notAfter ?? new Date(Date.now() + 24 * hour),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      xmppAddr === true
        ? new x509.Extension('2.5.29.17', false, xmppAddrNames(domain))
        : new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: domain }]),
    ],
  });
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { cert: certificate.toString('pem'), key };
}

/** GeneralNames with one otherName; the library drops those that it is given. */
function xmppAddrNames(domain: string): ArrayBuffer {
  const idOnXmppAddr = Buffer.from('06082b06010505070805', 'hex');
  const value = der(0xa0, der(0x0c, Buffer.from(domain)));
  return new Uint8Array(der(0x30, der(0xa0, Buffer.concat([idOnXmppAddr, value])))).buffer;
}

function der(tag: number, content: Buffer): Buffer {
  if (content.length > 127) throw new Error('only short names are encoded here');
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

/** Positive, as RFC 5280 wants it. */
const serialNumber = (): string => `01${randomBytes(8).toString('hex')}`;
