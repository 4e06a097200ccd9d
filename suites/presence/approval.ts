import {
  advisory,
  anyOf,
  describe,
  drop,
  expect,
  online,
  pushedAs,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'stamps a subscription approval with the bare JID of the contact',
    {
      id: 'rfc6121.3.1.5.approval-from-bare-jid',
      requirement: rfc6121.must(
        '3.1.5',
        "The contact's server stamps the approval with the bare JID of the contact and routes it to the user",
      ),
      covers: 'RFC6121-3.1.5-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        drop('presence', { type: 'subscribed' }),
        rewrite('presence', { from: 'nurse@capulet.example' }, { type: 'subscribed' }),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      const received = await expect(romeo).to.receive(subscription('subscribed'));

      expect(received).to.be.like(xml`<presence type="subscribed" from="${juliet.bareJid}"/>`);
    },
  );

  scenario(
    'delivers an approval to every resource of the user',
    {
      id: 'rfc6121.3.1.6.approval-to-every-resource',
      requirement: rfc6121.must(
        '3.1.6',
        "The user's server delivers the approval to all interested resources of the user",
      ),
      covers: 'RFC6121-3.1.6-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [drop('presence', { type: 'subscribed' }, 'romeo'), drop('presence', { type: 'subscribed' }, 'orchard')],
    },
    async ({ romeo, orchard, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      await expect(romeo).to.receive(subscription('subscribed'));
      await expect(orchard).to.receive(subscription('subscribed'));
    },
  );

  scenario(
    'delivers an approval before the roster changes',
    {
      id: 'rfc6121.3.1.6.approval-before-roster-push',
      requirement: rfc6121.must('3.1.6', 'The delivery of the approval occurs before the roster push'),
      covers: 'RFC6121-3.1.6-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: advisory(drop('presence', { type: 'subscribed' })),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
      await romeo.receive(pushedAs(juliet.bareJid, 'to'));
      await juliet.fence(romeo);

      const order = romeo.received(anyOf(subscription('subscribed'), pushedAs(juliet.bareJid, 'to'))).slice(0, 2);
      // Both arrive, and no client is led astray: no more than a warning.
      await story.should(rfc6121.must('3.1.6', 'The delivery of the approval occurs before the roster push'), () => {
        expect(
          order.map(({ name }) => name),
          'the order of approval and roster push',
        ).to.deep.equal(['presence', 'iq']);
      });
    },
  );

  scenario(
    'pushes the new subscription to every resource of the user',
    {
      id: 'rfc6121.3.1.6.roster-push-to-user',
      requirement: rfc6121.must(
        '3.1.6',
        "All interested resources of the user get a roster push with the contact's subscription set to to",
      ),
      covers: 'RFC6121-3.1.6-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [rewrite('item', { subscription: 'none' }), drop('iq', { type: 'set' }, 'orchard')],
    },
    async ({ romeo, orchard, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      await expect(romeo).to.receive(pushedAs(juliet.bareJid, 'to'));
      await expect(orchard).to.receive(pushedAs(juliet.bareJid, 'to'));
    },
  );

  scenario(
    'pushes the subscriber to every resource of the contact who approved',
    {
      id: 'rfc6121.3.1.5.roster-push-to-contact',
      requirement: rfc6121.must(
        '3.1.5',
        "All interested resources of the contact get a roster push with the user's subscription set to from",
      ),
      covers: 'RFC6121-3.1.5-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [rewrite('item', { subscription: 'none' }), drop('iq', { type: 'set' }, 'chamber')],
    },
    async ({ romeo, juliet, chamber }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      await expect(juliet).to.receive(pushedAs(romeo.bareJid, 'from'));
      await expect(chamber).to.receive(pushedAs(romeo.bareJid, 'from'));
    },
  );
});
