import {
  describe,
  dropLater,
  errorTo,
  expect,
  online,
  retext,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'keeps the language of a stanza and of its children',
    {
      id: 'rfc6120.8.1.5.language-kept',
      requirement: rfc6120.mustNot(
        '8.1.5',
        "A server MUST NOT modify or delete 'xml:lang' attributes on stanzas it receives from other entities",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        rewrite('message', { 'xml:lang': 'en' }),
        rewrite('message', { 'xml:lang': '' }),
        rewrite('body', { 'xml:lang': '' }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const bodies = [xml`<body xml:lang="fr">Bonsoir</body>`, xml`<body xml:lang="el">Καλησπέρα</body>`];
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat" xml:lang="de-CH">${bodies[0]}${bodies[1]}</message>`,
      );

      const received = await juliet.receive(sent);

      expect(received).to.be.like(xml`<message xml:lang="de-CH">${bodies[0]}${bodies[1]}</message>`);
    },
  );

  scenario(
    'delivers every kind of Unicode text code point by code point',
    {
      id: 'rfc6120.11.6.unicode',
      requirement: rfc6120.must(
        '11.6',
        'Implementations MUST support the UTF-8 transformation of Universal Character Set characters',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: retext('body', 'Rom\u00e9o ?'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const text = [
        'astral \u{1F339}\u{10FFFD}',
        'decomposed Rome\u0301o',
        'composed Rom\u00e9o',
        'right to left \u05E8\u05D5\u05DE\u05D9\u05D0\u05D5',
        'joined \u{1F469}\u200D\u2764\uFE0F\u200D\u{1F468}',
        'marks \uFEFF\u2028\u0085\u00AD',
        'wide \uFF32\uFB01',
        '\u4F60\u597D',
      ].join(' | ');
      const sent = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>${text}</body></message>`);

      const received = await juliet.receive(sent);

      const points = (value: string | null): string =>
        Array.from(value ?? '', (one) => (one.codePointAt(0) ?? 0).toString(16)).join(' ');
      expect(points(received.getChildText('body'))).to.equal(points(text));
    },
  );

  scenario(
    'accepts a message of 9500 bytes on every hop and delivers it whole',
    {
      id: 'rfc6120.13.12.large-message',
      requirement: rfc6120.mustNot(
        '13.12',
        "A deployed server's maximum stanza size MUST NOT be smaller than 10000 bytes",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [dropLater('message'), retext('body', 'O, speak')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      // A service that refuses strangers anyhow says nothing of sizes.
      const small = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>O!</body></message>`);
      await juliet.receive(small);
      const around = Buffer.byteLength(
        xml`<message to="${juliet.bareJid}" type="chat" id="fc-00000000-0000-0000-0000-000000000000"><body/></message>`.toString(),
      );
      const body = 'O, speak again, bright angel! '.repeat(400).slice(0, 9500 - around);
      const sent = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>${body}</body></message>`);

      const [outcome, received] = await story.either({
        delivered: expect(juliet).to.receive(sent),
        refused: romeo.receive(errorTo(sent)),
      });

      expect(outcome, 'what became of 9500 bytes').to.equal('delivered');
      expect(received.getChildText('body')).to.equal(body);
    },
  );
});
