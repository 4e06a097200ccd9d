import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

const iterations = 4096;
const salt = Buffer.from('a salt of the fake server');

/** The server's side of SCRAM-SHA-256, for one exchange. Payloads are base64, as on the wire. */
export class FakeScram {
  localpart = '';
  readonly #salted: Buffer;
  #exchange = '';
  #nonce = '';

  constructor(password: string) {
    this.#salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  }

  challenge(first: string): string {
    const bare = Buffer.from(first, 'base64').toString().replace('n,,', '');
    const [, localpart = '', nonce = ''] = /^n=([^,]*),r=(.*)$/.exec(bare) ?? [];
    this.localpart = localpart;
    this.#nonce = `${nonce}fake`;
    const challenge = `r=${this.#nonce},s=${salt.toString('base64')},i=${iterations}`;
    this.#exchange = `${bare},${challenge}`;
    return Buffer.from(challenge).toString('base64');
  }

  /** Throws when the proof is wrong. */
  final(response: string): string {
    const [, withoutProof = '', proof = ''] = /^(.*),p=(.*)$/.exec(Buffer.from(response, 'base64').toString()) ?? [];
    if (withoutProof !== `c=biws,r=${this.#nonce}`) throw new Error(`unexpected response ${withoutProof}`);
    const exchange = `${this.#exchange},${withoutProof}`;
    const clientKey = hmac(this.#salted, 'Client Key');
    const signature = hmac(createHash('sha256').update(clientKey).digest(), exchange);
    const expected = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    if (!timingSafeEqual(expected, Buffer.from(proof, 'base64'))) throw new Error('the proof is wrong');
    return Buffer.from(`v=${hmac(hmac(this.#salted, 'Server Key'), exchange).toString('base64')}`).toString('base64');
  }
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
