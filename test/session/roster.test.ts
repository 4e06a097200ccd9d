import { expect } from 'chai';
import { describe, it } from 'mocha';
import { NotObserved } from '../../runners/session/errors.ts';
import { itemsAbout, pushedAs, readRoster } from '../../runners/session/roster.ts';
import type { Session } from '../../runners/session/session.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { fakeStream, sessionOn } from './fake-stream.ts';

const jid = 'alice@alpha.example';
const bob = 'bob@beta.example';
const holding = (item: Element) => xml`<query xmlns="${ns.roster}">${item}</query>`;
const push = (item: Element) => xml`<iq type="set" id="push">${holding(item)}</iq>`;

/** A session that gets such replies to what it asks. */
function answered(type: string, content: Element): Session {
  const stream = fakeStream(`${jid}/phone`, ({ attrs }) => {
    stream.onElement(xml`<iq type="${type}" id="${attrs.id}">${content}</iq>`);
  });
  return sessionOn(stream);
}

const refused = (condition: Element): Session => answered('error', xml`<error type="cancel">${condition}</error>`);

describe('a roster', () => {
  it('that does not exist holds nobody', async () => {
    expect(await readRoster(refused(xml`<item-not-found xmlns="${ns.stanzas}"/>`))).to.deep.equal([]);
  });

  it('that is not returned is unknown, not empty', async () => {
    const reading = readRoster(refused(xml`<internal-server-error xmlns="${ns.stanzas}"/>`));
    expect(await reading.catch((error: unknown) => error)).to.be.instanceOf(NotObserved);
  });

  it('is told with what was pushed before', async () => {
    const alice = answered('result', holding(xml`<item jid="${bob}" subscription="to"/>`));
    alice.stream.onElement(push(xml`<item jid="${bob}" ask="subscribe"/>`));
    alice.stream.onElement(push(xml`<item jid="carol@beta.example"/>`));
    expect((await itemsAbout(alice, bob)).map(({ attrs }) => String(attrs.subscription))).to.deep.equal([
      'undefined',
      'to',
    ]);
  });

  it('shows no subscription where an item says nothing of one', () => {
    expect(pushedAs(bob, 'none').matches(push(xml`<item jid="${bob}"/>`))).to.equal(true);
    expect(pushedAs(bob, 'to').matches(push(xml`<item jid="${bob}"/>`))).to.equal(false);
    expect(pushedAs(bob, 'none').matches(push(xml`<item jid="carol@beta.example"/>`))).to.equal(false);
  });
});
