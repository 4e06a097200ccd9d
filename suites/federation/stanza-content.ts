import { describe, expect, online, retext, rewrite, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);

/** Text that careless conversion, normalisation or clean-up would change. */
const everyKind = [
  'astral \u{1F339}\u{10FFFD}',
  'decomposed Rome\u0301o',
  'composed Rom\u00e9o',
  'right to left \u05E8\u05D5\u05DE\u05D9\u05D0\u05D5',
  'joined \u{1F469}\u200D\u2764\uFE0F\u200D\u{1F468}',
  'marks \uFEFF\u2028\u0085\u00AD',
  'wide \uFF32\uFB01',
  '\u4F60\u597D',
].join(' | ');

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'keeps the language of a stanza and of its children',
    {
      id: 'rfc6120.8.1.5.language-kept',
      requirement: rfc6120.mustNot(
        '8.1.5',
        "A server MUST NOT modify or delete 'xml:lang' attributes on stanzas it receives from other entities",
      ),
      covers: ['RFC6120-8.1.5-1', 'MSG-08'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        rewrite('message', { 'xml:lang': 'en' }),
        rewrite('message', { 'xml:lang': '' }),
        rewrite('body', { 'xml:lang': '' }),
        rewrite('body', { 'xml:lang': 'en' }, { 'xml:lang': 'el' }),
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
        '8.4',
        'A stanza with a child that the server does not understand is delivered unmodified, whatever UTF-8 (11.6) holds',
      ),
      covers: ['RFC6120-11.6-1', 'MSG-07'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        retext('body', everyKind.replace(/[\u{10000}-\u{10FFFF}]/gu, '\uFFFD')),
        retext('body', everyKind.normalize('NFC')),
        retext('body', everyKind.normalize('NFKC')),
        retext('body', everyKind.replace('\uFEFF', '')),
        retext('body', everyKind.replace('\u0085', ' ')),
        retext('body', everyKind.replace('\u200D', '')),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>${everyKind}</body><scene xmlns="urn:fedcheck:test"/></message>`,
      );

      const received = await juliet.receive(sent);

      const points = (value: string | null): string =>
        Array.from(value ?? '', (one) => (one.codePointAt(0) ?? 0).toString(16)).join(' ');
      expect(points(received.getChildText('body'))).to.equal(points(everyKind));
    },
  );

  scenario(
    "gives a stanza without a language that of its sender's stream",
    {
      id: 'rfc6120.4.7.4.stream-language',
      requirement: rfc6120.should(
        '4.7.4',
        "Without 'xml:lang' on a stanza the server SHOULD add it when routing, as the client's stream header had it",
      ),
      covers: 'RFC6120-4.7.4-1',
      given: { romeo: online('senderServer', { lang: 'eo' }), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [rewrite('message', { 'xml:lang': '' }), rewrite('message', { 'xml:lang': 'en' })],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Bonan nokton</body></message>`,
      );

      const received = await juliet.receive(sent);

      expect(received.attrs['xml:lang'], 'the language of the message').to.equal('eo');
    },
  );
});
