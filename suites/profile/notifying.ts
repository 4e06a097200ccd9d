import {
  advisory,
  describe,
  expect,
  fresh,
  inject,
  ns,
  online,
  rewrite,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import {
  eventFor,
  eventOf,
  freshNode,
  mustOffer,
  note,
  publish,
  put,
  showInterest,
  xep0060,
  xep0163,
} from './pubsub.ts';

/** Of several resources of the owner some services ask the wrong one who wants to know; a harness has more than a user. */
const given = { romeo: online('senderServer', { alone: true }), juliet: online('recipientServer') };
const mutual = [
  ['juliet', 'romeo'],
  ['romeo', 'juliet'],
] as const;
const bareAddress = /^[^/]+$/;

/** Whatever is published is told to the reader. */
const tellsAll = inject(
  'an event for what is published',
  'juliet',
  { sends: 'iq', with: { id: /-publish$/ }, by: 'romeo' },
  (published, { bareJid }) => eventFor(published, bareJid),
);

/** Where nobody is told of anything, nothing is shown by what does not come. */
async function mustBeTold(reader: Session, owner: Session, story: Story, node: string): Promise<void> {
  if (!(await showInterest(reader, owner, story, node)))
    story.inconclusive(
      `${reader.bareJid} is told of nothing that ${owner.bareJid} publishes, though its app asks for it`,
    );
}

/** Retracts an item, unless a later one has taken its place already. */
async function takeBack(owner: Session, story: Story, node: string, id: string): Promise<void> {
  const retract = xml`<retract node="${node}"><item id="${id}"/></retract>`;
  const reply = await owner.request(xml`<iq type="set"><pubsub xmlns="${ns.pubsub}">${retract}</pubsub></iq>`);
  if (reply.attrs.type === 'error' && !reply.getChild('error')?.getChild('item-not-found', ns.stanzas))
    story.refused(reply);
}

describe('Profile', '7(8)', () => {
  scenario(
    'tells a contact of those nodes alone that the capabilities of its app ask for',
    {
      id: 'xep0060.9.2.asked-for-alone',
      requirement: xep0060.mustNot(
        '9.2',
        'filtered-notifications',
        'The server MUST NOT send notifications of any node that the contact has not asked for by NodeID+notify',
      ),
      covers: 'PEP-03',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: tellsAll,
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const [wanted, other] = [freshNode(), freshNode()];
      await mustBeTold(juliet, romeo, story, wanted);
      await put(romeo, story, publish(other, fresh(), note('My bounty is as boundless as the sea')));
      const last = fresh();
      await put(romeo, story, publish(wanted, last, note('My love as deep')));

      await juliet.receive(eventOf(wanted, romeo, last));
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(eventOf(other, romeo));
    },
  );

  scenario(
    'sends events in the name of the account, not of the resource that published',
    {
      id: 'xep0163.4.3.1.from-bare-jid',
      requirement: xep0163.must(
        '4.3.1',
        'notify-addressing',
        "The server MUST set the 'from' address on the notification to the bare JID of the account owner",
      ),
      covers: 'PEP-03',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: [
        rewrite('message', { from: 'romeo@montague.example/orchard' }, { from: bareAddress }, 'juliet'),
        advisory(rewrite('message', { to: 'juliet@capulet.example' }, { from: bareAddress }, 'juliet')),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const node = freshNode();
      await showInterest(juliet, romeo, story, node);
      const id = fresh();
      await put(romeo, story, publish(node, id, note('It is the east')));

      const event = await juliet.receive({
        what: `an event of ${node}`,
        matches: (stanza) => {
          const items = stanza.getChild('event', ns.pubsubEvent)?.getChild('items');
          return items?.attrs.node === node && items.getChild('item')?.attrs.id === id;
        },
      });

      expect(event.attrs.from, 'from of the event').to.equal(romeo.bareJid);
      const resource = xep0163.should(
        '4.3.1',
        'notify-addressing',
        'Events are directed to the full JID of the resource',
      );
      await story.should(resource, () => expect(event.attrs.to, 'to of the event').to.equal(juliet.fullJid));
    },
  );
});

describe('Deciding who reads the profile', '7(7)', () => {
  scenario(
    'tells a contact no more once the subscription is cancelled',
    {
      id: 'xep0163.7.1.events-after-cancellation',
      requirement: xep0163.must(
        '7.1',
        'impl-subscriptions',
        "If a change of the presence subscription loses access, the service MUST cancel the entity's subscription",
      ),
      covers: 'PEP-04',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: tellsAll,
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const node = freshNode();
      await mustBeTold(juliet, romeo, story, node);
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribed"/>`);
      await romeo.fence(juliet);

      const id = fresh();
      await put(romeo, story, publish(node, id, note('Thou art thyself')));
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(eventOf(node, romeo, id));
    },
  );

  scenario(
    'tells a contact nothing who is blocked',
    {
      id: 'xep0163.4.3.3.events-while-blocked',
      requirement: xep0163.mustNot(
        '4.3.3',
        'notify-when',
        'A PEP service MUST NOT send notifications to a subscriber whom the user has blocked',
      ),
      covers: 'PEP-04',
      given,
      accountable: 'senderServer',
      needs: { senderServer: ns.blocking },
      subscribed: mutual,
      fault: tellsAll,
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const node = freshNode();
      await mustBeTold(juliet, romeo, story, node);
      const item = xml`<item jid="${juliet.bareJid}"/>`;
      await put(romeo, story, xml`<iq type="set"><block xmlns="${ns.blocking}">${item}</block></iq>`);
      // What the node still holds may come when the block has ended, as to anybody who becomes available (section 4.3.4).
      const [secret, last] = [fresh(), fresh()];
      for (const id of [secret, last]) await put(romeo, story, publish(node, id, note('Nor arm, nor face')));
      await takeBack(romeo, story, node, secret);
      await put(romeo, story, xml`<iq type="set"><unblock xmlns="${ns.blocking}">${item}</unblock></iq>`);
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(eventOf(node, romeo, secret));
    },
  );
});
