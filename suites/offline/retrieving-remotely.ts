import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
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

function listing({ attrs }: Element, { fullJid }: { readonly fullJid: string }): Element {
  return xml`
    <iq type="result" from="${attrs.to}" id="${attrs.id}">
      <query xmlns="${ns.discoItems}"><item jid="${attrs.to}" node="1" name="${fullJid}"/></query>
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
        inject('a list of messages', 'romeo', { sends: 'iq', with: { id: /^listing-/ } }, listing),
        inject(
          'the message',
          'romeo',
          { sends: 'message', with: { id: /^before-/ } },
          ({ attrs }) =>
            xml`<message from="${attrs.to}" id="${attrs.id}" type="chat"><body>Two of the clock</body></message>`,
        ),
        drop('message', { id: /^before-/ }, 'juliet'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const to = juliet.bareJid;
      const late = (when: string): Element =>
        xml`<message to="${to}" id="${when}-${fresh()}" type="chat"><body>Two of the clock</body></message>`;
      const before = await romeo.send(late('before'));
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
        xml`<iq type="get" to="${to}" id="listing-${fresh()}"><query xmlns="${ns.discoItems}" node="${ns.offline}"/></iq>`,
      );
      const after = await romeo.send(late('after'));
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      for (const reply of replies) expect(reply).to.be.a.stanzaError();
      // What is public there, such as a node that everybody may read, is listed without the senders of messages.
      for (const name of [romeo.fullJid, romeo.bareJid])
        expect(listed).not.to.carry(xml`<item xmlns="${ns.discoItems}" name="${name}"/>`);
      expect(romeo).not.to.have.received(before);
      if (romeo.received(errorTo(before)).length > 0) story.saw('nothing is stored');
      // A store that lost both tells nothing of the purge.
      else if (juliet.received(after).length > 0) await expect(juliet).to.receive(before);
    },
  );
});
