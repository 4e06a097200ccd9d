import {
  advisory,
  anyOf,
  describe,
  drop,
  dropLater,
  expect,
  online,
  presenceFrom,
  pushedAs,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'makes every resource of the contact unavailable to a subscriber whose subscription is cancelled',
    {
      id: 'rfc6121.3.2.2.cancel-sends-unavailable',
      requirement: rfc6121.must(
        '3.2.2',
        'On a cancellation presence of type unavailable goes to the user from all online resources of the contact',
      ),
      covers: ['RFC6121-3.2.2-1', 'PRV-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [drop('presence', { type: 'unavailable' }), dropLater('presence', { type: 'unavailable' })],
    },
    async ({ romeo, juliet, chamber }) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

      await expect(romeo).to.receive(presenceFrom(juliet.fullJid, 'unavailable'));
      await expect(romeo).to.receive(presenceFrom(chamber.fullJid, 'unavailable'));
    },
  );

  scenario(
    'makes the contact unavailable before the cancellation arrives',
    {
      id: 'rfc6121.3.2.2.unavailable-before-cancellation',
      requirement: rfc6121.must(
        '3.2.2',
        'The unavailable presence is sent while the user is still subscribed, before the unsubscribed is routed',
      ),
      covers: 'RFC6121-3.2.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: advisory(drop('presence', { type: /^un/ })),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);
      await juliet.fence(romeo);

      const order = romeo.received(anyOf(presenceFrom(juliet.fullJid, 'unavailable'), subscription('unsubscribed')));
      // Both arrive, and no client is led astray: no more than a warning.
      await story.should(rfc6121.must('3.2.2', 'The unavailable presence is sent before the unsubscribed'), () => {
        expect(order[0]?.attrs.type, 'the first to arrive').to.equal('unavailable');
      });
    },
  );

  scenario(
    'delivers a cancellation, from the bare JID of the contact, to every resource of the subscriber',
    {
      id: 'rfc6121.3.2.3.cancellation-to-every-resource',
      requirement: rfc6121.must(
        '3.2.3',
        "The user's server delivers the cancellation to all interested resources of the user",
      ),
      covers: 'RFC6121-3.2.2-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'senderServer',
      fault: [
        drop('presence', { type: 'unsubscribed' }, 'romeo'),
        drop('presence', { type: 'unsubscribed' }, 'orchard'),
      ],
    },
    async ({ romeo, orchard, juliet }) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

      await expect(romeo).to.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);
      await expect(orchard).to.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);
    },
  );

  scenario(
    'pushes the cancelled subscription to every resource of the subscriber',
    {
      id: 'rfc6121.3.2.3.roster-push-to-user',
      requirement: rfc6121.must(
        '3.2.3',
        'All interested resources of the user get a roster push with the subscription set to none',
      ),
      covers: 'RFC6121-3.2.2-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'senderServer',
      fault: [rewrite('item', { subscription: 'to' }), drop('iq', { type: 'set' }, 'orchard')],
    },
    async ({ romeo, orchard, juliet }) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

      await expect(romeo).to.receive(pushedAs(juliet.bareJid, 'none'));
      await expect(orchard).to.receive(pushedAs(juliet.bareJid, 'none'));
    },
  );

  scenario(
    'pushes the cancelled subscription to every resource of the contact who cancelled it',
    {
      id: 'rfc6121.3.2.2.roster-push-to-contact',
      requirement: rfc6121.must(
        '3.2.2',
        'All interested resources of the contact get a roster push with the subscription set to none',
      ),
      covers: 'RFC6121-3.2.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [rewrite('item', { subscription: 'from' }), drop('iq', { type: 'set' }, 'chamber')],
    },
    async ({ romeo, juliet, chamber }) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

      await expect(juliet).to.receive(pushedAs(romeo.bareJid, 'none'));
      await expect(chamber).to.receive(pushedAs(romeo.bareJid, 'none'));
    },
  );
});
