import {
  advisory,
  describe,
  expect,
  online,
  relist,
  scenario,
  type Sent,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { attempts, copiesOf, keepAll, latest, needs, tell, textsOf, textsSent, unique } from './archive.ts';
import { becoming, findingNothing, losing, refusal, reversing } from './faults.ts';
import { type Archived, browse, xep0313 } from './query.ts';

const lines = ['My dear?', 'What o’clock', 'I will not fail', '’tis twenty years till then'];

/** All that follows an id, page by page. */
async function since(owner: Session, id: string, story: Story): Promise<readonly Archived[]> {
  const found: Archived[] = [];
  for (let after = id; ; ) {
    const { results, complete } = await browse(owner, { page: { max: '20', after } }, story);
    found.push(...results);
    const last = results.at(-1)?.id;
    if (complete || last === undefined) return found;
    after = last;
  }
}

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'gives somebody who was off-line what was missed since the last message known, and nothing older',
    {
      id: 'xep0313.4.3.2.catching-up',
      requirement: xep0313.must(
        '4.3.1',
        'query-paging-limit',
        'A page after an id begins with what follows it (XEP-0059, section 2.2), in chronological order (4.2)',
      ),
      covers: 'ARC-16',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      needs,
      accountable: 'recipientServer',
      fault: [
        becoming('does not know the id any more', 'error', refusal('item-not-found'), 1),
        relist('gives the last known message as well', (results, earlier) => [...earlier.slice(-1), ...results], 1),
        reversing(1),
        advisory(losing(1, 1)),
        advisory(findingNothing),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const { sent: known } = await tell(romeo, juliet, 'Sweet, good night');
      const [last] = copiesOf(await latest(juliet, romeo, [known], story), known);
      await juliet.goOffline();
      const missed: Sent[] = [];
      for (const line of lines)
        missed.push(
          await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>${unique(line)}</body></message>`),
        );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      if (!last) return story.inconclusive('the archive does not hold the last message known');
      let results: readonly Archived[] = [];
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        results = await since(juliet, last.id, story);
        if (textsOf(results, missed).length >= missed.length) break;
      }

      expect(
        copiesOf(results, known).map(({ id }) => id),
        'messages already known',
      ).to.deep.equal([]);
      const texts = textsOf(results, missed);
      const inOrder = textsSent(missed).filter((text) => texts.includes(text));
      expect(texts, 'what was missed').to.deep.equal(inOrder);
      await story.should(
        xep0313.should(
          '6.1.1',
          'business-storeret-user-archives',
          'All chat messages with a body that a user is sent are in the archive',
        ),
        () => {
          expect(texts).to.deep.equal(textsSent(missed));
        },
      );
    },
  );
});
