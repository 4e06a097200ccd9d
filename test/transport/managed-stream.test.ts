import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ManagedStream } from '../../runners/transport/managed-stream.ts';
import { fakeStream } from '../session/fake-stream.ts';

const sm = 'urn:xmpp:sm:3';
const enabled = xml`<enabled xmlns="${sm}" id="sm-1" resume="true"/>`;

describe('a managed stream', () => {
  let inner: ReturnType<typeof fakeStream>;
  let stream: ManagedStream;
  let seen: Element[];
  let written: string[];

  beforeEach(() => {
    inner = fakeStream();
    seen = [];
    written = [];
    inner.write = async (text) => {
      written.push(text.toString());
    };
    stream = new ManagedStream(inner);
    stream.onElement = (element) => seen.push(element);
  });

  const receive = (...elements: readonly Element[]): void => {
    for (const element of elements) inner.onElement(element);
  };

  it('does nothing of its own before it is asked to', async () => {
    await stream.write('<message/>');
    receive(xml`<message/>`, xml`<r xmlns="${sm}"/>`);

    expect(written).to.deep.equal(['<message/>']);
    expect(stream.session).to.equal(undefined);
    expect(seen.map(({ name }) => name)).to.deep.equal(['message', 'r']);
  });

  it('counts stanzas from enable and enabled on, and no nonzas', async () => {
    await stream.write('<presence/>');
    await stream.enable({ resume: true, maxSeconds: 60 });
    receive(xml`<message/>`);
    await stream.write('<message><presence/></message><iq/>');
    receive(enabled, xml`<message/>`, xml`<r xmlns="${sm}"/>`, xml`<iq/>`, xml`<a xmlns="${sm}" h="3"/>`);
    await stream.write('\n');
    await stream.write(Buffer.from('<presence/>'));
    await stream.write('<not-well-formed');

    expect(written[1]).to.equal(`<enable xmlns="${sm}" resume="true" max="60"/>`);
    expect(stream.session).to.include({ sent: 3, handled: 2, id: 'sm-1', enabled: true });
  });

  it('goes on counting when it is enabled again, whatever the answer', async () => {
    await stream.enable();
    receive(enabled);
    await stream.write('<message/>');

    await stream.enable();
    receive(xml`<failed xmlns="${sm}"/>`);

    expect(stream.session).to.include({ sent: 1, enabled: true });
  });

  it('is off again after a refusal', async () => {
    await stream.enable();
    receive(xml`<failed xmlns="${sm}"/>`);

    expect(stream.session).to.equal(undefined);
  });

  it('takes a session without permission to resume for one that cannot be resumed', async () => {
    await stream.enable({ resume: true });
    receive(xml`<enabled xmlns="${sm}" id="sm-1"/>`);

    expect(stream.session).to.include({ enabled: true, id: undefined });
  });

  it('answers requests honestly, with another number, or not at all', async () => {
    await stream.enable();
    receive(enabled, xml`<message/>`, xml`<r xmlns="${sm}"/>`);
    stream.answering = 7;
    receive(xml`<r xmlns="${sm}"/>`);
    stream.answering = 'never';
    receive(xml`<r xmlns="${sm}"/>`);

    expect(written.slice(1)).to.deep.equal([`<a xmlns="${sm}" h="1"/>`, `<a xmlns="${sm}" h="7"/>`]);
  });

  it('goes on with a session that another connection carried, from the counts of both sides', async () => {
    const former = {
      enabled: true,
      id: 'sm-0',
      fullJid: 'alice@alpha.example/desk',
      sent: 9,
      handled: 5,
      over: false,
    };

    await stream.resume(former, 'sm-0', 4);
    receive(xml`<resumed xmlns="${sm}" previd="sm-0" h="8"/>`, xml`<message/>`);
    await stream.write('<message/>');

    expect(written[0]).to.equal(`<resume xmlns="${sm}" previd="sm-0" h="4"/>`);
    expect(stream.session).to.equal(former).and.to.include({ sent: 9, handled: 5 });
    expect(stream.fullJid).to.equal('alice@alpha.example/desk');
  });

  it('is bound once the server has named a resource', () => {
    inner = fakeStream('alice@alpha.example');
    stream = new ManagedStream(inner);
    expect(stream.bound).to.equal(false);

    const jid = 'alice@alpha.example/desk';
    receive(xml`<iq type="result" id="1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>${jid}</jid></bind></iq>`);

    expect([stream.bound, stream.fullJid]).to.deep.equal([true, jid]);
  });

  it('tells the last count before it closes, and that ends the session', async () => {
    const words: string[] = [];
    inner.close = async (lastWords = '') => {
      words.push(lastWords);
    };
    await stream.enable();
    receive(enabled, xml`<message/>`);

    await stream.close('<presence/>');

    expect(words).to.deep.equal([`<a xmlns="${sm}" h="1"/><presence/>`]);
    expect(stream.session).to.include({ over: true });
  });
});
