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
      covers: 'RFC6121-4.2.2-1',
      given: { romeo: offline('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [
        drop('presence'),
        rewrite('presence', { from: 'romeo@montague.example' }),
        strip('mood'),
        strip('show'),
        strip('status'),
      ],
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
      covers: 'RFC6121-4.2.2-1',
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
      covers: 'RFC6121-4.2.2-3',
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

  scenario(
    'shows a new resource its own presence',
    {
      id: 'rfc6121.4.2.2.initial-presence-to-itself',
      requirement: rfc6121.must(
        '4.2.2',
        'The resource that sent initial presence is itself among the resources to which that is broadcast',
      ),
      covers: 'RFC6121-4.2.2-3',
      given: { romeo: online('senderServer'), orchard: online('senderServer', { silent: true }) },
      accountable: 'senderServer',
      fault: drop('presence', {}, 'orchard'),
    },
    async ({ romeo, orchard }, story) => {
      await orchard.send(xml`<presence><status>In the orchard</status></presence>`);

      await expect(orchard).to.receive(
        xml`<presence from="${orchard.fullJid}"><status>In the orchard</status></presence>`,
      );

      // No text orders that, so what is seen decides nothing.
      await orchard.fenceLogin();
      const told = orchard.received(presenceFrom(romeo.fullJid)).length > 0;
      story.saw(told ? 'and learns of the other resource' : 'and does not learn of the other resource');
    },
  );
});
