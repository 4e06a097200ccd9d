import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  inject,
  ns,
  online,
  presenceFrom,
  rename,
  replyTo,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

const untyped = ({ attrs }: Element, { fullJid }: { readonly fullJid: string }): Element =>
  xml`<presence from="${fullJid}" id="${attrs.id}"/>`;

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'answers presence of a type that nobody knows with an error, and takes it for nothing else',
    {
      id: 'rfc6121.4.7.1.unknown-type',
      requirement: rfc6121.should(
        '4.7.1',
        'Presence of a type that is not defined is answered with bad-request by its recipient or a server on the way',
      ),
      covers: 'RFC6121-4.7.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        drop('presence', { type: 'error' }, 'romeo'),
        inject('available presence', 'juliet', { sends: 'presence', with: { type: 'greeting' } }, untyped),
        rename('bad-request', 'gone'),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(xml`<presence to="${juliet.fullJid}" type="greeting"/>`);
      const sign = await romeo.send(xml`<iq to="${juliet.domain}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`);
      const end = await romeo.ended(replyTo(sign));
      if (end) {
        if (end.reason !== 'stream-error') story.inconclusive(`the stream was lost: ${end.reason}: ${end.detail}`);
        story.saw(`the stream is closed: ${end.detail}`);
        return;
      }
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(presenceFrom(romeo.fullJid));
      const [delivered] = juliet.received(sent);
      if (delivered) {
        story.saw('delivered, and answered by the client');
        const error = xml`<error type="modify"><bad-request xmlns="${ns.stanzas}"/></error>`;
        await juliet.send(xml`<presence to="${romeo.fullJid}" type="error" id="${sent.id}">${error}</presence>`);
      } else story.saw('answered by a server');
      expect(await expect(romeo).to.receive(errorTo(sent))).to.be.a.stanzaError('bad-request');
    },
  );
});
