import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Element } from '../../runners/stanza/element.ts';
import { openStream } from '../../runners/transport/open.ts';
import type { Stream } from '../../runners/transport/stream.ts';
import type { FakePeer, Script } from '../support/fake-server.ts';
import { cases, millionAttributes, streamError } from './hostile-cases.ts';
import { certificate, endOf, refusalBy, romeo, withServer } from './support.ts';

/** A stream that is bound to a server which then follows the script. */
function afterBinding<Result>(
  script: Script,
  test: (stream: Stream, peer: FakePeer) => Promise<Result>,
): Promise<Result> {
  return withServer(
    async (peer) => {
      await peer.login({ certificate });
      await script(peer);
    },
    async ({ endpoint, peers }) => {
      const stream = await openStream(romeo({ connect: endpoint }));
      const [peer] = peers;
      if (peer === undefined) throw new Error('nobody connected');
      return test(stream, peer);
    },
  );
}

describe('A hostile server', () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown): number => uncaught.push(error);

  before(() => {
    process.on('unhandledRejection', note);
  });

  after(() => {
    process.off('unhandledRejection', note);
    expect(uncaught).to.deep.equal([]);
  });

  for (const [what, [script, phase, code]] of Object.entries(cases)) {
    it(`that ${what} is reported as ${code}, in time`, async () => {
      const startedAt = performance.now();
      const error = await refusalBy(script);
      expect(`${error.phase}: ${error.code} (${error.message})`).to.contain(`${phase}: ${code}`);
      expect(error.message).to.match(/^[^\n]{20,400}\.$/);
      expect(error.message).not.to.contain('the password of');
      expect(performance.now() - startedAt).to.be.below(2000);
    });
  }

  const ends: Record<string, [Script, string, RegExp]> = {
    'an unknown entity': [(peer) => peer.write('<message>&foo;</message>'), 'not-well-formed', /undefined entity/],
    'invalid UTF-8': [
      (peer) => peer.write(Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28])),
      'not-well-formed',
      /not UTF-8/,
    ],
    'a million attributes': [
      (peer) => peer.write(`<message ${millionAttributes}>`),
      'not-well-formed',
      /more than 1000 attributes/,
    ],
    'an endless element': [
      async (peer) => {
        peer.write('<message><body>');
        for (;;) await peer.writeAll('a'.repeat(1_000_000));
      },
      'not-well-formed',
      /more than 16777216 characters/,
    ],
    'an endless row of children': [
      async (peer) => {
        peer.write('<message>');
        for (;;) await peer.writeAll('<a/>'.repeat(100_000));
      },
      'not-well-formed',
      /more than 200000 nodes/,
    ],
    'a stream error': [(peer) => peer.write(streamError('conflict')), 'stream-error', /^conflict$/],
    'its closing tag': [(peer) => peer.write('</stream:stream>'), 'closed-by-server', /closed the stream/],
    'data after its closing tag': [
      (peer) => peer.write('</stream:stream><message/>&foo;'),
      'closed-by-server',
      /closed the stream/,
    ],
    'the end of the connection': [(peer) => peer.end(), 'connection-lost', /closed the connection/],
    'a reset': [(peer) => peer.destroy(), 'connection-lost', /connection/],
  };
  for (const [what, [script, reason, detail]] of Object.entries(ends)) {
    it(`that sends ${what} after binding ends the stream as ${reason}`, () =>
      afterBinding(script, async (stream, peer) => {
        let times = 0;
        const end = await new Promise<typeof stream.ended>((resolve) => {
          stream.onEnd = (told) => {
            times += 1;
            resolve(told);
          };
        });
        expect(end?.reason).to.equal(reason);
        expect(end?.detail).to.match(detail);
        await peer.leaves();
        expect(times).to.equal(1);
        expect(stream.ended).to.equal(end);
        const refused: unknown = await stream.write('<presence/>').catch((error: unknown) => error);
        expect(refused).to.have.property('code', 'stream-over');
        await stream.close();
      })).timeout(10_000);
  }

  it('cannot break an emoji by cutting it', () => {
    const body = 'Wherefore \u{1F339} \u5bc6 '.repeat(10_000);
    expect(Buffer.byteLength(body)).to.be.above(180_000);
    return afterBinding(
      async (peer) => {
        const bytes = Buffer.from(`<message><body>${body}</body></message>`);
        for (let at = 0; at < bytes.length; at += 997) await peer.writeAll(bytes.subarray(at, at + 997));
      },
      async (stream) => {
        const element = await new Promise<Element>((resolve) => (stream.onElement = resolve));
        expect(element.getChildText('body') === body).to.equal(true);
        stream.destroy();
      },
    );
  });

  it('cannot trouble anybody with odd stanzas', () => {
    const odd = [
      "<message from='/oops'/>",
      "<iq type='error' id='1'/>",
      '<iq/>',
      "<x xmlns=''/>",
      "<message from='@' to='' type='x'/>",
    ];
    return afterBinding(
      (peer) => peer.write(odd.join('')),
      async (stream) => {
        const seen: Element[] = [];
        await new Promise<void>((resolve) => {
          stream.onElement = (element) => {
            seen.push(element);
            if (seen.length === odd.length) resolve();
          };
        });
        expect(seen.map(({ name }) => name)).to.deep.equal(['message', 'iq', 'iq', 'x', 'message']);
        expect(stream.ended).to.equal(undefined);
        stream.destroy();
        expect((await endOf(stream)).reason).to.equal('closed-by-us');
      },
    );
  });
});
