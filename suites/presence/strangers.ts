import {
  describe,
  expect,
  inject,
  leak,
  offline,
  online,
  presenceFrom,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

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
    'sends no presence to somebody whose request is not approved yet',
    {
      id: 'rfc6121.11.no-presence-before-approval',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: leak('presence', 'romeo'),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));

      await juliet.present(xml`<presence><show>chat</show></presence>`);
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid));
      expect(romeo).not.to.have.received(presenceFrom(juliet.fullJid, 'unavailable'));
    },
  );

  scenario(
    'reveals nothing to the probe of a stranger',
    {
      id: 'rfc6121.11.probe-by-stranger',
      requirement: rfc6121.mustNot(
        '11',
        "A probe does not reveal the user's presence to a sender who is not authorized by a presence subscription",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: inject(
        'presence',
        'romeo',
        { sends: 'presence', with: { type: 'probe' } },
        ({ attrs }) => xml`<presence from="${String(attrs.to)}"><show>away</show></presence>`,
      ),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="probe"/>`);
      await romeo.send(xml`<presence to="${juliet.fullJid}" type="probe"/>`);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid));
      expect(romeo).not.to.have.received(presenceFrom(juliet.fullJid, 'unavailable'));
    },
  );

  scenario(
    'ignores presence for a resource that is not there',
    {
      id: 'rfc6121.8.5.3.2.2.presence-to-absent-resource',
      requirement: rfc6121.must(
        '8.5.3.2.2',
        'Presence without type for a full JID that matches no resource is silently ignored',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.bareJid}/vault"/>`);
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(directed);
    },
  );
});
