import {
  online,
  describe,
  type Element,
  expect,
  inject,
  leak,
  ns,
  retext,
  rewrite,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { command, headers, lines, offered, purge, store } from './waiting-messages.ts';

/** The recipient is connected without presence, so that nothing comes by itself. */
const given = { romeo: online('senderServer'), juliet: online('recipientServer', { silent: true }) };

function refusal({ attrs }: Element): Element {
  return xml`<iq type="error" id="${attrs.id}"><error type="cancel"><forbidden xmlns="${ns.stanzas}"/></error></iq>`;
}

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'tells how many messages wait',
    {
      id: 'xep0013.request-number.count',
      requirement: offered(
        '2.2',
        'request-number',
        'The extended information of the node tells the number of messages',
      ),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: retext('value', '2'),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await store(story, romeo, juliet);

      const info = await juliet.request(xml`<iq type="get"><query xmlns="${ns.discoInfo}" node="${ns.offline}"/></iq>`);

      const count = xml`<field xmlns="${ns.dataForms}" var="number_of_messages"><value>3</value></field>`;
      await juliet.request(purge);
      expect(info).to.carry(count);
    },
  );

  scenario(
    'lists a header for each message that waits, and floods nobody who asked for them',
    {
      id: 'xep0013.request-headers.no-flood',
      requirement: offered(
        '2.3',
        'request-headers',
        'Headers name the sender of each message, and initial presence afterwards brings no flood of messages',
      ),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: [
        strip('item', {}, 'juliet'),
        rewrite('item', { name: 'mercutio@montague.example/square' }),
        rewrite('item', { node: 'one' }),
        leak('message', 'juliet'),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await store(story, romeo, juliet);

      const items = await headers(juliet);
      await juliet.comeOnline();
      const flood = sent.flatMap((one) => juliet.received(one)).map(String);
      await juliet.request(purge);

      expect(items.map(({ attrs }) => String(attrs.name))).to.deep.equal(lines.map(() => romeo.fullJid));
      expect(new Set(items.map(({ attrs }) => String(attrs.node))).size, 'different nodes').to.equal(lines.length);
      expect(flood, 'messages that came by themselves').to.deep.equal([]);
    },
  );

  scenario(
    'removes one message, and then all, when it is told so',
    {
      id: 'xep0013.remove.one-and-all',
      requirement: offered(
        '2.5',
        'remove-specific',
        'The server removes the messages, by node or all, and confirms it',
      ),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: inject('a refusal', 'juliet', { sends: 'iq', with: { type: 'set' }, by: 'juliet' }, refusal),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await store(story, romeo, juliet);
      const [item] = await headers(juliet);
      const node = String(item?.attrs.node ?? story.inconclusive('no message is listed'));

      const removal = await juliet.request(command('set', xml`<item action="remove" node="${node}"/>`));
      const left = await headers(juliet);
      const purging = await juliet.request(purge);
      const last = await headers(juliet);

      expect(removal).to.be.like(xml`<iq type="result"/>`);
      expect(left.map(({ attrs }) => String(attrs.node)))
        .to.have.lengthOf(lines.length - 1)
        .and.not.include(node);
      expect(purging).to.be.like(xml`<iq type="result"/>`);
      expect(last, 'messages after the purge').to.have.lengthOf(0);
    },
  );
});
