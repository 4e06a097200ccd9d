import { describe, drop, expect, leak, online, presenceFrom, rfc, scenario, strip, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Presence shown to one person', '7(2)(a)(i)', () => {
  scenario(
    'delivers presence that a user directs to somebody before showing it to contacts',
    {
      id: 'rfc6121.4.6.3.before-initial-presence',
      requirement: rfc6121.should(
        '4.6.3',
        'Directed presence is routed in full when the resource has sent no initial presence, as it is to any non-contact',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer', { silent: true }), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [drop('presence'), strip('show')],
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"><show>chat</show></presence>`);

      const received = await expect(juliet).to.receive(directed);

      expect(received).to.be.like(xml`<presence from="${romeo.fullJid}"><show>chat</show></presence>`);
    },
  );

  scenario(
    'tells somebody who got directed presence when a user disconnects who showed it to nobody else',
    {
      id: 'rfc6121.4.6.3.unavailable-without-initial-presence',
      requirement: rfc6121.should(
        '4.6.3',
        'Also a resource that sent directed presence alone is reported as unavailable to that entity at its end',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer', { silent: true }), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }),
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
      await juliet.receive(directed);

      romeo.cut();

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
    },
  );
});

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'keeps the initial presence from somebody who got directed presence before',
    {
      id: 'rfc6121.4.6.3.initial-presence-not-shared',
      // Section 4.6.3 has the same under a SHOULD.
      requirement: rfc6121.must(
        '11',
        'Outbound presence MUST follow the rules of section 4, so that it is not sent to entities that are not authorized',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer', { silent: true }), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
      await juliet.receive(directed);

      await romeo.present(xml`<presence><status>At the Apothecary's</status></presence>`);
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(xml`<presence><status>At the Apothecary's</status></presence>`);
    },
  );
});
