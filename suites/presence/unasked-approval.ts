import { advisory, describe, expect, inject, leak, online, rfc, scenario, xml } from '../../runners/index.ts';
import { itemsAbout, rosterPush, subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Deciding whom to follow', '7(7)', () => {
  scenario(
    'is not subscribed to somebody by an approval that nobody asked for',
    {
      id: 'rfc6121.3.1.6.unsolicited-approval',
      requirement: rfc6121.must(
        '3.1.6',
        'An approval without a pending request neither modifies the roster of the user nor leads to a roster push',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        inject(
          'a roster push',
          'romeo',
          { sends: 'presence', with: { type: 'subscribed' } },
          (_approval, { bareJid }) => rosterPush(bareJid, 'to'),
        ),
        advisory(leak('presence', 'romeo', { type: 'subscribed' })),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
      await juliet.fence(romeo);

      const items = await itemsAbout(romeo, juliet.bareJid);

      const granted = items.filter(({ attrs }) => attrs.subscription === 'to' || attrs.subscription === 'both');
      expect(granted.map(String), 'subscriptions that nobody asked for').to.deep.equal([]);
      await story.should(
        rfc6121.shouldNot('A.3.3', 'An approval that changes no state is not delivered to the user'),
        () => {
          expect(romeo.received(subscription('subscribed')).map(String), 'approvals delivered').to.deep.equal([]);
        },
      );
      story.note("whether the contact's server routed the approval, which it must not, cannot be seen");
    },
  );
});
