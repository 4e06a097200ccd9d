import { describe, expect, leak, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'keeps later presence from somebody who got directed presence once',
    {
      id: 'rfc6121.4.6.3.no-later-broadcast',
      // Section 4.6.3 has the same under a SHOULD.
      requirement: rfc6121.must(
        '11',
        'Outbound presence MUST follow the rules of section 4, so that it is not sent to entities that are not authorized',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
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

  scenario(
    'does not tell the time of leaving to somebody whose directed presence was withdrawn',
    {
      id: 'rfc6121.4.6.1.withdrawn-once-and-for-all',
      requirement: rfc6121.must(
        '4.6.1',
        'An entity to which the user sends directed unavailable presence is removed from the directed presence list',
      ),
      covers: 'RFC6121-4.6.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: leak('presence', 'juliet', { type: 'unavailable' }),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
      const withdrawn = await romeo.send(xml`<presence to="${juliet.fullJid}" type="unavailable"/>`);
      await juliet.receive(withdrawn);

      const leaving = await romeo.send(xml`<presence type="unavailable"><status>To Mantua</status></presence>`);
      // Broadcast presence has no 'to', so that only what was handled before the fence shares its order.
      await romeo.fenceOwnServer();
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(leaving);
      expect(juliet).not.to.have.received(xml`<presence type="unavailable"><status>To Mantua</status></presence>`);
    },
  );

  scenario(
    'does not tell somebody whose directed presence was withdrawn when the stream closes',
    {
      id: 'rfc6121.4.6.1.withdrawn-before-closing',
      requirement: rfc6121.must(
        '4.6.1',
        'An entity to which the user sends directed unavailable presence is removed from the directed presence list',
      ),
      covers: 'RFC6121-4.6.1-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: leak('presence', 'juliet', { type: 'unavailable' }),
    },
    async ({ romeo, orchard, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
      const withdrawn = await romeo.send(xml`<presence to="${juliet.fullJid}" type="unavailable"/>`);
      await juliet.receive(withdrawn);

      romeo.cut();
      await orchard.receive(presenceFrom(romeo.fullJid, 'unavailable'));
      await orchard.fence(juliet);

      expect(juliet.received(presenceFrom(romeo.fullJid, 'unavailable')).map(String), 'farewells').to.have.lengthOf(1);
    },
  );
});
