import {
  describe,
  drop,
  dropLater,
  errorTo,
  expect,
  online,
  presenceFrom,
  rfc,
  scenario,
  strip,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'tells a subscriber that a user has gone, with the parting words',
    {
      id: 'rfc6121.4.5.2.graceful-unavailable',
      requirement: rfc6121.must(
        '4.5.2',
        'Unavailable presence that a client sent is broadcast to its subscribers with its full XML',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [drop('presence', { type: 'unavailable' }), strip('status')],
    },
    async ({ romeo, juliet }) => {
      await romeo.goOffline('Parting is such sweet sorrow');

      const received = await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));

      expect(received).to.be.like(
        xml`<presence type="unavailable"><status>Parting is such sweet sorrow</status></presence>`,
      );
    },
  );

  scenario(
    'delivers unavailable presence to every resource of the subscriber',
    {
      id: 'rfc6121.4.5.3.unavailable-to-every-resource',
      requirement: rfc6121.must(
        '4.5.3',
        "The contact's server delivers an unavailable notification to all available resources of the contact",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'recipientServer',
      fault: [
        drop('presence', { type: 'unavailable' }, 'juliet'),
        drop('presence', { type: 'unavailable' }, 'chamber'),
      ],
    },
    async ({ romeo, juliet, chamber }) => {
      await romeo.goOffline();

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
      await expect(chamber).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
    },
  );

  scenario(
    'tells the other resources of a user that one has gone',
    {
      id: 'rfc6121.4.5.2.unavailable-to-own-resources',
      requirement: rfc6121.must(
        '4.5.2',
        "The user's server sends the unavailable notification to all of the user's available resources",
      ),
      given: { romeo: online('senderServer'), orchard: online('senderServer') },
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }, 'romeo'),
    },
    async ({ romeo, orchard }) => {
      await orchard.goOffline();

      await expect(romeo).to.receive(presenceFrom(orchard.fullJid, 'unavailable'));
    },
  );

  scenario(
    'tells a subscriber that a user is gone whose connection was cut',
    {
      id: 'rfc6121.4.5.2.ungraceful-unavailable',
      requirement: rfc6121.must(
        '4.5.2',
        'For a user who went offline ungracefully the server generates the unavailable presence broadcast',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }),
    },
    async ({ romeo, juliet }) => {
      const farewell = presenceFrom(romeo.fullJid, 'unavailable');
      romeo.cut();

      const came = await juliet.receive(farewell).catch(unlessAbsent);
      // A server that has not detected the loss, behind a proxy for instance, still takes the resource for connected.
      if (!came)
        await juliet.receive(
          errorTo(await juliet.send(xml`<iq to="${romeo.fullJid}" type="get"><ask xmlns="urn:example:verona"/></iq>`)),
        );
      if (!came) await expect(juliet).to.receive(farewell, 1);
    },
  );

  scenario(
    'shows a user who was unavailable and becomes available again on the same stream',
    {
      id: 'rfc6121.4.5.2.available-again',
      requirement: rfc6121.must(
        '4.5.2',
        'Available presence after unavailable presence is treated as the initial presence of a new presence session',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: dropLater('presence', {}, 'juliet'),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence type="unavailable"/>`);
      await juliet.receive(presenceFrom(romeo.fullJid, 'unavailable'));

      await romeo.present(xml`<presence/>`);

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid));
    },
  );
});
