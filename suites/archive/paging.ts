import { describe, expect, online, relist, rewrite, scenario, type Session, type Story } from '../../runners/index.ts';
import { keepAll, latest, needs, tell, textsOf, textsSent } from './archive.ts';
import { becoming, empty, losing, refusal, reversing } from './faults.ts';
import { accepted, type Answer, browse, xep0313 } from './query.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') } as const;
const subscribed = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;
const lines = [
  'One',
  'two',
  'and the third',
  'in your bosom',
  'the very butcher',
  'of a silk button',
  'a duellist',
  'ah',
];
const pageSize = 3;

/** Pages with that contact from the one that follows `after` on, until one is empty or says that it is the last. */
async function pagesAfter(owner: Session, contact: Session, after: string, story: Story): Promise<readonly Answer[]> {
  const pages: Answer[] = [];
  let last: string | undefined = after;
  // One message a page is the least that a server may give, and one more page may be empty.
  while (last !== undefined && pages.length <= lines.length) {
    const fields = { with: contact.bareJid };
    const page = await browse(owner, { fields, page: { max: String(pageSize), after: last } }, story);
    pages.push(page);
    last = page.complete ? undefined : page.results.at(-1)?.id;
  }
  return pages;
}

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'gives pages that follow each other without a gap or a double, and says which is the last',
    {
      id: 'xep0313.4.3.2.pages-forward',
      requirement: xep0313.must(
        '4.3.2',
        'query-paging-request',
        'The last page, and no other, is complete; one after an id begins with what follows it (XEP-0059, section 2.2)',
      ),
      covers: 'ARC-11',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        losing(1, 1),
        relist('delivers the last result of a page again', (results, earlier) => [...earlier.slice(-1), ...results], 1),
        reversing(1),
        rewrite('fin', { complete: 'true' }),
        rewrite('fin', { complete: '' }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const { sent: known } = await tell(romeo, juliet, 'Couple it with something');
      const all = [known];
      for (const line of lines) all.push((await tell(romeo, juliet, line)).sent);
      const whole = await latest(juliet, romeo, all, story);
      const [first, ...rest] = whole.slice(-all.length).map(({ id }) => id);
      if (first === undefined || textsOf(whole, all).join() !== textsSent(all).join())
        return story.inconclusive('the archive does not hold what was sent');

      const pages = await pagesAfter(juliet, romeo, first, story);

      const ids = pages.flatMap(({ results }) => results.map(({ id }) => id));
      expect(ids, 'ids, page by page').to.deep.equal(rest);
      const complete = pages.map((page) => page.complete);
      expect(complete, 'which pages are complete').to.deep.equal(complete.map((_, at) => at === pages.length - 1));
    },
  );

  scenario(
    'gives the last page in the order in which the messages came',
    {
      id: 'xep0313.4.3.3.last-page',
      requirement: xep0313.must(
        '4.3.1',
        'query-paging-limit',
        'A server supports the paging of XEP-0059: an empty before gives the last page, in chronological order (4.3.3)',
      ),
      covers: 'ARC-11',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        reversing(1),
        losing(2, 1),
        relist('gives the first page instead', (_results, earlier) => earlier.slice(0, 3), 1),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const all = [];
      for (const line of lines.slice(0, 6)) all.push((await tell(romeo, juliet, line)).sent);
      const whole = await latest(juliet, romeo, all, story);
      if (textsOf(whole, all).join() !== textsSent(all).join())
        story.inconclusive('the archive does not hold what was sent');

      const { results } = await browse(
        juliet,
        { fields: { with: romeo.bareJid }, page: { max: String(pageSize), before: '' } },
        story,
      );

      const few = textsOf(results, all);
      expect(few.length, 'messages on the page').to.be.within(1, pageSize);
      expect(few, 'the last page').to.deep.equal(textsSent(all).slice(-few.length));
    },
  );

  for (const [where, id] of [
    ['after', 'unknown-after'],
    ['before', 'unknown-before'],
  ] as const) {
    scenario(
      `refuses a page ${where} an id that it does not know`,
      {
        id: `xep0313.4.3.2.${id}`,
        requirement: xep0313.must(
          '4.3.2',
          'query-paging-request',
          'A page after or before an id that is not in the archive is answered with item-not-found',
        ),
        covers: 'ARC-12',
        given: { juliet: online('recipientServer') },
        needs,
        accountable: 'recipientServer',
        fault: [
          becoming('gives an empty page, as if there were nothing new', 'result', empty),
          becoming('answers with internal-server-error', 'error', refusal('internal-server-error')),
        ],
      },
      async ({ juliet }, story) => {
        const { reply } = await accepted(juliet, { page: { max: '3', [where]: 'no-such-message' } }, story);

        expect(reply).to.be.a.stanzaError('item-not-found');
      },
    );
  }
});
