import {
  describe,
  type Element,
  expect,
  inject,
  ns,
  online,
  scenario,
  unlessAbsent,
  xep,
  xml,
} from '../../runners/index.ts';
import { unique } from './archive.ts';

const xep0357 = xep('0357', '0.4.1');
/** Named after the account, so that no other story takes it for its own. */
const nodeOf = (account: unknown): string => `notifications of ${String(account)}`;

const isNotification = (stanza: Element, node: string): boolean => {
  const publish = stanza.attrs.type === 'set' ? stanza.getChild('pubsub', ns.pubsub)?.getChild('publish') : undefined;
  return publish?.attrs.node === node && publish.getChild('item')?.getChild('notification', ns.push) !== undefined;
};

const published = ({ attrs }: Element): Element => xml`
  <iq type="set" id="n12" from="${attrs.to}">
    <pubsub xmlns="${ns.pubsub}">
      <publish node="${nodeOf(attrs.to)}"><item><notification xmlns="${ns.push}"/></item></publish>
    </pubsub>
  </iq>`;

/** What a notification tells the push service of the message (XEP-0357, section 9: such information passes third parties). */
function toldBy(notified: Element, sender: string, text: string): string {
  const whole = notified.toString();
  const told = [whole.includes(sender) ? 'the sender' : '', whole.includes(text) ? 'the text' : ''];
  return told.filter((one) => one !== '').join(' and ') || 'neither sender nor text';
}

describe('Notifications of a phone', '7(2)(a)(i)', () => {
  scenario(
    'notifies no push service that was disabled',
    {
      id: 'xep0357.6.disabled',
      requirement: xep0357.mustNot('6', 'disabling', 'No notifications are published to a service that is not enabled'),
      covers: ['ARC-19', 'XEP0357-6-1'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        service: online('recipientServer', { account: 2 }),
      },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      needs: { recipientServer: ns.push },
      accountable: 'recipientServer',
      fault: inject('a notification', 'service', { sends: 'message', by: 'romeo' }, published),
      impact: 'degraded',
    },
    async ({ romeo, juliet, service }, story) => {
      const say = (text: string): Element =>
        xml`<message to="${juliet.bareJid}" type="chat"><body>${text}</body></message>`;
      const node = nodeOf(juliet.bareJid);
      const notification = {
        what: 'a notification to the push service',
        matches: (stanza: Element) => isNotification(stanza, node),
      };
      service.answer(ns.pubsub, () => undefined);
      // Servers do not let strangers' requests through to an account, be it that of a push service.
      for (const to of [juliet.bareJid, juliet.domain]) await service.send(xml`<presence to="${to}"/>`);
      await service.fenceOwnServer();
      const enabling = xml`<enable xmlns="${ns.push}" jid="${service.fullJid}" node="${node}"/>`;
      const enabled = await juliet.request(xml`<iq type="set">${enabling}</iq>`);
      if (enabled.attrs.type !== 'result') story.refused(enabled);
      await juliet.goOffline();
      const text = unique('What early tongue so sweet saluteth me?');
      await romeo.send(say(text));
      const notified = await service.receive(notification).catch(unlessAbsent);
      // Whether there is a notification is the server's choice; without one, its absence later on proves nothing.
      if (!notified) return story.inconclusive('the push service was not notified while it was enabled');
      story.saw(`notified of ${toldBy(notified, romeo.bareJid, text)}`);

      await juliet.comeOnline();
      const disabling = xml`<disable xmlns="${ns.push}" jid="${service.fullJid}" node="${node}"/>`;
      const disabled = await juliet.request(xml`<iq type="set">${disabling}</iq>`);
      if (disabled.attrs.type !== 'result') story.refused(disabled);
      await service.fenceOwnServer();
      const before = service.received(notification);
      await juliet.goOffline();
      await romeo.send(say(unique('Young son, it argues a distempered head')));
      await romeo.fenceDomain(juliet.domain);
      await service.fenceOwnServer();

      const isLate = (stanza: Element): boolean => isNotification(stanza, node) && !before.includes(stanza);
      expect(service).not.to.have.received({ what: 'a notification after the service was disabled', matches: isLate });
    },
  );
});
