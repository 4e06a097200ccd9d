import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  inject,
  ns,
  offline,
  online,
  rewrite,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0013 = xep('0013', '1.3');

const purge = xml`<purge/>`;
const fetchAll = xml`<fetch/>`;

function listing({ attrs }: Element): Element {
  return xml`
    <iq type="result" from="${attrs.to}" id="${attrs.id}">
      <query xmlns="${ns.discoItems}"><item jid="${attrs.to}" node="1" name="mercutio@montague.example/square"/></query>
    </iq>`;
}

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'lets nobody else list, fetch or purge the messages that wait for an account',
    {
      id: 'xep0013.sec.refused-to-others',
      requirement: xep0013.mustNot(
        '4',
        'sec',
        'Offline messages are for authorized resources of the user alone; what others command is refused',
      ),
      covers: 'XEP0013-2-1',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'romeo'),
        inject('a list of messages', 'romeo', { sends: 'iq', with: { type: 'get' } }, listing),
        inject(
          'the message',
          'romeo',
          { sends: 'message', with: { type: 'chat' } },
          ({ attrs }) =>
            xml`<message from="${attrs.to}" id="${attrs.id}" type="chat"><body>Two of the clock</body></message>`,
        ),
        drop('message', { type: 'chat' }, 'juliet'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const to = juliet.bareJid;
      const before = await romeo.send(xml`<message to="${to}" type="chat"><body>Two of the clock</body></message>`);
      const replies = [];
      for (const [type, content] of [
        ['get', fetchAll],
        ['set', purge],
      ] as const)
        replies.push(
          await romeo.request(
            xml`<iq type="${type}" to="${to}"><offline xmlns="${ns.offline}">${content}</offline></iq>`,
          ),
        );
      const listed = await romeo.request(
        xml`<iq type="get" to="${to}"><query xmlns="${ns.discoItems}" node="${ns.offline}"/></iq>`,
      );
      const after = await romeo.send(xml`<message to="${to}" type="normal"><body>Three of the clock</body></message>`);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      for (const reply of replies) expect(reply).to.be.a.stanzaError();
      expect(listed).not.to.carry(xml`<item xmlns="${ns.discoItems}"/>`);
      expect(romeo).not.to.have.received(before);
      if (romeo.received(errorTo(before)).length > 0) story.saw('nothing is stored');
      // A store that lost both tells nothing of the purge.
      else if (juliet.received(after).length > 0) await expect(juliet).to.receive(before);
    },
  );
});
