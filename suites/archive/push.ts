import {
  describe,
  type Element,
  expect,
  type Fault,
  fresh,
  type Matcher,
  ns,
  online,
  scenario,
  type Session,
  unlessAbsent,
  xep,
  xml,
} from '../../runners/index.ts';
import { unique } from './archive.ts';

const xep0357 = xep('0357', '0.4.1');
const isNotification = (stanza: Element, node: string): boolean => {
  const publish = stanza.attrs.type === 'set' ? stanza.getChild('pubsub', ns.pubsub)?.getChild('publish') : undefined;
  return publish?.attrs.node === node && publish.getChild('item')?.getChild('notification', ns.push) !== undefined;
};

const published = (node: string, { attrs }: Element): Element => xml`
  <iq type="set" id="n12" from="${attrs.to}">
    <pubsub xmlns="${ns.pubsub}"><publish node="${node}"><item><notification xmlns="${ns.push}"/></item></publish></pubsub>
  </iq>`;

/** The service is notified of every message, enabled or not. */
const notifyingOn: Fault = {
  name: 'injects a notification for service',
  kinds: ['forbidden-stanza'],
  arm: () => {
    let node: string | undefined;
    return {
      receive: (_actor, stanza) => [stanza],
      send: (_sender, stanza, put) => {
        node ??= stanza.getChild('enable', ns.push)?.attrs.node as string | undefined;
        if (stanza.name === 'message' && node !== undefined) put('service', published(node, stanza));
      },
    };
  },
};

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
        another: online('recipientServer', { account: 2 }),
      },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      needs: { recipientServer: ns.push },
      accountable: 'recipientServer',
      fault: notifyingOn,
      impact: 'degraded',
    },
    async ({ romeo, juliet, service, another }, story) => {
      const say = (text: string): Element =>
        xml`<message to="${juliet.bareJid}" type="chat"><body>${text}</body></message>`;
      const node = fresh();
      const notification: Matcher = {
        what: 'a notification to the push service',
        matches: (stanza) => isNotification(stanza, node),
      };
      const set = async (name: 'enable' | 'disable', { fullJid }: Session): Promise<void> => {
        const reply = await juliet.request(
          xml`<iq type="set"><${name} xmlns="${ns.push}" jid="${fullJid}" node="${node}"/></iq>`,
        );
        if (reply.attrs.type !== 'result') story.refused(reply);
      };
      for (const one of [service, another]) {
        one.answer(ns.pubsub, () => undefined);
        // Servers do not let strangers' requests through to an account, be it that of a push service.
        for (const to of [juliet.bareJid, juliet.domain]) await one.send(xml`<presence to="${to}"/>`);
        await one.fenceOwnServer();
      }
      await set('enable', service);
      await juliet.goOffline();
      const text = unique('What early tongue so sweet saluteth me?');
      await romeo.send(say(text));
      const notified = await service.receive(notification).catch(unlessAbsent);
      // Whether there is a notification is the server's choice; without one, its absence later on proves nothing.
      if (!notified) return story.inconclusive('the push service was not notified while it was enabled');
      story.saw(`notified of ${toldBy(notified, romeo.bareJid, text)}`);

      await juliet.comeOnline();
      await set('disable', service);
      // What another service is told shows that the message was one to notify of.
      await set('enable', another);
      await service.fenceOwnServer();
      const before = service.received(notification);
      await juliet.goOffline();
      await romeo.send(say(unique('Young son, it argues a distempered head')));
      await another.receive(notification);
      await service.fenceOwnServer();

      expect(service).not.to.have.received({
        what: 'a notification after the service was disabled',
        unique: true,
        matches: (stanza) => isNotification(stanza, node) && !before.includes(stanza),
      });
    },
  );
});
