import {
  advisory,
  describe,
  dial,
  drop,
  dropLater,
  duplicate,
  errorTo,
  expect,
  fresh,
  nonza,
  ns,
  offline,
  online,
  rename,
  reorder,
  type Requirement,
  rewrite,
  scenario,
  type Sent,
  type Session,
  shift,
  streamManagement,
  xml,
} from '../../runners/index.ts';
import { archived, askArchive } from './kept.ts';
import { arrivals, manage, resume, xep0198 } from './managed.ts';

const say = (from: Session, to: Session, number: number): Promise<Sent> =>
  from.send(xml`
    <message to="${to.fullJid}" type="chat" id="${fresh()}-${number}"><body>${number}</body></message>`);

/** They were never sent to the client, so the server may treat them as for a resource that is not available. */
const notLost = xep0198.should(
  '4',
  'acking',
  'What came for a session that waits to be resumed is sent then, stored, or returned with an error',
);
const once: Requirement = {
  ...xep0198.should(
    '5',
    'resumption',
    'What was handled is not sent again (implied: the counts eliminate duplication)',
  ),
  level: 'policy',
};

describe('Unreliable connections', '', () => {
  scenario(
    'sends again what was not acknowledged when a session is resumed: all of it, in order, once',
    {
      id: 'xep0198.5.resends-unacknowledged',
      requirement: xep0198.must(
        '5',
        'resumption',
        'After a resumption the stanzas that are still unhandled by the count given MUST be sent again',
      ),
      covers: ['XEP0198-4-2', 'ARC-18'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        dropLater('message', { id: /-2$/ }),
        // Neither sent nor archived.
        advisory(drop('message', { id: /^(?!.*-[1235]$)/ }, 'juliet')),
        advisory(duplicate('message', { id: /-1$/ })),
        advisory(duplicate('message', { id: /-4$/ })),
        reorder('message', { id: /-[45]$/ }),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      await manage(juliet, story, { resume: true });
      const management = streamManagement(juliet);
      management.answering = 'never';
      const acknowledged = await say(romeo, juliet, 1);
      await juliet.receive(acknowledged);
      const { handled } = management;
      const unacknowledged = await say(romeo, juliet, 2);
      await juliet.receive(unacknowledged);
      await management.acknowledge(handled);
      juliet.cut();
      const unseen = [await say(romeo, juliet, 3), await say(romeo, juliet, 4), await say(romeo, juliet, 5)];
      await romeo.fenceDomain(juliet.domain);

      await resume(juliet, story, { h: handled });

      await expect(juliet).to.receive(unacknowledged);
      await askArchive(juliet);
      await story.should(notLost, async () => {
        for (const sent of unseen)
          await story.either({
            'sent when resumed': expect(juliet).to.receive(sent),
            archived: expect(juliet).to.receive(archived(sent)),
            'returned with an error': expect(romeo).to.receive(errorTo(sent)),
          });
      });
      await romeo.fence(juliet);
      const came = arrivals(juliet, [acknowledged, unacknowledged, ...unseen]);
      const order = unseen.map(({ id }) => id).filter((id) => came.includes(id));
      expect([...new Set(came.filter((id) => order.includes(id)))], 'what came meanwhile').to.deep.equal(order);
      const wanted = [acknowledged, unacknowledged, unacknowledged].map(({ id }) => id);
      await story.should(once, () => {
        expect(came, 'messages, before and after').to.deep.equal([...wanted, ...order]);
      });
    },
  );

  scenario(
    'says which session was resumed, and what it has handled of it',
    {
      id: 'xep0198.5.resumed-count',
      requirement: xep0198.must(
        '5',
        'resumption',
        'The answer to a resumption MUST have its previd, and the count of stanzas handled',
      ),
      covers: 'XEP0198-4-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: [rewrite('resumed', { previd: '' }), shift('resumed', 'h', 1), rewrite('resumed', { h: '0' })],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      const { attrs } = await manage(romeo, story, { resume: true });
      const management = streamManagement(romeo);
      await romeo.fenceOwnServer();
      await romeo.fenceOwnServer();
      const sent = management.sent;
      romeo.cut('reset');

      const answer = await resume(romeo, story);

      expect(answer.attrs.previd, 'previd').to.equal(attrs.id);
      expect(answer.attrs.h, 'h').to.equal(String(sent));
    },
  );

  scenario(
    'refuses to resume a session that it does not know, and lets a resource be bound instead',
    {
      id: 'xep0198.5.unknown-session',
      requirement: xep0198.must(
        '5',
        'resumption',
        'For a previd that it does not recognise the server MUST return failed',
      ),
      covers: 'XEP0198-5-1',
      given: { romeo: offline('homeServer') },
      accountable: 'homeServer',
      fault: [
        drop('failed'),
        rename('failed', 'resumed'),
        advisory(rename('item-not-found', 'bad-request')),
        advisory(drop('iq')),
        advisory(rewrite('iq', { type: 'error' })),
      ],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      const line = await dial(romeo, 'authenticated');
      if (!line.features.getChild('sm', ns.sm)) story.notApplicable('no stream management is offered');

      line.send(xml`<resume xmlns="${ns.sm}" previd="${fresh()}" h="0"/>`);

      const answer = await expect(line).to.receive(nonza('resumed', 'failed'));
      expect(answer.name, 'the answer').to.equal('failed');
      const condition = xep0198.should('5', 'resumption', 'The condition is item-not-found');
      await story.should(condition, () => expect(answer).to.carry(xml`<item-not-found xmlns="${ns.stanzas}"/>`));
      const binding = xep0198.should('5', 'resumption', 'After that the server allows to bind a resource');
      await story.should(binding, async () => {
        const bound = line.send(xml`<iq type="set"><bind xmlns="${ns.bind}"/></iq>`);
        expect(
          await expect(line).to.receive({ what: 'a reply', matches: ({ attrs }) => attrs.id === bound.id }),
        ).to.be.like(xml`<iq type="result"><bind xmlns="${ns.bind}"><jid/></bind></iq>`);
      });
    },
  );
});
