import { expect } from 'chai';
import { describe, it } from 'mocha';
import { openStream } from '../../runners/transport/open.ts';
import type { Stream } from '../../runners/transport/stream.ts';
import type { FakePeer, Script } from '../support/fake-server.ts';
import { certificate, endOf, romeo, withServer } from './support.ts';

const quiet: Script = () => undefined;

const answersGoodbye: Script = async (peer) => {
  await peer.expect(/<\/stream:stream>/);
  peer.end('</stream:stream>');
};

function opened<Result>(script: Script, test: (stream: Stream, peer: FakePeer) => Promise<Result>): Promise<Result> {
  return withServer(
    async (peer) => {
      await peer.login({ certificate }, "<message id='1'/><message id='2'/>");
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

describe('A bound stream', () => {
  it('keeps what arrives until somebody listens, in order, before what comes later', () =>
    opened(
      async (peer) => {
        await peer.expect(/<presence\/>/);
        peer.write("<message id='3'/>");
      },
      async (stream, peer) => {
        const ids: unknown[] = [];
        await stream.write('<presence/>');
        await new Promise<void>((resolve) => {
          stream.onElement = ({ attrs }) => {
            ids.push(attrs.id);
            if (ids.length === 3) resolve();
          };
          expect(ids, 'not before the assignment is done').to.deep.equal([]);
        });
        expect(ids).to.deep.equal(['1', '2', '3']);
        stream.destroy();
        await peer.leaves();
      },
    ));

  it('keeps its end until somebody listens', () =>
    opened(
      (peer) => peer.end('</stream:stream>'),
      async (stream, peer) => {
        await peer.leaves();
        expect(stream.ended?.reason).to.equal('closed-by-server');
        expect(await endOf(stream)).to.equal(stream.ended);
      },
    ));

  it('closes with a closing tag, and waits for the other', () =>
    opened(answersGoodbye, async (stream, peer) => {
      const startedAt = performance.now();
      await Promise.all([stream.close(), stream.close()]);
      expect(stream.ended).to.deep.equal({
        reason: 'closed-by-us',
        detail: 'both sides closed the stream',
        answered: true,
      });
      expect(performance.now() - startedAt).to.be.below(250);
      await peer.leaves();
      expect(peer.received.match(/<\/stream:stream>/g)).to.have.length(1);
    }));

  it('writes its last words in one piece with the closing tag', () =>
    opened(answersGoodbye, async (stream, peer) => {
      await stream.close('<message/>');
      expect(peer.received).to.match(/<message\/><\/stream:stream>$/);
    }));

  it('knows whether the server closed its stream in return', () =>
    opened(
      async (peer) => {
        await peer.expect(/<\/stream:stream>/);
        peer.end();
      },
      async (stream) => {
        await stream.close();
        expect(stream.ended).to.include({ reason: 'closed-by-us', answered: false });
      },
    ));

  it('hands on what arrives while it closes', () =>
    opened(
      async (peer) => {
        await peer.expect(/<\/stream:stream>/);
        peer.end("<message id='last'/></stream:stream>");
      },
      async (stream) => {
        const ids: unknown[] = [];
        stream.onElement = ({ attrs }) => ids.push(attrs.id);
        await stream.close();
        expect(ids).to.deep.equal(['1', '2', 'last']);
      },
    ));

  it('does not wait longer than the deadline for the closing tag', () =>
    opened(quiet, async (stream, peer) => {
      const startedAt = performance.now();
      await stream.close();
      expect(performance.now() - startedAt).to.be.within(290, 1000);
      expect(stream.ended?.detail).to.contain('did not close its stream within 0.3 s');
      await peer.leaves();
    }));

  it('refuses to write while it closes', () =>
    opened(answersGoodbye, async (stream) => {
      const closing = stream.close();
      const refused: unknown = await stream.write('<presence/>').catch((error: unknown) => error);
      expect(refused).to.include({ name: 'ConnectionError', phase: 'open', code: 'stream-over' });
      await closing;
    }));

  it('cuts the connection without a word', () =>
    opened(quiet, async (stream, peer) => {
      stream.destroy();
      await peer.leaves();
      expect(peer.received).not.to.contain('</stream:stream>');
      expect(stream.ended?.reason).to.equal('closed-by-us');
      await stream.close();
    }));

  it('resets the connection without a word', () =>
    opened(quiet, async (stream, peer) => {
      stream.reset();
      await peer.leaves();
      expect(peer.received).not.to.contain('</stream:stream>');
      expect(stream.ended?.detail).to.equal('we reset the connection');
      stream.reset();
    }));

  it('answers the closing tag of the server with its own', () =>
    opened(
      (peer) => peer.write('</stream:stream>'),
      async (stream, peer) => {
        await endOf(stream);
        await peer.leaves();
        expect(peer.received).to.match(/<\/stream:stream>$/);
      },
    ));

  it('tells the server what was not well-formed', () =>
    opened(
      (peer) => peer.write('<message></iq>'),
      async (stream, peer) => {
        await peer.leaves();
        expect(peer.received).to.match(/<stream:error><not-well-formed [^>]*\/><\/stream:error><\/stream:stream>$/);
        expect(stream.ended?.reason).to.equal('not-well-formed');
      },
    ));

  it('ends when its listener throws, and says so', () =>
    opened(quiet, async (stream, peer) => {
      stream.onElement = () => {
        throw new Error('a bug of ours');
      };
      const end = await endOf(stream);
      expect(end.detail).to.contain('fedcheck itself').and.to.contain('a bug of ours');
      await peer.leaves();
    }));

  it('hands a stream error on before it ends', () =>
    opened(
      (peer) =>
        peer.write(
          "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>Replaced</text></stream:error>",
        ),
      async (stream) => {
        const seen: string[] = [];
        stream.onElement = ({ name }) => seen.push(name);
        expect(await endOf(stream)).to.deep.equal({ reason: 'stream-error', detail: 'conflict: Replaced' });
        expect(seen).to.deep.equal(['message', 'message', 'stream:error']);
      },
    ));
});
