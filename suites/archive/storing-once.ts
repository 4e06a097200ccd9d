import { clone, describe, expect, ns, online, relist, scenario, xml } from '../../runners/index.ts';
import { copiesOf, keepAll, latest, needs, tell, unique } from './archive.ts';
import { xep0313 } from './query.ts';

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'keeps a message once, though several devices get it',
    {
      id: 'xep0313.6.1.1.once',
      requirement: xep0313.must(
        '6.1.1',
        'business-storeret-user-archives',
        'A stanza of which several clients receive copies is stored in an archive only once',
      ),
      covers: 'ARC-14',
      given: {
        romeo: online('senderServer'),
        balcony: online('recipientServer'),
        chamber: online('recipientServer'),
        orchard: online('recipientServer'),
      },
      subscribed: [['romeo', 'balcony']],
      needs,
      accountable: 'recipientServer',
      fault: relist('has a row for each device', (results) =>
        results.flatMap((one) => {
          const other = clone(one);
          for (const result of other.getChildren('result')) result.attrs.id = `${String(result.attrs.id)}-2`;
          return [one, other];
        }),
      ),
      impact: 'degraded',
    },
    async ({ romeo, balcony, chamber, orchard }, story) => {
      await keepAll(balcony, story);
      const devices = [balcony, chamber, orchard];
      await Promise.all(
        devices.map((device) => device.request(xml`<iq type="set"><enable xmlns="${ns.carbons}"/></iq>`)),
      );
      const { sent: forked } = await tell(romeo, balcony, 'Hist! Romeo, hist!');
      const directed = await romeo.send(
        xml`<message to="${chamber.fullJid}" type="chat"><body>${unique('It is my soul')}</body></message>`,
      );
      await chamber.receive(directed);
      const { sent: outgoing } = await tell(orchard, romeo, 'At what o’clock to-morrow');
      const { sent: last } = await tell(romeo, balcony, 'At the hour of nine');
      const all = [forked, directed, outgoing, last];

      const results = await latest(balcony, romeo, all, story);

      const counts = all.map((sent) => copiesOf(results, sent).length);
      if (counts.every((count) => count === 0)) story.inconclusive('the archive holds nothing of what was sent');
      expect(Math.max(...counts), 'copies of a message in the archive').to.equal(1);
    },
  );
});
