import { describe, expect, inject, leak, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

/** Fault: a former subscriber sees the contact come back. */
const backAgain = inject(
  'initial presence',
  'romeo',
  { sends: 'presence', by: 'juliet' },
  (_presence, { fullJid }) => xml`<presence from="${fullJid}"/>`,
);

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'sends no more presence to a subscriber whose subscription was cancelled',
    {
      id: 'rfc6121.11.no-presence-after-cancel',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      covers: ['RFC6121-11-1', 'PRV-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [leak('presence', 'romeo'), leak('presence', 'romeo', { type: 'unavailable' }), backAgain],
    },
    async ({ romeo, juliet }) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);
      await romeo.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);

      await juliet.present(xml`<presence><show>chat</show><status>Farewell, compliment!</status></presence>`);
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(xml`<presence><status>Farewell, compliment!</status></presence>`);
      await juliet.goOffline('The curtain falls');
      await juliet.comeOnline();
      await juliet.fence(romeo);
      expect(romeo).not.to.have.received(xml`<presence><status>The curtain falls</status></presence>`);
      expect(romeo).not.to.have.received(presenceFrom(juliet.fullJid));
    },
  );
});
