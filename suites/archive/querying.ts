import {
  describe,
  drop,
  expect,
  ns,
  online,
  repage,
  replyTo,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
} from '../../runners/index.ts';
import { keepAll, needs, tell } from './archive.ts';
import { becoming, refusal } from './faults.ts';
import { accepted, browse, queryOf, resultsAt, xep0313 } from './query.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') } as const;
const subscribed = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;

const rfc6120 = rfc(6120);

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'gives a query to the own archive an answer, whichever',
    {
      id: 'rfc6120.8.2.3.archive-query',
      requirement: rfc6120.must('8.2.3', 'Whoever receives an IQ request of type get or set MUST reply to it'),
      covers: ['RFC6120-10.3.1-1', 'ARC-11'],
      given: { juliet: online('recipientServer') },
      needs,
      accountable: 'recipientServer',
      fault: drop('iq'),
      impact: 'blocking',
    },
    async ({ juliet }) => {
      const question = await juliet.send(queryOf({ page: { max: '1' } }));

      await expect(juliet).to.receive(replyTo(question));
    },
  );

  scenario(
    'answers a query to the own archive with the ids of the first and the last result',
    {
      id: 'xep0313.4.answered',
      requirement: xep0313.must(
        '4',
        'query',
        'The result that ends a query has an RSM set that names the first and the last message of the page',
      ),
      covers: 'ARC-11',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        becoming('answers with service-unavailable', 'error', refusal('service-unavailable')),
        strip('fin'),
        strip('set'),
        retext('last', '28482-98726-73623'),
        strip('first'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      for (const line of ['What man art thou', 'that thus bescreened in night']) await tell(romeo, juliet, line);

      const { reply, results } = await browse(juliet, { page: { max: '2', before: '' } }, story);

      if (results.length === 0) story.inconclusive('the archive holds nothing yet');
      const set = reply.getChild('fin', ns.mam)?.getChild('set', ns.rsm);
      expect(set?.getChildText('first'), 'the first id').to.equal(results.at(0)?.id);
      expect(set?.getChildText('last'), 'the last id').to.equal(results.at(-1)?.id);
    },
  );

  scenario(
    'ends a query after the last of its results',
    {
      id: 'xep0313.4.end-after-results',
      requirement: xep0313.must('4', 'query', 'The result of the IQ is sent after the last result of the query'),
      covers: 'ARC-11',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: repage('delivers a result after the end', (results, end) => [
        ...results.slice(0, -1),
        end,
        ...results.slice(-1),
      ]),
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      for (const line of ['Call me but love', 'and I shall be new baptized']) await tell(romeo, juliet, line);

      const { results } = await browse(juliet, { page: { max: '5', before: '' } }, story);
      await juliet.fenceOwnServer();

      const all = resultsAt(juliet);
      if (all.length === 0) story.inconclusive('the archive gave no results');
      expect(results, 'results before the end of the query').to.have.lengthOf(all.length);
    },
  );

  scenario(
    'marks each result with the id of its query',
    {
      id: 'xep0313.4.2.query-id',
      requirement: xep0313.must('4.2', 'results', 'A result has the queryid of the query, where that has one'),
      covers: 'ARC-11',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [rewrite('result', { queryid: '' }), rewrite('result', { queryid: 'f27' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      await tell(romeo, juliet, 'How camest thou hither');
      const iq = queryOf({ page: { max: '3', before: '' } });
      const before = resultsAt(juliet).length;

      await juliet.request(iq);

      const results = resultsAt(juliet).slice(before);
      if (results.length === 0) story.inconclusive('the archive gave no results');
      const asked: unknown = iq.getChild('query', ns.mam)?.attrs.queryid;
      expect([...new Set(results.map(({ result }) => result.attrs.queryid as unknown))], 'query ids').to.deep.equal([
        asked,
      ]);
    },
  );

  scenario(
    'says that it does not know a field, or passes over it',
    {
      id: 'xep0313.4.1.5.unknown-field',
      requirement: xep0313.must(
        '4.1.5',
        'query-form',
        'A query with a form field that the server does not recognise is answered with feature-not-implemented',
      ),
      covers: 'ARC-13',
      given: { juliet: online('recipientServer') },
      needs,
      accountable: 'recipientServer',
      fault: [
        becoming('takes the field for an id', 'error', refusal('item-not-found')),
        becoming('answers with bad-request', 'error', refusal('bad-request')),
      ],
      impact: 'none',
    },
    async ({ juliet }, story) => {
      const fields = { '{urn:example:archive}moon-phase': 'full' };
      const { reply } = await accepted(juliet, { fields, page: { max: '1' } }, story);

      // XEP-0004, section 3.1, has who processes a form ignore such fields, so this is no breach either.
      if (reply.getChild('fin', ns.mam)) {
        story.saw('passed over the field');
        return;
      }
      expect(reply).to.be.a.stanzaError('feature-not-implemented');
      story.saw('refused');
    },
  );
});
