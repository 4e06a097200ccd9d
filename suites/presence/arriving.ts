import {
  describe,
  drop,
  expect,
  offline,
  online,
  presenceFrom,
  rewrite,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'sends the initial presence of a user to a subscriber, from the full JID and complete',
    {
      id: 'rfc6121.4.2.2.initial-presence-to-subscriber',
      requirement: rfc6121.must(
        '4.2.2',
        "Initial presence goes from the user's full JID to all contacts that are subscribed to it",
      ),
      given: { romeo: offline('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [drop('presence'), strip('mood'), strip('show')],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      const presence = xml`
        <presence>
          <show>away</show>
          <status>In the orchard</status>
          <mood xmlns="urn:example:verona">restless</mood>
        </presence>`;
      await romeo.comeOnline(presence);

      const received = await expect(juliet).to.receive(presenceFrom(romeo.fullJid));

      expect(received).to.be.like(presence);
    },
  );

  scenario(
    'delivers the presence of a contact to every available resource of the subscriber',
    {
      id: 'rfc6121.4.2.3.initial-presence-to-every-resource',
      requirement: rfc6121.must(
        '4.2.3',
        "The contact's server delivers the user's presence stanza to all available resources of the contact",
      ),
      given: {
        romeo: offline('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      subscribed: [['juliet', 'romeo']],
      accountable: 'recipientServer',
      fault: [drop('presence', {}, 'juliet'), drop('presence', {}, 'chamber')],
    },
    async ({ romeo, juliet, chamber }) => {
      await romeo.comeOnline();

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid));
      await expect(chamber).to.receive(presenceFrom(romeo.fullJid));
    },
  );

  scenario(
    'shows a new resource to the other resources of the same user',
    {
      id: 'rfc6121.4.2.2.initial-presence-to-own-resources',
      requirement: rfc6121.must(
        '4.2.2',
        "The user's server broadcasts initial presence to all of the user's available resources",
      ),
      given: { romeo: online('senderServer'), orchard: online('senderServer', { silent: true }) },
      accountable: 'senderServer',
      fault: [drop('presence', {}, 'romeo'), rewrite('presence', { from: '' }, {}, 'romeo')],
    },
    async ({ romeo, orchard }) => {
      await orchard.send(xml`<presence><status>In the orchard</status></presence>`);

      await expect(romeo).to.receive(
        xml`<presence from="${orchard.fullJid}"><status>In the orchard</status></presence>`,
      );
    },
  );
});
