import { describe, drop, expect, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Presence shown to one person', '7(2)(a)(i)', () => {
  scenario(
    'tells somebody who got directed presence when the user goes offline',
    {
      id: 'rfc6121.4.6.3.unavailable-at-the-end',
      requirement: rfc6121.should(
        '4.6.3',
        'When the resource becomes unavailable, that is routed to the entity that got directed presence',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }),
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
      await juliet.receive(directed);

      await romeo.goOffline();

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
    },
  );

  scenario(
    "tells somebody who got directed presence when the user's connection is cut",
    {
      id: 'rfc6121.4.6.3.unavailable-after-cut',
      requirement: rfc6121.should(
        '4.6.3',
        'When the resource becomes unavailable, that is routed to the entity that got directed presence',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
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

  scenario(
    "tells the resources of an account that got directed presence when the user's connection is reset",
    {
      id: 'rfc6121.4.6.3.unavailable-after-reset',
      requirement: rfc6121.should(
        '4.6.3',
        'When the resource becomes unavailable, that is routed to the entity that got directed presence',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        drop('presence', { type: 'unavailable' }, 'juliet'),
        drop('presence', { type: 'unavailable' }, 'chamber'),
      ],
    },
    async ({ romeo, juliet, chamber }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);
      await Promise.all([juliet.receive(directed), chamber.receive(directed)]);

      romeo.cut('reset');

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
      await expect(chamber).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
    },
  );
});
