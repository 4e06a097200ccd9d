import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ask } from '../../runners/session/ask.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { fakeStream } from './fake-stream.ts';

const query = (to: string): Element =>
  xml`<iq type="get" to="${to}"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>`;
const idOf = (element: Element | undefined): string => String(element?.attrs.id);

describe('ask', () => {
  it('resolves with the reply of the entity that was asked, and of nobody else', async () => {
    const stream = fakeStream();
    const passed: Element[] = [];
    stream.onElement = (element) => passed.push(element);
    const reply = ask(stream, query('alpha.example'), 1000);
    const id = idOf(stream.written[0]);
    stream.onElement(xml`<iq type="result" from="evil.example" id="${id}"/>`);
    stream.onElement(xml`<iq type="get" from="alpha.example" id="${id}"/>`);
    stream.onElement(xml`<message from="alpha.example" id="${id}"/>`);
    stream.onElement(xml`<iq type="error" from="alpha.example" id="${id}"/>`);
    expect((await reply).attrs.type).to.equal('error');
    expect(passed).to.have.length(3);
  });

  it('keeps several requests apart', async () => {
    const stream = fakeStream();
    const replies = [ask(stream, query('one.example'), 1000), ask(stream, query('two.example'), 1000)];
    const [one, two] = stream.written.map(idOf);
    stream.onElement(xml`<iq type="result" from="two.example" id="${two}"/>`);
    stream.onElement(xml`<iq type="result" from="one.example" id="${one}"/>`);
    expect((await Promise.all(replies)).map(({ attrs }) => String(attrs.from))).to.deep.equal([
      'one.example',
      'two.example',
    ]);
  });

  it('takes a reply without sender for the own account', async () => {
    const stream = fakeStream();
    const reply = ask(stream, xml`<iq type="get"><query xmlns="jabber:iq:roster"/></iq>`, 1000);
    stream.onElement(xml`<iq type="result" id="${idOf(stream.written[0])}"/>`);
    expect((await reply).attrs.type).to.equal('result');
  });

  it('ends at the deadline, and when the stream does', async () => {
    const stream = fakeStream();
    const late: unknown = await ask(stream, query('alpha.example'), 10).catch((reason: unknown) => reason);
    expect(late)
      .to.be.instanceOf(ConnectionError)
      .and.to.have.property('message')
      .that.contains('No reply came from alpha.example within 10 ms');
    const open = ask(stream, query('alpha.example'), 1000).catch((reason: unknown) => reason);
    stream.onEnd({ reason: 'connection-lost', detail: 'reset' });
    expect(await open)
      .to.be.instanceOf(ConnectionError)
      .and.to.have.property('code', 'stream-lost');
  });
});
