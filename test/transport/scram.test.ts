import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Scram } from '../../runners/transport/scram.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';

/** The examples of RFC 5802, section 5, and RFC 7677, section 3. */
const vectors = [
  {
    hash: 'sha1',
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    challenge: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    proof: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    final: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    hash: 'sha256',
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    challenge: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    proof: 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    final: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const;

const rejection = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

async function refusalOf(challenge: string): Promise<string> {
  const error = await rejection(new Scram('sha256', 'user', 'pencil', 'nonce').answer(challenge));
  return error instanceof ConnectionError ? error.code : `not refused: ${String(error)}`;
}

describe('Scram', () => {
  for (const { hash, nonce, challenge, proof, final } of vectors) {
    it(`computes the example of the RFC with ${hash}`, async () => {
      const scram = new Scram(hash, 'user', 'pencil', nonce);
      expect(scram.first()).to.equal(`n,,n=user,r=${nonce}`);
      expect(await scram.answer(challenge)).to.equal(proof);
      expect(() => scram.verify(final)).not.to.throw();
    });

    it(`refuses another signature of the server with ${hash}`, async () => {
      const scram = new Scram(hash, 'user', 'pencil', nonce);
      await scram.answer(challenge);
      for (const wrong of ['', 'v=', `${final.slice(0, 10)}A${final.slice(11)}`, 'e=other-error']) {
        expect(() => scram.verify(wrong), wrong).to.throw(ConnectionError, 'signature');
      }
    });
  }

  it('takes the signature as a last challenge as well', async () => {
    const [{ hash, nonce, challenge, final }] = vectors;
    const scram = new Scram(hash, 'user', 'pencil', nonce);
    await scram.answer(challenge);
    expect(await scram.answer(final)).to.equal('');
    expect(() => scram.verify('')).not.to.throw();
  });

  it('refuses a success without any challenge', () => {
    expect(() => new Scram('sha256', 'user', 'pencil').verify('')).to.throw(ConnectionError, 'signature');
  });

  it('refuses a nonce that is not its own, continued', async () => {
    expect(await refusalOf('r=other,s=AAAA,i=4096')).to.equal('scram-nonce-invalid');
    expect(await refusalOf('r=nonce,s=AAAA,i=4096')).to.equal('scram-nonce-invalid');
  });

  it('refuses iteration counts that weaken the password or keep us busy', async () => {
    for (const count of ['0', '1', '999', '1000001', '99999999999999', '-4096', '4096x', '', 'NaN']) {
      expect(await refusalOf(`r=nonceX,s=AAAA,i=${count}`), count).to.equal('scram-iterations-invalid');
    }
  });

  it('refuses what is no SCRAM challenge', async () => {
    expect(await refusalOf('m=unknown,r=nonceX,s=AAAA,i=4096')).to.equal('scram-malformed');
    expect(await refusalOf('r=nonceX,i=4096')).to.equal('scram-malformed');
    expect(await refusalOf('')).to.equal('scram-nonce-invalid');
  });

  it('escapes the localpart', () => {
    expect(new Scram('sha1', 'a=b,c', 'x', 'n').first()).to.equal('n,,n=a=3Db=2Cc,r=n');
  });
});
