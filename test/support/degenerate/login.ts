import { cases } from '../../transport/hostile-cases.ts';
import { certificate } from '../../transport/support.ts';
import { type FakePeer, features, header, offeredBind, offeredSasl, offeredTls, type Script } from '../fake-server.ts';
import { byteForByte } from './spoilers.ts';
import { conditions, entityBomb, millionAttributes, streamError } from './texts.ts';

export interface LoginPeer {
  readonly script: Script;
  /** A word of the sentence that must be given. */
  readonly says: string;
  /** 2 where the account is at fault, as far as can be told. */
  readonly exit: 2 | 4;
}

/** What tells of the account, not of the server. */
const ofAccount = ['no-common-mechanism', 'not-authorized', 'undefined-condition'];

const ofTransport = Object.entries(cases).map(([what, [script, phase, code]]): [string, LoginPeer] => [
  what,
  { script, says: phase === 'sasl' ? '' : 'alpha.example', exit: phase === 'sasl' && ofAccount.includes(code) ? 2 : 4 },
]);

type Step = (peer: FakePeer) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
  'before TLS': (peer) => peer.expect(/<stream:stream [^>]*>/),
  'after TLS': async (peer) => {
    await peer.openStream(offeredTls);
    await peer.startTls(certificate);
    await peer.expect(/<stream:stream [^>]*>/);
  },
  'after authentication': async (peer) => {
    await peer.authenticate({ certificate });
    await peer.expect(/<stream:stream [^>]*>/);
  },
};

const said: Readonly<Record<string, string | Buffer>> = {
  'an entity bomb': entityBomb,
  'an entity bomb in its features': header + features(entityBomb),
  'a million attributes': `${header}<stream:features ${millionAttributes}>`,
  'invalid UTF-8': Buffer.concat([Buffer.from(header), Buffer.from([0xc3, 0x28, 0xff])]),
  JSON: '{"error":"not found"}',
  'its closing tag': `${header}</stream:stream>`,
};

const atEachStep = Object.entries(steps).flatMap(([when, until]) =>
  Object.entries(said).map(([what, text]): [string, LoginPeer] => [
    `sends ${what} ${when}`,
    {
      script: async (peer) => {
        await until(peer);
        peer.write(text);
        await peer.leaves();
      },
      says: 'alpha.example did not open the XML stream',
      exit: 4,
    },
  ]),
);

/** Without end, as long as anybody reads. */
const endlessly =
  (start: string, piece: string): Script =>
  async (peer) => {
    await peer.expect(/<stream:stream [^>]*>/);
    peer.write(start);
    for (;;) await peer.writeAll(piece);
  };

const ofConditions = conditions.map((condition): [string, LoginPeer] => [
  `ends the stream with ${condition}`,
  {
    script: async (peer) => {
      await peer.authenticate({ certificate });
      await peer.expect(/<stream:stream [^>]*>/);
      peer.write(header + streamError(condition, condition === 'see-other-host' ? '127.0.0.1' : ''));
      await peer.leaves();
    },
    says: `it ended the stream with the stream error <${condition}/>`,
    exit: 4,
  },
]);

/** A server A that cannot be logged in to. */
export const loginPeers: Readonly<Record<string, LoginPeer>> = {
  ...Object.fromEntries([...ofTransport, ...atEachStep, ...ofConditions]),
  'sends one byte per second': {
    script: async (peer) => {
      await peer.expect(/<stream:stream [^>]*>/);
      await byteForByte(peer, header + features(offeredTls));
    },
    says: 'did not open the XML stream within',
    exit: 4,
  },
  'sends a header without end': {
    script: endlessly('<stream:stream a="', 'a'.repeat(100_000)),
    says: 'alpha.example',
    exit: 4,
  },
  'sends features without end': {
    script: endlessly(`${header}<stream:features>`, '<a/>'.repeat(20_000)),
    says: 'alpha.example did not open the XML stream',
    exit: 4,
  },
  'offers the same features again and again': {
    script: async (peer) => {
      await peer.openStream(offeredTls);
      await peer.startTls(certificate);
      await peer.openStream(offeredSasl('PLAIN') + offeredBind);
      await peer.acceptPlain();
      await peer.openStream(offeredSasl('PLAIN'));
      await peer.leaves();
    },
    says: 'it does not offer to',
    exit: 4,
  },
};
