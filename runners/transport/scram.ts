import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ConnectionError } from './stream.ts';

const derive = promisify(pbkdf2);

/** A hostile server must neither weaken the password's protection nor keep us computing. */
const iterations = { least: 1000, most: 1_000_000 };

/** Salted passwords by digest of what they are made from: repeated logins need not compute them again. */
const salted = new Map<string, Promise<Buffer>>();
const mostSalted = 1000;

export type ScramHash = 'sha1' | 'sha256';

/** The client's side of one SCRAM exchange without channel binding (RFC 5802, RFC 7677). Errors say what the server did wrong. */
export class Scram {
  readonly #hash: ScramHash;
  readonly #password: string;
  readonly #nonce: string;
  readonly #clientFirst: string;
  #serverSignature: Buffer | undefined;
  #verified = false;

  /** SASLprep is done as far as NFKC goes, which is the whole of it for ASCII. */
  constructor(hash: ScramHash, localpart: string, password: string, nonce = randomBytes(18).toString('base64')) {
    this.#hash = hash;
    this.#password = password.normalize('NFKC');
    this.#nonce = nonce;
    const name = localpart.normalize('NFKC').replaceAll('=', '=3D').replaceAll(',', '=2C');
    this.#clientFirst = `n=${name},r=${nonce}`;
  }

  first(): string {
    return `n,,${this.#clientFirst}`;
  }

  /** Answer to a challenge: the proof, or nothing when the challenge was the server's signature. */
  async answer(challenge: string): Promise<string> {
    if (this.#serverSignature !== undefined) {
      this.verify(challenge);
      return '';
    }
    const { nonce, salt, count } = this.#readServerFirst(challenge);
    const withoutProof = `c=biws,r=${nonce}`;
    const exchange = `${this.#clientFirst},${challenge},${withoutProof}`;
    const key = await saltedPassword(this.#hash, this.#password, salt, count);
    const clientKey = this.#hmac(key, 'Client Key');
    const signature = this.#hmac(createHash(this.#hash).update(clientKey).digest(), exchange);
    this.#serverSignature = this.#hmac(this.#hmac(key, 'Server Key'), exchange);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** "the client verifies the server's signature": without it anybody could say that the login succeeded. Empty after a last challenge. */
  verify(final: string): void {
    if (this.#verified && final === '') return;
    const given = Buffer.from(final.startsWith('v=') ? final.slice(2) : '', 'base64');
    const expected = this.#serverSignature;
    if (expected?.length !== given.length || !timingSafeEqual(given, expected)) {
      throw refusal(
        'server-signature-invalid',
        'did not prove that it knows the account: its SCRAM signature is wrong or missing',
      );
    }
    this.#verified = true;
  }

  #readServerFirst(challenge: string): { nonce: string; salt: string; count: number } {
    const field = (name: string): string =>
      challenge
        .split(',')
        .find((part) => part.startsWith(`${name}=`))
        ?.slice(2) ?? '';
    const [nonce, salt, count] = [field('r'), field('s'), field('i')];
    if (challenge.startsWith('m=')) throw refusal('scram-malformed', 'asked for a SCRAM extension that nobody knows');
    if (!nonce.startsWith(this.#nonce) || nonce.length <= this.#nonce.length) {
      throw refusal('scram-nonce-invalid', 'answered with a SCRAM nonce that does not continue ours');
    }
    if (salt === '') throw refusal('scram-malformed', 'sent no SCRAM salt');
    if (!/^[1-9]\d{0,9}$/.test(count) || Number(count) < iterations.least || Number(count) > iterations.most) {
      const range = `${String(iterations.least)} to ${String(iterations.most)}`;
      throw refusal('scram-iterations-invalid', `asked for a SCRAM iteration count outside ${range}`);
    }
    return { nonce, salt, count: Number(count) };
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest();
  }
}

function saltedPassword(hash: ScramHash, password: string, salt: string, count: number): Promise<Buffer> {
  const name = createHash('sha256')
    .update(JSON.stringify([hash, password, salt, count]))
    .digest('base64');
  const known = salted.get(name);
  if (known) return known;
  if (salted.size >= mostSalted) salted.clear();
  const key = derive(password, Buffer.from(salt, 'base64'), count, hash === 'sha1' ? 20 : 32, hash);
  salted.set(name, key);
  return key;
}

const refusal = (code: string, what: string): ConnectionError =>
  new ConnectionError('sasl', code, `The server ${what}.`);
