import { describe, expect, leak, offline, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'broadcasts presence to nobody who is not subscribed',
    {
      id: 'rfc6121.11.no-broadcast-to-strangers',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      covers: 'RFC6121-4.2.2-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }) => {
      await romeo.present(xml`<presence><show>away</show></presence>`);
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(presenceFrom(romeo.bareJid));
    },
  );

  scenario(
    'sends initial presence to no contact who is not subscribed',
    {
      id: 'rfc6121.11.no-initial-presence-to-unsubscribed-contact',
      requirement: rfc6121.must(
        '11',
        'Outbound presence MUST follow the rules of section 4, so that it is not sent to entities that are not authorized',
      ),
      covers: 'RFC6121-4.2.2-2',
      given: { romeo: offline('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'senderServer',
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }) => {
      await romeo.comeOnline();
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(presenceFrom(romeo.bareJid));
    },
  );

  scenario(
    'sends initial presence to no stranger',
    {
      id: 'rfc6121.11.no-initial-presence-to-strangers',
      requirement: rfc6121.must(
        '11',
        'Outbound presence MUST follow the rules of section 4, so that it is not sent to entities that are not authorized',
      ),
      covers: 'RFC6121-4.2.2-2',
      given: { romeo: offline('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }) => {
      await romeo.comeOnline();
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(presenceFrom(romeo.bareJid));
    },
  );
});
