import { amend, describe, expect, ns, online, rewrite, scenario, strip } from '../../runners/index.ts';
import { copiesOf, keepAll, latest, needs, tell } from './archive.ts';
import { xep0313 } from './query.ts';

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'tells with each message that comes the id under which it is archived',
    {
      id: 'xep0313.3.5.live-id',
      requirement: xep0313.must(
        '3.5',
        'archives_id',
        'A message that is archived has a stanza-id by the account whose value is its id in the archive',
      ),
      covers: 'ARC-09',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      needs,
      accountable: 'recipientServer',
      fault: [
        strip('stanza-id', {}, 'juliet'),
        rewrite('stanza-id', { id: '28482-98726-73623' }),
        rewrite('stanza-id', { by: 'capulet.example' }),
        rewrite('result', { id: '28482-98726-73623' }),
        amend('archives all under one id', 'message', (message) => {
          for (const { attrs } of [...message.getChildren('stanza-id'), ...message.getChildren('result')])
            attrs.id = 'the-same';
        }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const told = [];
      for (const line of ['Three words, dear Romeo', 'and good night indeed', 'If that thy bent of love'])
        told.push(await tell(romeo, juliet, line));

      const results = await latest(
        juliet,
        romeo,
        told.map(({ sent }) => sent),
        story,
      );

      const pairs = told.flatMap(({ sent, live }) => {
        const [copy] = copiesOf(results, sent);
        const ids = live.getChildren('stanza-id', ns.stanzaIds).filter(({ attrs }) => attrs.by === juliet.bareJid);
        return copy ? [{ archived: copy.id, live: ids.map(({ attrs }) => String(attrs.id)) }] : [];
      });
      if (pairs.length === 0) story.inconclusive('the archive holds nothing of what was sent');
      for (const { archived, live } of pairs) expect(live, 'the id on arrival').to.deep.equal([archived]);
      expect(new Set(pairs.map(({ archived }) => archived)).size, 'different ids').to.equal(pairs.length);
    },
  );
});
