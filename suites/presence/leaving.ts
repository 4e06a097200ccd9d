import {
  describe,
  drop,
  dropLater,
  expect,
  online,
  presenceFrom,
  rfc,
  scenario,
  strip,
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
      covers: 'RFC6121-4.5.2-1',
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
      covers: 'RFC6121-4.5.2-1',
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
      covers: 'RFC6121-4.5.2-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer') },
      accountable: 'senderServer',
      fault: [drop('presence', { type: 'unavailable' }, 'romeo'), strip('status', {}, 'romeo')],
    },
    async ({ romeo, orchard }) => {
      await orchard.goOffline('To bed');

      const received = await expect(romeo).to.receive(presenceFrom(orchard.fullJid, 'unavailable'));

      expect(received).to.be.like(xml`<presence type="unavailable"><status>To bed</status></presence>`);
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
      covers: 'RFC6121-4.5.2-3',
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

  scenario(
    'tells a user who becomes available again on the same stream what the contacts do',
    {
      id: 'rfc6121.4.5.2.contacts-learned-again',
      requirement: rfc6121.should(
        '4.3.1',
        'Probes go out whenever the user starts a new presence session, which presence after unavailable presence does',
      ),
      covers: 'RFC6121-4.5.2-3',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'senderServer',
      fault: drop('presence', {}, 'romeo'),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence type="unavailable"/>`);
      await romeo.fenceOwnServer();

      await romeo.send(xml`<presence/>`);

      await expect(romeo).to.receive(presenceFrom(juliet.fullJid));
    },
  );
});
