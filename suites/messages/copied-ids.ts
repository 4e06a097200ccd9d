import {
  advisory,
  copiedMessage,
  describe,
  enableCopies,
  expect,
  ns,
  online,
  rewrite,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';
import { copyOf } from './copies.ts';
import { idsBy, marksIds } from './stanza-ids.ts';

const xep0359 = xep('0359', '0.7.0');

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'gives a message and the copy of it the same stanza id',
    {
      id: 'xep0359.2.1.same-id-in-copies',
      requirement: xep0359.must(
        '2.1',
        'stanza-id',
        "The id must be unique and stable: it MUST NOT change later within the scope of the 'by' value (a warning)",
      ),
      covers: 'XEP0359-3-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: advisory(rewrite('stanza-id', { id: 'another' }, {}, 'chamber')),
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, chamber);
      const sent = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>A rose by any other name</body></message>`,
      );
      const received = await juliet.receive(sent);
      const copy = copiedMessage(await chamber.receive(copyOf(sent)));
      if (!(await marksIds(juliet, received))) story.notApplicable('the account gives messages no stanza ids');
      const ids = idsBy(received, juliet.bareJid);
      if (ids.length === 0) story.notApplicable('the message was given no stanza id');

      const copied = copy ? idsBy(copy, juliet.bareJid) : [];
      if (copied.length === 0) story.notApplicable('the copy was given no stanza id');
      const stable = xep0359.must('2.1', 'stanza-id', 'The id is stable (graded as a warning: both arrived)');
      await story.should(stable, () => {
        expect(ids, 'the ids of the message, which are those of the copy').to.include.members([...copied]);
      });
    },
  );
});
