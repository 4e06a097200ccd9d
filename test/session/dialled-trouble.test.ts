import { expect } from 'chai';
import { describe, it } from 'mocha';
import { streamEnd } from '../../runners/session/dialled.ts';
import { StreamLost } from '../../runners/session/errors.ts';
import { xml } from '../../runners/stanza/element.ts';
import { FakeScram } from '../support/fake-scram.ts';
import { offeredTls } from '../support/fake-server.ts';
import { dialling, encrypted, password } from './dialling.ts';

describe('A connection that a story dials, when it goes wrong', () => {
  it('takes a connection that breaks for no word of the server', async () => {
    const error = await dialling(
      async (peer) => {
        await peer.openStream(offeredTls);
        peer.destroy();
      },
      async ({ dial: call }) => (await call('connected')).receive(streamEnd).catch((caught: unknown) => caught),
    );

    expect(error).to.be.instanceOf(StreamLost);
  });

  it('sends nothing, and says so, once the stream is over', async () => {
    const error = await dialling(
      async (peer) => {
        await peer.openStream(offeredTls);
        peer.end('</stream:stream>');
      },
      async ({ dial: call, shown }) => {
        const line = await call('connected');
        await line.receive(streamEnd);
        const before = shown.length;
        expect(() => line.send(xml`<message/>`)).to.throw(StreamLost);
        return shown.length - before;
      },
    );

    expect(error).to.equal(0);
  });

  it('does not go on for ever with a server that goes on asking', async () => {
    const error = await dialling(
      async (peer) => {
        await encrypted(peer);
        const scram = new FakeScram(password);
        const ask = (text: string): void =>
          peer.write(`<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${text}</challenge>`);
        const [, first = ''] = await peer.expect(/<auth [^>]*>([^<]*)<\/auth>/);
        ask(scram.challenge(first));
        const [, proof = ''] = await peer.expect(/<response [^>]*>([^<]*)<\/response>/);
        ask(scram.final(proof));
        for (;;) {
          await peer.expect(/<response [^>]*>[^<]*<\/response>/);
          ask('');
        }
      },
      async ({ dial: call }) => (await call('encrypted')).authenticate().catch((caught: unknown) => caught),
    );

    expect(String(error)).to.contain('the server went on asking');
  });
});
