import { expect } from 'chai';
import { describe, it } from 'mocha';
import { clearLeftovers, saysGone } from '../../runners/campaign/leftovers.ts';
import { childElements, type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { fakeStream, sessionOn } from '../session/fake-stream.ts';

/** Somebody on-line whose roster shows these contacts, on a server that grants whatever it is asked. */
function present(jid: string, contacts: readonly string[] = []) {
  const stream = fakeStream(`${jid}/phone`, ({ name, attrs }) => {
    if (name === 'iq') queueMicrotask(() => stream.onElement(xml`<iq type="result" id="${attrs.id}"/>`));
  });
  const session = sessionOn(stream);
  session.roster = contacts.map((contact) => xml`<item xmlns="${ns.roster}" jid="${contact}"/>`);
  return { session, written: stream.written };
}
const removedBy = (written: readonly Element[]): readonly string[] =>
  written
    .flatMap((stanza) => stanza.getChildren('query', ns.roster))
    .flatMap(childElements)
    .map(({ attrs }) => String(attrs.jid));
const request = (from: string): Element => xml`<presence from="${from}" type="subscribe"/>`;

describe('what an earlier story left between the cast', () => {
  it('is nothing where nobody of the cast knows another: then nothing is sent', async () => {
    const alice = present('alice@a.example', ['mother@home.example', 'alice@a.example']);
    const bob = present('bob@b.example');
    bob.session.stream.onElement(request('mother@home.example'));
    expect(await clearLeftovers([alice.session, bob.session])).to.equal(false);
    expect([...alice.written, ...bob.written]).to.deep.equal([]);
  });

  it('ends with the contact that a roster shows', async () => {
    const alice = present('alice@a.example', ['mother@home.example', 'bob@b.example']);
    const bob = present('bob@b.example');
    expect(await clearLeftovers([alice.session, bob.session])).to.equal(true);
    expect([removedBy(alice.written), bob.written]).to.deep.equal([['bob@b.example'], []]);
  });

  it('ends with the denial of a request that waits', async () => {
    const [alice, bob] = [present('alice@a.example'), present('bob@b.example')];
    bob.session.stream.onElement(request('alice@a.example/phone'));
    expect(await clearLeftovers([alice.session, bob.session])).to.equal(true);
    expect(bob.written.map(({ attrs }) => `${String(attrs.type)} ${String(attrs.to)}`)).to.include(
      'unsubscribed alice@a.example',
    );
    expect(alice.written).to.deep.equal([]);
  });
});

describe('a room that was destroyed', () => {
  for (const [condition, isGone] of [
    ['item-not-found', true],
    ['gone', true],
    ['forbidden', false],
  ] as const)
    it(`is ${isGone ? '' : 'not '}told by ${condition}`, () => {
      const error = xml`<error type="cancel"/>`;
      error.c(condition, { xmlns: ns.stanzas });
      expect(saysGone(xml`<iq type="error">${error}</iq>`)).to.equal(isGone);
    });
});
