import {
  describe,
  expect,
  ns,
  online,
  relist,
  rewrite,
  scenario,
  type Sent,
  type Session,
  type Story,
  strip,
  xml,
} from '../../runners/index.ts';
import { keepAll, latest, tell, textsOf, textsSent } from './archive.ts';
import { becoming, empty, findingNothing, losing, refusal, repeating } from './faults.ts';
import { accepted, type Answer, browse, consult, xep0313 } from './query.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') } as const;
const subscribed = [['romeo', 'juliet']] as const;
const needs = { recipientServer: [ns.mam, `${ns.mam}#extended`] };
const lines = ['Gallop apace', 'you fiery-footed steeds', 'towards Phoebus’ lodging', 'such a waggoner', 'as Phaethon'];

/** Refuses what is asked after so many questions that every archive understands. */
const refusing = becoming('answers with feature-not-implemented', 'error', refusal('feature-not-implemented'), 1);

/** Five messages, and their ids in the archive. */
async function known(
  romeo: Session,
  juliet: Session,
  story: Story,
): Promise<{ readonly all: readonly Sent[]; readonly ids: readonly string[] }> {
  await keepAll(juliet, story);
  const all: Sent[] = [];
  for (const line of lines) all.push((await tell(romeo, juliet, line)).sent);
  const results = await latest(juliet, romeo, all, story);
  if (textsOf(results, all).join() !== textsSent(all).join())
    story.inconclusive('the archive does not hold what was sent');
  return { all, ids: results.slice(-all.length).map(({ id }) => id) };
}

const at = (ids: readonly string[], index: number): string => ids.at(index) ?? '';

/** "the server MAY simply return its limited results" (section 4.3.1): then it does not say that they are complete. */
function unlessLimited(
  { complete, results }: Answer,
  came: readonly string[],
  wanted: readonly string[],
  story: Story,
) {
  if (!complete && came.length < wanted.length && came.every((id) => wanted.includes(id)))
    story.inconclusive(`the archive limits its results to ${results.length}`);
}

/**
 * Ids of the first and the last message: with and without those of groups where the query can say so, for else "it is
 * implementation-defined whether groupchat messages are included" (section 4.1.4).
 */
async function ends(owner: Session, story: Story): Promise<readonly (readonly string[])[]> {
  const info = await owner.request(xml`<iq type="get" to="${owner.bareJid}"><query xmlns="${ns.discoInfo}"/></iq>`);
  const features = info.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [];
  const canSay = features.some(({ attrs }) => attrs.var === `${ns.mam}#groupchat-field`);
  const all: (readonly string[])[] = [];
  for (const fields of canSay ? ['true', 'false'].map((value) => ({ 'include-groupchat': value })) : [{}]) {
    const [first] = (await consult(owner, { fields, page: { max: '1' } }, story)).results;
    const [last] = (await consult(owner, { fields, page: { max: '1', before: '' } }, story)).results;
    if (!first || !last) return story.inconclusive('the archive shows no first and last message');
    all.push([first.id, last.id]);
  }
  return all;
}

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'gives messages by their ids, where it advertises that',
    {
      id: 'xep0313.4.1.3.by-ids',
      requirement: xep0313.must(
        '7',
        'support',
        'A server that lists the extended feature fetches messages by their ids',
      ),
      covers: 'ARC-17',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [refusing, repeating(), losing(1, 1), findingNothing],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const { ids } = await known(romeo, juliet, story);
      const wanted = [at(ids, 1), at(ids, 3)];

      const answer = await browse(juliet, { fields: { ids: wanted } }, story);

      const came = answer.results.map(({ id }) => id);
      unlessLimited(answer, came, wanted, story);
      expect(came, 'the ids that came').to.have.members(wanted);
    },
  );

  scenario(
    'refuses a query by ids of which it does not know one, where it advertises that',
    {
      id: 'xep0313.4.1.3.unknown-id',
      requirement: xep0313.must(
        '4.1.3',
        'query-limit-id',
        'A query by an id that is not in the archive is answered with item-not-found',
      ),
      covers: 'ARC-17',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        becoming('finds nothing', 'result', empty, 1),
        becoming('answers with internal-server-error', 'error', refusal('internal-server-error'), 1),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const { ids } = await known(romeo, juliet, story);

      const { reply } = await accepted(juliet, { fields: { ids: [at(ids, 1), 'no-such-message'] } }, story);

      expect(reply).to.be.a.stanzaError('item-not-found');
    },
  );

  scenario(
    'gives the messages between two ids, where it advertises that',
    {
      id: 'xep0313.4.1.3.between-ids',
      requirement: xep0313.must(
        '7',
        'support',
        'A server that lists the extended feature restricts queries to what lies between two messages',
      ),
      covers: 'ARC-17',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [refusing, repeating(), losing(0, 1)],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const { ids } = await known(romeo, juliet, story);

      const between = { 'after-id': at(ids, 1), 'before-id': at(ids, 4) };
      const answer = await browse(juliet, { fields: between, page: { max: '10' } }, story);

      // Whatever else the archive keeps may lie between them as well.
      const came = answer.results.map(({ id }) => id).filter((id) => ids.includes(id));
      const wanted = [at(ids, 2), at(ids, 3)];
      unlessLimited(answer, came, wanted, story);
      expect(came, 'the ids that came').to.deep.equal(wanted);
    },
  );

  scenario(
    'turns a page round on request, where it advertises that',
    {
      id: 'xep0313.4.3.4.flipped-page',
      requirement: xep0313.must(
        '7',
        'support',
        'A server that lists the extended feature flips a page: the same results (section 4.3.4) in reverse order',
      ),
      covers: 'ARC-17',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        refusing,
        relist('does not flip', (results) => results.toReversed(), 1),
        relist('gives another page', (_results, earlier) => earlier.slice(0, 3).toReversed(), 1),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const { ids } = await known(romeo, juliet, story);

      const fields = { with: romeo.bareJid };
      const { results } = await browse(juliet, { fields, page: { max: '3', before: '' }, flip: true }, story);

      const came = results.map(({ id }) => id);
      if (came.length === 1) story.inconclusive('a page of one message shows no order');
      // "the server MAY simply return its limited results" (section 4.3.1).
      expect(came, 'the ids that came').to.deep.equal(
        [4, 3, 2].slice(0, came.length || 3).map((index) => at(ids, index)),
      );
    },
  );

  scenario(
    'tells the first and the last message of the archive, where it advertises that',
    {
      id: 'xep0313.5.metadata',
      requirement: xep0313.must(
        '5',
        'archive-metadata',
        'The metadata of an archive that is not empty have the ids and times of its first and last messages',
      ),
      covers: 'ARC-17',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        refusing,
        strip('start'),
        strip('end'),
        rewrite('start', { id: 'another' }),
        rewrite('end', { id: 'another' }),
        rewrite('end', { timestamp: 'yesterday' }),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await known(romeo, juliet, story);

      const reply = await juliet.request(xml`<iq type="get"><metadata xmlns="${ns.mam}"/></iq>`);

      expect(reply).to.be.like(xml`<iq type="result"><metadata xmlns="${ns.mam}"/></iq>`);
      const metadata = reply.getChild('metadata', ns.mam);
      const [start, end] = [metadata?.getChild('start'), metadata?.getChild('end')];
      const told = [start?.attrs.id, end?.attrs.id] as readonly unknown[];
      expect(await ends(juliet, story), 'the first and the last').to.deep.include(told);
      for (const one of [start, end])
        expect(String(one?.attrs.timestamp), 'a time').to.match(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
        );
    },
  );
});
