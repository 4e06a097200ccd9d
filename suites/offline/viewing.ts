import {
  online,
  describe,
  drop,
  dropLater,
  duplicate,
  expect,
  fresh,
  ns,
  rename,
  rewrite,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { command, headers, lines, offered, purge, store } from './waiting-messages.ts';

/** The recipient is connected without presence, so that nothing comes by itself. */
const given = { romeo: online('senderServer'), juliet: online('recipientServer', { silent: true }) };

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'shows a message that is asked for, and keeps it',
    {
      id: 'xep0013.retrieve-specific.viewed',
      requirement: offered(
        '2.4',
        'retrieve-specific',
        'A message that is viewed is sent with its node, and not removed',
      ),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: [drop('message', {}, 'juliet'), strip('offline', {}, 'juliet')],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await store(story, romeo, juliet);
      const [item] = await headers(juliet);
      const node = String(item?.attrs.node ?? story.inconclusive('no message is listed'));

      await juliet.request(command('get', xml`<item action="view" node="${node}"/>`));
      const left = await headers(juliet);
      await juliet.request(purge);

      const shown = await expect(juliet).to.receive(xml`<message from="${romeo.fullJid}"><body/></message>`);
      expect(shown).to.carry(xml`<offline xmlns="${ns.offline}"><item node="${node}"/></offline>`);
      expect(left, 'messages that still wait').to.have.lengthOf(lines.length);
    },
  );

  scenario(
    'shows all messages when it is told so, each once',
    {
      id: 'xep0013.retrieve-all.fetched',
      requirement: offered(
        '2.6',
        'retrieve-all',
        'All messages are returned on command, and were not sent before that',
      ),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: [dropLater('message', {}, 'juliet'), duplicate('message', {}, 'juliet')],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await store(story, romeo, juliet);

      await headers(juliet);
      await juliet.comeOnline();
      await juliet.request(command('get', xml`<fetch/>`));
      await juliet.request(purge);

      for (const one of sent) await expect(juliet).to.receive(one);
      expect(
        sent.map((one) => juliet.received(one).length),
        'how often each message came',
      ).to.deep.equal(sent.map(() => 1));
    },
  );

  scenario(
    'says that there is no message with a node that does not exist',
    {
      id: 'xep0013.retrieve-specific.unknown-node',
      requirement: offered('2.4', 'retrieve-specific', 'Where a node does not exist the answer is item-not-found'),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: [rename('item-not-found', 'gone'), rewrite('iq', { type: 'result' }, { type: 'error' })],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await store(story, romeo, juliet);

      const viewing = await juliet.request(command('get', xml`<item action="view" node="${fresh()}"/>`));
      const removal = await juliet.request(command('set', xml`<item action="remove" node="${fresh()}"/>`));
      await juliet.request(purge);

      expect(viewing).to.be.a.stanzaError('item-not-found');
      expect(removal).to.be.a.stanzaError('item-not-found');
    },
  );
});
