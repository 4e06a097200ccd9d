import { expect } from 'chai';
import { describe, it } from 'mocha';
import { openStream } from '../../runners/transport/open.ts';
import { StrictParser } from '../../runners/transport/strict-parser.ts';
import { type FakePeer, header } from '../support/fake-server.ts';
import { certificate, endOf, romeo, withServer } from './support.ts';

const limits = { characters: 1000, nodes: 100, attributes: 10, depth: 10 };

function reading(stream: { characters: number; nodes: number; elements: number }): {
  readonly parser: StrictParser;
  readonly told: string[];
} {
  const told: string[] = [];
  const handlers = {
    start: () => undefined,
    element: () => told.push('element'),
    end: () => told.push('end'),
    malformed: (detail: string) => told.push(`malformed: ${detail}`),
    flooded: (detail: string) => told.push(`flooded: ${detail}`),
    thrown: (error: unknown) => told.push(String(error)),
  };
  const parser = new StrictParser(handlers, { ...limits, stream });
  parser.write(header);
  return { parser, told };
}

/** Resolves when the client has cut us off. */
async function pour(peer: FakePeer, piece: string): Promise<void> {
  try {
    for (;;) await peer.writeAll(piece);
  } catch {
    // It is gone, which is the point.
  }
}

describe('A stream without end', () => {
  for (const [what, stream, expected] of [
    ['elements', { characters: 10_000, nodes: 10_000, elements: 3 }, 'flooded: more than 3 elements on one stream'],
    ['nodes', { characters: 10_000, nodes: 7, elements: 100 }, 'flooded: more than 7 nodes on one stream'],
    [
      'characters',
      { characters: 300, nodes: 10_000, elements: 100 },
      'flooded: more than 300 characters on one stream',
    ],
  ] as const) {
    it(`is told by its ${what}, once, though each element is within bounds`, () => {
      const { parser, told } = reading(stream);
      for (let turn = 0; turn < 50; turn += 1) parser.write('<message><body>O</body></message>');
      expect(told.filter((one) => one !== 'element')).to.deep.equal([expected]);
      expect(told.at(-1)).to.equal(expected);
    });
  }

  it('is malformed for a handler that does not know better', () => {
    const told: string[] = [];
    const parser = new StrictParser(
      {
        start: () => undefined,
        element: () => undefined,
        end: () => undefined,
        malformed: (detail) => told.push(detail),
        thrown: (error) => told.push(String(error)),
      },
      { ...limits, stream: { characters: 10_000, nodes: 10_000, elements: 1 } },
    );
    parser.write(`${header}<a/><b/>`);
    expect(told).to.deep.equal(['more than 1 elements on one stream']);
  });

  it('is cut off by us, which says nothing about what its server should have done', () =>
    withServer(
      async (peer) => {
        await peer.login({ certificate });
        await pour(peer, '<presence/>'.repeat(5000));
      },
      async ({ endpoint, peers }) => {
        const stream = await openStream(romeo({ connect: endpoint, deadlineMs: 2000 }));
        const { reason, detail } = await endOf(stream);
        expect([reason, detail]).to.deep.equal([
          'flooded',
          'the server sent more than 20000 elements on one stream, and was cut off',
        ]);
        await Promise.all(peers.map((peer) => peer.leaves()));
      },
    )).timeout(10_000);

  it('is not read on after it was found malformed, though the goodbye cannot be delivered', () => {
    let seen = 0;
    const tap = ({ flow, text }: { readonly flow: string; readonly text: string }): number =>
      (seen += flow === 'in' ? text.length : 0);
    return withServer(
      async (peer) => {
        await peer.login({ certificate });
        peer.deafen();
        await peer.writeAll('<message/>');
        peer.write('<message>&nothing;</message>');
        await pour(peer, 'a'.repeat(1_000_000));
      },
      async ({ endpoint, peers }) => {
        const stream = await openStream(romeo({ connect: endpoint, deadlineMs: 2000, tap }));
        stream.write(' '.repeat(50_000_000)).catch(() => undefined);
        seen = 0;
        expect((await endOf(stream)).reason).to.equal('not-well-formed');
        await Promise.all(peers.map((peer) => peer.leaves()));
        expect(seen).to.be.below(3_000_000);
      },
    );
  }).timeout(10_000);
});
