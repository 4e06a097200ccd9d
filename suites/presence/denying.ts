import {
  advisory,
  describe,
  drop,
  expect,
  online,
  pushWhere,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'ends the pending state of a request that the contact denied',
    {
      id: 'rfc6121.a.3.4.denial-clears-ask',
      requirement: rfc6121.must(
        'A.3.4',
        "An unsubscribed for a pending outbound request is delivered and changes the user's state",
      ),
      covers: ['RFC6121-3.2.3-2', 'PRV-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [advisory(rewrite('item', { ask: 'subscribe' })), advisory(drop('iq', { type: 'set' }))],
    },
    async ({ romeo, juliet }, story) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);
      await juliet.fence(romeo);

      // Section 3.2.3 leaves the roster as it is unless the user is subscribed: no more than a warning.
      const settled = pushWhere(juliet.bareJid, 'that is no longer pending', ({ attrs }) => attrs.ask === undefined);
      const isDelivered = romeo.received(subscription('unsubscribed')).length > 0;
      story.saw(isDelivered ? 'the denial was delivered' : 'the denial was not delivered');
      // Without it nobody can tell whether the denial ever left the contact's server.
      if (!isDelivered) await romeo.receive(settled);
      else
        await story.should(rfc6121.must('A.3.4', 'The pending state of the request ends'), () =>
          expect(romeo).to.receive(settled),
        );
    },
  );
});
