import { advisory, describe, expect, online, scenario, type Session, type Story } from '../../runners/index.ts';
import { bare, copiesOf, keepAll, latest, needs, tell, textsOf, textsSent } from './archive.ts';
import { findingNothing, losing, repeating } from './faults.ts';
import { type Archived, browse, xep0313 } from './query.ts';

const hourMs = 3_600_000;

/** What matches the fields, from the last page. */
async function matching(
  owner: Session,
  fields: Readonly<Record<string, string>>,
  story: Story,
): Promise<readonly Archived[]> {
  return (await browse(owner, { fields, page: { max: '20', before: '' } }, story)).results;
}

const stampOf = ({ result }: Archived): number =>
  Date.parse(String(result.getChild('forwarded')?.getChild('delay')?.attrs.stamp));

/** The messages that are neither to nor from an account, as they are in the archive. */
const othersThan = (jid: string, results: readonly Archived[]): readonly string[] =>
  results.flatMap(({ message }) =>
    [message.attrs.from, message.attrs.to].map(bare).includes(jid) ? [] : [message.toString()],
  );

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'gives the messages with one contact, and nothing else',
    {
      id: 'xep0313.4.1.1.one-contact',
      requirement: xep0313.must(
        '4.1.1',
        'filter-jid',
        'With a filter by JID, only messages to or from that JID are returned',
      ),
      covers: 'ARC-10',
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      subscribed: [
        ['romeo', 'juliet'],
        ['mercutio', 'juliet'],
      ],
      needs,
      accountable: 'recipientServer',
      fault: [repeating(), advisory(losing(-2))],
    },
    async ({ romeo, mercutio, juliet }, story) => {
      await keepAll(juliet, story);
      const withMercutio = [
        (await tell(mercutio, juliet, 'A plague on both your houses')).sent,
        (await tell(juliet, mercutio, 'I am hurt')).sent,
      ];
      const withRomeo = [
        (await tell(romeo, juliet, 'Courage, man')).sent,
        (await tell(juliet, romeo, 'The hurt cannot be much')).sent,
      ];
      await latest(juliet, mercutio, withMercutio, story);

      const results = await latest(juliet, romeo, withRomeo, story);

      if (results.length === 0) story.inconclusive('the archive holds nothing of either conversation');
      expect(othersThan(romeo.bareJid, results), 'messages with somebody else').to.deep.equal([]);
      await story.should(xep0313.should('4.1', 'filter', 'All messages that match a filter are returned'), () => {
        expect(textsOf(results, withRomeo)).to.deep.equal(textsSent(withRomeo));
      });
    },
  );

  scenario(
    'gives the messages of all resources of a contact for its bare JID, and of one for its full JID',
    {
      id: 'xep0313.4.1.1.resources',
      requirement: xep0313.must(
        '4.1.1',
        'filter-jid',
        'With a filter by full JID, only messages to or from that very JID are returned',
      ),
      covers: 'ARC-10',
      given: {
        orchard: online('senderServer'),
        street: online('senderServer'),
        juliet: online('recipientServer'),
      },
      subscribed: [['orchard', 'juliet']],
      needs,
      accountable: 'recipientServer',
      fault: [repeating(), advisory(losing(-2)), advisory(losing(-1)), advisory(findingNothing)],
      impact: 'none',
    },
    async ({ orchard, street, juliet }, story) => {
      await keepAll(juliet, story);
      const all = [
        (await tell(orchard, juliet, 'Lady, by yonder blessed moon')).sent,
        (await tell(street, juliet, 'I must be gone and live')).sent,
      ];
      const both = await latest(juliet, orchard, all, story);
      if (both.length === 0) story.inconclusive('the archive holds nothing of either resource');
      await story.should(
        xep0313.should('4.1.1', 'filter-jid', 'A filter by bare JID matches every resource of it'),
        () => {
          expect(textsOf(both, all)).to.deep.equal(textsSent(all));
        },
      );

      const one = await matching(juliet, { with: street.fullJid }, story);

      expect(textsOf(one, all.slice(0, 1)), 'messages of the other resource').to.deep.equal([]);
      await story.should(xep0313.should('4.1', 'filter', 'All messages that match a filter are returned'), () => {
        expect(textsOf(one, all)).to.deep.equal(textsSent(all.slice(1)));
      });
    },
  );

  scenario(
    'gives the messages of a time, and none from before or after it',
    {
      id: 'xep0313.4.1.2.time',
      requirement: xep0313.must(
        '4.1.2',
        'filter-time',
        'With a start, only messages from then on are returned; with an end, only messages up to then',
      ),
      covers: 'ARC-10',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      needs,
      accountable: 'recipientServer',
      fault: [repeating(2), repeating(3), advisory(findingNothing)],
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const all = [
        (await tell(romeo, juliet, 'Is the day so young')).sent,
        (await tell(romeo, juliet, 'Was that my father')).sent,
      ];
      const found = (await latest(juliet, romeo, all, story)).filter((one) =>
        all.some((sent) => copiesOf([one], sent).length > 0),
      );
      const stamps = found.map(stampOf);
      if (stamps.length === 0 || stamps.some(Number.isNaN))
        story.inconclusive('the archive tells no time of a message');
      // The clock is the archive's own, and its stamps may be cut to seconds, so the borders keep away from them.
      const [from, to] = [Math.min(...stamps), Math.max(...stamps)];
      const at = (time: number): string => new Date(time).toISOString();
      const contact = { with: romeo.bareJid };

      const within = await matching(juliet, { ...contact, start: at(from - hourMs), end: at(to + hourMs) }, story);
      const later = await matching(juliet, { ...contact, start: at(to + hourMs) }, story);
      const earlier = await matching(juliet, { ...contact, end: at(from - hourMs) }, story);

      expect(textsOf(later, all), 'messages from after the last').to.deep.equal([]);
      expect(textsOf(earlier, all), 'messages from before the first').to.deep.equal([]);
      await story.should(xep0313.should('4.1', 'filter', 'All messages that match a filter are returned'), () => {
        expect(textsOf(within, all)).to.deep.equal(textsSent(all));
      });
    },
  );
});
