import { clone, describe, drop, expect, online, retext, rfc, scenario, strip, xml } from '../../runners/index.ts';
import { anyPartOf } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'broadcasts a change of presence to a subscriber with everything in it',
    {
      id: 'rfc6121.4.4.2.update-complete',
      requirement: rfc6121.must(
        '4.4.2',
        'The full XML of updated presence is broadcast to the contacts with a subscription of from or both',
      ),
      covers: 'RFC6121-4.4.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [drop('presence'), strip('mood'), strip('show'), strip('status'), retext('priority', '9', 'juliet')],
    },
    async ({ romeo, juliet }) => {
      const update = xml`
      <presence>
        <show>xa</show>
        <status>Banishèd to Mantua</status>
        <mood xmlns="urn:example:verona"><sad/></mood>
      </presence>`;
      const broadcast = clone(update);
      broadcast.cnode(xml`<priority>5</priority>`);
      const echo = await romeo.present(broadcast);
      // A server may override it, and then that is what counts (section 4.7.2.3).
      const priority = echo.getChildText('priority') ?? '0';

      const received = await expect(juliet).to.receive(anyPartOf(update, romeo.fullJid));

      expect(received).to.be.like(update);
      expect(received.getChildText('priority') ?? '0', 'the priority').to.equal(priority);
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
      covers: 'RFC6121-4.4.2-1',
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
      covers: 'RFC6121-4.4.2-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer') },
      accountable: 'senderServer',
      fault: [drop('presence', {}, 'orchard'), strip('mood', {}, 'orchard')],
    },
    async ({ romeo, orchard }) => {
      const update = xml`<presence><show>dnd</show><mood xmlns="urn:example:verona">wroth</mood></presence>`;
      await romeo.send(update);

      const received = await expect(orchard).to.receive(anyPartOf(update, romeo.fullJid));

      expect(received).to.be.like(update);
    },
  );
});
