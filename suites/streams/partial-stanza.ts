import { describe, expect, fresh, leak, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);

describe('Protection from harmful messages', '7(3)', () => {
  scenario(
    'does not process the part of a stanza that came before the connection broke',
    {
      id: 'rfc6120.8.partial-stanza',
      requirement: rfc6120.mustNot(
        '8',
        'A server MUST NOT process a partial stanza, that is, one whose closing tag it has not received',
      ),
      covers: 'RFC6120-8-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: leak('message', 'juliet'),
    },
    async ({ romeo, orchard, juliet }) => {
      const id = fresh();
      const meant = xml`<message to="${juliet.bareJid}" type="chat" id="${id}"><body>Soft!</body></message>`;
      const { fullJid } = romeo;
      const sent = await romeo.sendRaw(
        `<message to='${juliet.bareJid}' type='chat' id='${id}'><body>Soft!</body>`,
        meant,
      );

      romeo.cut();
      await orchard.receive(presenceFrom(fullJid, 'unavailable'));
      await orchard.fence(juliet);

      expect(juliet).not.to.have.received(sent);
    },
  );
});
