import {
  advisory,
  describe,
  drop,
  dropLater,
  expect,
  inject,
  itemsAbout,
  leak,
  ns,
  online,
  presenceFrom,
  pushedAs,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { change, itemOf, mustTake, rosterPush } from './items.ts';

const rfc6121 = rfc(6121);

const removalOf = (jid: string) => xml`<item xmlns="${ns.roster}" jid="${jid}" subscription="remove"/>`;
const itemIn = (jid: string, subscription: string) =>
  xml`<item xmlns="${ns.roster}" jid="${jid}" subscription="${subscription}"/>`;

/** Fault: a contact shows whom the user does not follow any more. */
const shownAs = (reader: string, subscription: string) =>
  inject('a roster push', reader, { sends: 'presence', with: { type: 'subscribed' }, by: reader }, (approval) =>
    rosterPush(itemIn(String(approval.attrs.to), subscription)),
  );

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'removes a contact from the roster and from every resource of the user',
    {
      id: 'rfc6121.2.5.2.removal-pushed-to-every-resource',
      requirement: rfc6121.must(
        '2.5.2',
        'A removal updates the roster and is pushed with subscription remove to all interested resources',
      ),
      covers: 'RFC6121-2.5.2-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        drop('iq', { type: 'set' }, 'romeo'),
        drop('iq', { type: 'set' }, 'orchard'),
        rewrite('item', { subscription: 'none' }),
      ],
    },
    async ({ romeo, orchard, juliet }, story) => {
      await change(romeo, xml`<item jid="${juliet.bareJid}" name="Juliet"/>`);
      await mustTake(romeo, removalOf(juliet.bareJid), story);

      await expect(romeo).to.receive(rosterPush(removalOf(juliet.bareJid)));
      await expect(orchard).to.receive(rosterPush(removalOf(juliet.bareJid)));
      expect((await itemOf(romeo, juliet.bareJid))?.toString(), 'the removed item').to.equal(undefined);
    },
  );
});

describe('Deciding whom to follow', '7(7)', () => {
  scenario(
    'unsubscribes from a contact who is removed from the roster',
    {
      id: 'rfc6121.2.5.2.removal-of-followed-contact',
      requirement: rfc6121.must(
        '2.5.2',
        "On removal of a contact that the user is subscribed to, the user's server sends an unsubscribe to it",
      ),
      covers: 'RFC6121-2.5.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'both',
      fault: [
        drop('presence', { type: 'unsubscribe' }, 'juliet'),
        drop('iq', { type: 'set' }, 'juliet'),
        leak('presence', 'romeo'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const marker = xml`<presence><status>Parting is such sweet sorrow</status></presence>`;
      await mustTake(romeo, removalOf(juliet.bareJid), story);

      await expect(juliet).to.receive(presenceFrom(romeo.bareJid, 'unsubscribe'));
      await expect(juliet).to.receive(pushedAs(romeo.bareJid, 'none'));
      await juliet.present(marker);
      await juliet.fence(romeo);
      expect(romeo).not.to.have.received(marker);
    },
  );

  scenario(
    'withdraws the request to a contact who is removed from the roster',
    {
      id: 'rfc6121.2.5.2.removal-of-asked-contact',
      // The text speaks of subscriptions alone; a request that outlives its item serves nobody.
      requirement: {
        ...rfc6121.should('2.5.2', 'On removal of a contact that the user has asked, the request is withdrawn'),
        level: 'policy',
      },
      covers: 'RFC6121-2.5.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: shownAs('juliet', 'from'),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));
      await change(romeo, removalOf(juliet.bareJid));
      await romeo.fence(juliet);

      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
      await juliet.fence(romeo);

      const granted = (await itemsAbout(juliet, romeo.bareJid)).filter(({ attrs }) => attrs.subscription === 'from');
      story.saw(granted.length > 0 ? 'the contact was still asked' : 'the request was withdrawn');
      expect(granted.map(String), 'what the contact can still approve').to.deep.equal([]);
    },
  );
});

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'cancels the subscription of a contact who is removed from the roster',
    {
      id: 'rfc6121.2.5.2.removal-of-follower',
      requirement: rfc6121.must(
        '2.5.2',
        "On removal of a contact that is subscribed to the user, the user's server sends an unsubscribed to it",
      ),
      covers: 'RFC6121-2.5.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'both',
      fault: [
        drop('presence', { type: 'unsubscribed' }, 'juliet'),
        drop('iq', { type: 'set' }, 'juliet'),
        leak('presence', 'juliet'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const farewell = xml`<presence><status>Parting is such sweet sorrow</status></presence>`;
      await mustTake(romeo, removalOf(juliet.bareJid), story);

      await expect(juliet).to.receive(presenceFrom(romeo.bareJid, 'unsubscribed'));
      await expect(juliet).to.receive(pushedAs(romeo.bareJid, 'none'));
      await romeo.present(farewell);
      await romeo.fence(juliet);
      expect(juliet).not.to.have.received(farewell);
    },
  );

  scenario(
    'ends a mutual subscription in both directions when the contact is removed from the roster',
    {
      id: 'rfc6121.2.5.2.removal-of-mutual-contact',
      requirement: rfc6121.must(
        '2.5.2',
        "On removal of a mutual contact, the user's server sends both an unsubscribe and an unsubscribed to it",
      ),
      covers: 'RFC6121-2.5.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      accountable: 'both',
      fault: [
        drop('presence', { type: 'unsubscribe' }, 'juliet'),
        drop('presence', { type: 'unsubscribed' }, 'juliet'),
        dropLater('iq', { type: 'set' }, 'juliet'),
        advisory(rewrite('presence', { from: '' }, { type: 'unavailable' }, 'juliet')),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await mustTake(romeo, removalOf(juliet.bareJid), story);

      await expect(juliet).to.receive(presenceFrom(romeo.bareJid, 'unsubscribe'));
      await expect(juliet).to.receive(presenceFrom(romeo.bareJid, 'unsubscribed'));
      await expect(juliet).to.receive(pushedAs(romeo.bareJid, 'none'));
      await story.should(rfc6121.must('3.2.2', 'Unavailable presence goes with the cancellation'), () =>
        expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable')),
      );
    },
  );
});
