import {
  describe,
  drop,
  type Element,
  expect,
  fresh,
  inject,
  ns,
  online,
  replyTo,
  scenario,
  type Session,
  type Story,
  strip,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';
import { freshNode, itemsIn, itemsOf, mustOffer, note, publish, put, xep0163 } from './pubsub.ts';

const xep0191 = xep('0191', '1.3');
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const mutual = [
  ['juliet', 'romeo'],
  ['romeo', 'juliet'],
] as const;
const forContacts = xep0163.must(
  '5',
  'defaults',
  "A PEP service MUST support the 'presence' access model and set it to the default",
);
/** The items come, whoever asks. */
const givesItems = inject('the items', 'juliet', { sends: 'iq', with: { id: /-items$/ } }, ({ attrs }) => {
  const { id, to } = attrs as Record<string, string>;
  const items = xml`<items node="urn:fedcheck:test:node"><item id="one">${note('Sweet sorrow')}</item></items>`;
  return xml`<iq type="result" id="${id}" from="${to}"><pubsub xmlns="${ns.pubsub}">${items}</pubsub></iq>`;
});

/** How the service keeps the items from somebody; what matters is that it does. */
function sayHow(reply: Element, story: Story): void {
  const isExpected = reply.getChild('error')?.getChild('not-authorized', ns.stanzas) !== undefined;
  story.saw(
    isExpected ? 'not-authorized' : `another answer: ${reply.attrs.type === 'result' ? 'no items' : 'an error'}`,
  );
}

describe('Profile', '7(8)', () => {
  scenario(
    'lets a contact of another service read what is published',
    {
      id: 'xep0163.4.1.contact-reads',
      requirement: xep0163.must(
        '4.1',
        'notify-autosubscribe',
        'A user with a presence subscription also has the right to retrieve items from PEP nodes of the default access model',
      ),
      covers: 'PEP-02',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: [drop('iq', { type: 'result', id: /-items$/ }, 'juliet'), strip('item', {}, 'juliet')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const [node, id] = [freshNode(), fresh()];
      await put(romeo, story, publish(node, id, note('Good night, good night!')));
      const sent = await juliet.send(itemsOf(node, romeo));

      const reply = unlessUnreached(await expect(juliet).to.receive(replyTo(sent)), romeo.bareJid);

      // "A PEP service MAY enforce additional privacy and security policies" (section 8), or keep no items (XEP-0060, 6.5.9.4).
      if (reply.attrs.type === 'error') story.refused(reply);
      expect(
        itemsIn(reply).map(({ attrs }) => String(attrs.id)),
        'the items',
      ).to.deep.equal([id]);
      expect(reply).to.carry(note('Good night, good night!'));
    },
  );

  scenario(
    'keeps from a stranger what is published',
    {
      id: 'xep0163.5.stranger-reads-nothing',
      requirement: forContacts,
      covers: 'PEP-02',
      given,
      accountable: 'senderServer',
      fault: givesItems,
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const node = freshNode();
      await put(romeo, story, publish(node, fresh(), note('Parting is such sweet sorrow')));

      const reply = unlessUnreached(await juliet.request(itemsOf(node, romeo)), romeo.bareJid);

      sayHow(reply, story);
      expect(itemsIn(reply).map(String), 'the items').to.deep.equal([]);
    },
  );
});

describe('Deciding who reads the profile', '7(7)', () => {
  scenario(
    'lets a contact read no more once the subscription is cancelled',
    {
      id: 'xep0163.7.1.reading-after-cancellation',
      requirement: xep0163.must(
        '7.1',
        'impl-subscriptions',
        'A PEP service MUST re-calculate access controls when a presence subscription state changes',
      ),
      covers: 'PEP-04',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: givesItems,
    },
    async ({ romeo, juliet }, story) => {
      const node = await publishFor(romeo, juliet, story);
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribed"/>`);
      await romeo.fence(juliet);

      const reply = unlessUnreached(await juliet.request(itemsOf(node, romeo)), romeo.bareJid);

      sayHow(reply, story);
      expect(itemsIn(reply).map(String), 'the items').to.deep.equal([]);
    },
  );

  scenario(
    'lets a contact read nothing who is blocked',
    {
      id: 'xep0191.3.3.reading-while-blocked',
      requirement: xep0191.must(
        '3.3',
        'block',
        'For IQ stanzas of type get or set from a blocked JID, the server MUST return an error',
      ),
      covers: 'PEP-04',
      given,
      accountable: 'senderServer',
      needs: { senderServer: ns.blocking },
      subscribed: mutual,
      fault: givesItems,
    },
    async ({ romeo, juliet }, story) => {
      const node = await publishFor(romeo, juliet, story);
      const item = xml`<item jid="${juliet.bareJid}"/>`;
      await put(romeo, story, xml`<iq type="set"><block xmlns="${ns.blocking}">${item}</block></iq>`);

      const reply = unlessUnreached(await juliet.request(itemsOf(node, romeo)), romeo.bareJid);

      expect(itemsIn(reply).map(String), 'the items').to.deep.equal([]);
      expect(reply).to.be.stanzaError();
    },
  );
});

/** A node that the reader has read from: without that nothing is shown by an empty answer later. */
async function publishFor(owner: Session, reader: Session, story: Story): Promise<string> {
  await mustOffer(owner, story);
  const node = freshNode();
  await put(owner, story, publish(node, fresh(), note('Call me but love')));
  const before = await reader.request(itemsOf(node, owner));
  if (itemsIn(before).length === 0)
    story.inconclusive(`the contact could not read it before either: ${before.toString()}`);
  return node;
}
