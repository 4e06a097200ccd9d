import {
  describe,
  drop,
  dropLater,
  errorTo,
  expect,
  inject,
  nonza,
  ns,
  online,
  presenceFrom,
  rename,
  replyTo,
  scenario,
  shift,
  streamManagement,
  xml,
} from '../../runners/index.ts';
import { archived, askArchive } from './kept.ts';
import { expectAllHandled, manage, xep0198 } from './managed.ts';

describe('Unreliable connections', '', () => {
  scenario(
    'acknowledges every stanza that it has handled, and nothing else',
    {
      id: 'xep0198.4.counts-handled-stanzas',
      requirement: xep0198.must(
        '4',
        'acking',
        'A request is answered with the number of stanzas handled since stream management was enabled',
      ),
      covers: 'XEP0198-4-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [drop('a'), shift('a', 'h', 3), shift('a', 'h', 1), shift('a', 'h', -1)],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await manage(romeo, story);
      const management = streamManagement(romeo);

      await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>Art thou there?</body></message>`);
      await management.request();
      await romeo.send(xml`<message to="${romeo.fullJid}"><body>O me!</body></message>`);
      await romeo.write('\n \n');
      await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);
      await management.request();
      await romeo.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
      await juliet.request(xml`<iq type="get" to="${romeo.fullJid}"><query xmlns="${ns.discoInfo}"/></iq>`);
      await management.acknowledge();
      await management.request();
      await Promise.all([1, 2, 3].map(() => expect(romeo).to.receive(nonza('a'))));

      await expectAllHandled(romeo);
    },
  );

  scenario(
    'closes a stream that acknowledges more than was sent',
    {
      id: 'xep0198.6.handled-count-too-high',
      requirement: xep0198.should(
        '6',
        'errors',
        'Who is told of more stanzas handled than it sent closes the stream with undefined-condition',
      ),
      covers: 'XEP0198-6-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: [
        inject('an answer', 'romeo', { sends: 'iq' }, ({ attrs }) => xml`<iq type="result" id="${attrs.id}"/>`),
        rename('undefined-condition', 'reset'),
      ],
      impact: 'none',
    },
    async ({ romeo }, story) => {
      await manage(romeo, story);

      // In one go, as the stream may be over right after the first.
      const [, ping] = await Promise.all([
        streamManagement(romeo).acknowledge(9999),
        romeo.send(xml`<iq type="get"><ping xmlns="${ns.ping}"/></iq>`),
      ]);

      const end = await romeo.ended(replyTo(ping));
      expect(end ? 'closed' : 'open', 'the stream').to.equal('closed');
      const [error] = romeo.received({ what: 'a stream error', matches: ({ name }) => name === 'stream:error' });
      expect(error).to.carry(xml`<undefined-condition xmlns="${ns.streams}"/>`);
      expect(error).to.carry(xml`<handled-count-too-high xmlns="${ns.sm}"/>`);
    },
  );

  scenario(
    'does not lose a message that was never acknowledged when the session ends',
    {
      id: 'xep0198.4.unacknowledged-message',
      requirement: xep0198.should(
        '4',
        'acking',
        'Stanzas unacknowledged when a session ends are stored, delivered elsewhere, or returned with an error',
      ),
      covers: ['XEP0198-4-3', 'ARC-18'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: dropLater('message'),
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      await manage(juliet, story);
      streamManagement(juliet).answering = 'never';
      const sent = await romeo.send(xml`
        <message to="${juliet.bareJid}" type="chat"><body>It is my lady</body></message>`);
      await juliet.receive(sent);
      juliet.cut();
      await romeo.receive(presenceFrom(juliet.fullJid, 'unavailable'));
      await juliet.comeOnline();

      await askArchive(juliet);

      await story.either({
        'delivered again': expect(juliet).to.receive(sent),
        archived: expect(juliet).to.receive(archived(sent)),
        'returned with an error': expect(romeo).to.receive(errorTo(sent)),
      });
    },
  );
});
