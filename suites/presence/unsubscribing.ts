import {
  advisory,
  describe,
  drop,
  dropLater,
  expect,
  leak,
  online,
  presenceFrom,
  pushedAs,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Deciding whom to follow', '7(7)', () => {
  scenario(
    'delivers an unsubscribe, from the bare JID of the user, to every resource of the contact',
    {
      id: 'rfc6121.3.3.3.unsubscribe-to-every-resource',
      requirement: rfc6121.must(
        '3.3.3',
        "The contact's server delivers the unsubscribe to all interested resources of the contact",
      ),
      covers: 'RFC6121-3.3.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [
        drop('presence', { type: 'unsubscribe' }, 'juliet'),
        drop('presence', { type: 'unsubscribe' }, 'chamber'),
      ],
    },
    async ({ romeo, juliet, chamber }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`);

      await expect(juliet).to.receive(xml`<presence type="unsubscribe" from="${romeo.bareJid}"/>`);
      await expect(chamber).to.receive(xml`<presence type="unsubscribe" from="${romeo.bareJid}"/>`);
    },
  );

  scenario(
    'pushes the ended subscription to every resource of the contact',
    {
      id: 'rfc6121.3.3.3.roster-push-to-contact',
      requirement: rfc6121.must(
        '3.3.3',
        'All interested resources of the contact get a roster push with the subscription set to none',
      ),
      covers: 'RFC6121-3.3.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [rewrite('item', { subscription: 'from' }), drop('iq', { type: 'set' }, 'chamber')],
    },
    async ({ romeo, juliet, chamber }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`);

      await expect(juliet).to.receive(pushedAs(romeo.bareJid, 'none'));
      await expect(chamber).to.receive(pushedAs(romeo.bareJid, 'none'));
    },
  );

  scenario(
    'pushes the ended subscription to every resource of the user who gave it up',
    {
      id: 'rfc6121.3.3.2.roster-push-to-user',
      requirement: rfc6121.must(
        '3.3.2',
        'All interested resources of the user get a roster push with the subscription set to none',
      ),
      covers: 'RFC6121-3.3.3-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'senderServer',
      fault: [rewrite('item', { subscription: 'to' }), drop('iq', { type: 'set' }, 'orchard')],
    },
    async ({ romeo, orchard, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`);

      await expect(romeo).to.receive(pushedAs(juliet.bareJid, 'none'));
      await expect(orchard).to.receive(pushedAs(juliet.bareJid, 'none'));
    },
  );
});

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'makes every resource of the contact unavailable to a user who unsubscribes',
    {
      id: 'rfc6121.3.3.3.unsubscribe-brings-unavailable',
      requirement: rfc6121.must(
        '3.3.3',
        'On an unsubscribe presence of type unavailable goes to the user from all online resources of the contact',
      ),
      covers: 'RFC6121-3.3.3-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [
        advisory(drop('presence', { type: 'unavailable' }, 'romeo')),
        advisory(dropLater('presence', { type: 'unavailable' }, 'romeo')),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`);
      await juliet.receive(pushedAs(romeo.bareJid, 'none'));

      // The same section forbids the user to depend on it: no more than a warning.
      const gone = rfc6121.must('3.3.3', 'Every resource of the contact becomes unavailable to the user');
      await Promise.all(
        [juliet, chamber].map(({ fullJid }) =>
          story.should(gone, () => expect(romeo).to.receive(presenceFrom(fullJid, 'unavailable'))),
        ),
      );
    },
  );

  scenario(
    'sends no more presence to a user who unsubscribed',
    {
      id: 'rfc6121.11.no-presence-after-unsubscribe',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      covers: 'RFC6121-11-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: leak('presence', 'romeo'),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`);
      await juliet.receive(pushedAs(romeo.bareJid, 'none'));

      await juliet.present(xml`<presence><show>chat</show><status>Farewell, compliment!</status></presence>`);
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(xml`<presence><status>Farewell, compliment!</status></presence>`);
    },
  );
});
