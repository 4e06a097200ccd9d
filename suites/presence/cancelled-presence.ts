import { describe, expect, leak, online, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'sends no more presence to a subscriber whose subscription was cancelled',
    {
      id: 'rfc6121.11.no-presence-after-cancel',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: leak('presence', 'romeo'),
    },
    async ({ romeo, juliet }) => {
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);
      await romeo.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);

      await juliet.present(xml`<presence><show>chat</show><status>Farewell, compliment!</status></presence>`);
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(xml`<presence><status>Farewell, compliment!</status></presence>`);
    },
  );
});
