import { describe, drop, expect, ns, online, rewrite, rfc, scenario, strip, xep, xml } from '../../runners/index.ts';
import { anyPartOf } from './roster-items.ts';

const rfc6121 = rfc(6121);
const xep0115 = xep('0115', '1.6.0');

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'broadcasts a change of presence to a subscriber with everything in it',
    {
      id: 'rfc6121.4.4.2.update-complete',
      requirement: rfc6121.must(
        '4.4.2',
        'The full XML of updated presence is broadcast to the contacts with a subscription of from or both',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [drop('presence'), strip('mood'), strip('show'), strip('status')],
    },
    async ({ romeo, juliet }) => {
      const update = xml`
      <presence>
        <show>xa</show>
        <status>Banishèd to Mantua</status>
        <mood xmlns="urn:example:verona"><sad/></mood>
      </presence>`;
      await romeo.present(update);

      const received = await expect(juliet).to.receive(anyPartOf(update, romeo.fullJid));

      expect(received).to.be.like(update);
    },
  );

  scenario(
    'delivers a change of presence to every resource of the subscriber',
    {
      id: 'rfc6121.4.4.3.update-to-every-resource',
      requirement: rfc6121.must(
        '4.4.3',
        "The contact's server delivers the user's presence stanza to all available resources of the contact",
      ),
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      subscribed: [['juliet', 'romeo']],
      accountable: 'recipientServer',
      fault: [drop('presence', {}, 'juliet'), drop('presence', {}, 'chamber')],
    },
    async ({ romeo, juliet, chamber }) => {
      await romeo.present(xml`<presence><show>dnd</show></presence>`);

      const update = xml`<presence from="${romeo.fullJid}"><show>dnd</show></presence>`;
      await expect(juliet).to.receive(update);
      await expect(chamber).to.receive(update);
    },
  );

  scenario(
    'shows a change of presence to the other resources of the same user',
    {
      id: 'rfc6121.4.4.2.update-to-own-resources',
      requirement: rfc6121.must(
        '4.4.2',
        "The user's server sends the presence stanza to all of the user's available resources",
      ),
      given: { romeo: online('senderServer'), orchard: online('senderServer') },
      accountable: 'senderServer',
      fault: drop('presence', {}, 'orchard'),
    },
    async ({ romeo, orchard }) => {
      await romeo.send(xml`<presence><show>dnd</show></presence>`);

      await expect(orchard).to.receive(xml`<presence from="${romeo.fullJid}"><show>dnd</show></presence>`);
    },
  );

  scenario(
    'keeps what a client says of its capabilities current for a subscriber',
    {
      id: 'xep0115.impl-optimize.capabilities-survive',
      requirement: xep0115.must(
        '8.4',
        'impl-optimize',
        'Whoever strips redundant capabilities still sends a subscriber the first annotation and every change',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [
        strip('c'),
        rewrite('c', { ver: 'q07IKJEyjvHSyhy//CH0CxmKi8w=' }, { ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=' }),
      ],
    },
    async ({ romeo, juliet }) => {
      const capabilities = (version: string) =>
        xml`<c xmlns="${ns.caps}" hash="sha-1" node="urn:example:orchard" ver="${version}"/>`;
      const [before, after] = ['q07IKJEyjvHSyhy//CH0CxmKi8w=', 'QgayPKawpkPSDYmwT/WM94uAlu0='] as const;
      await romeo.present(xml`<presence><status>first</status>${capabilities(before)}</presence>`);
      await romeo.present(xml`<presence><status>second</status>${capabilities(before)}</presence>`);
      await romeo.present(xml`<presence><status>third</status>${capabilities(after)}</presence>`);

      const first = await juliet.receive(xml`<presence from="${romeo.fullJid}"><status>first</status></presence>`);
      const third = await juliet.receive(xml`<presence from="${romeo.fullJid}"><status>third</status></presence>`);

      expect(first).to.carry(capabilities(before));
      expect(third).to.carry(capabilities(after));
    },
  );
});
