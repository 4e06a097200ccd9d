import {
  amend,
  describe,
  type Element,
  expect,
  type Fault,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { acquainted, carry, chat, given, unmodified } from './payloads.ts';

const rfc6120 = rfc(6120);

/** No carriage return among them: XML has parsers read it as a line feed (XML 1.0, section 2.11). */
const texts = {
  'emoji beyond the basic plane': '\u{1F339}\u{1F98B} \u{10FFFD}',
  'emoji joined into one': '\u{1F469}\u200D\u{1F469}\u200D\u{1F467} \u2764\uFE0F \u{1F44B}\u{1F3FD} \u{1F1EE}\u{1F1F9}',
  'text from right to left': '\u202B\u05E8\u05D5\u05DE\u05D9\u05D0\u05D5\u202C \u200F\u0631\u0648\u0645\u064A\u0648',
  'letters and marks apart': 'Rome\u0301o \u1100\u1161 A\u030A',
  'letters and marks in one': 'Rom\u00e9o \uAC00 \u00C5',
  'line feeds, tabs and blanks': '  Two households,\n\n\tboth alike  in dignity \n ',
  'signs that XML escapes': `<b>&amp; "Thou" & 'thee' ]]> &lt; <!-- -->`,
} as const;

const damage = (what: string, change: (text: string) => string): Fault =>
  amend(what, 'body', (body) => {
    body.children = [change(body.getText())];
  });

const points = (text: string | null): string =>
  Array.from(text ?? '', (one) => (one.codePointAt(0) ?? 0).toString(16)).join(' ');

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'delivers text of every kind character by character',
    {
      id: 'rfc6120.8.4.text-unchanged',
      requirement: unmodified,
      covers: 'MSG-07',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        damage('composes letters and marks', (text) => text.normalize('NFC')),
        damage('takes letters and marks apart', (text) => text.normalize('NFD')),
        damage('trims text', (text) => text.trim()),
        damage('replaces characters beyond the basic plane', (text) => text.replace(/[\u{10000}-\u{10FFFF}]/gu, '?')),
        damage('takes emoji apart', (text) => text.replaceAll('\u200D', '')),
        damage('loses the direction of text', (text) => text.replace(/[\u200F\u202B\u202C]/g, '')),
        damage('makes one line of text', (text) => text.replace(/\s+/g, ' ')),
        damage('escapes text twice', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
        damage('takes text for markup', (text) => text.replace(/<[^>]*>/g, '')),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const messages = Object.entries(texts).map(
        ([name, text]) => [name, chat(juliet.bareJid, xml`<body>${text}</body>`)] as const,
      );

      await carry(story, [romeo, juliet], Object.fromEntries(messages), (received, sent) => {
        expect(points(received.getChildText('body')), 'the code points').to.equal(points(sent.getChildText('body')));
      });
    },
  );

  scenario(
    'delivers each body in the language that it was written in',
    {
      id: 'rfc6120.8.1.5.language-of-each-body',
      requirement: rfc6120.mustNot(
        '8.1.5',
        "A server MUST NOT modify or delete 'xml:lang' attributes on stanzas it receives from other entities",
      ),
      covers: 'MSG-08',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        rewrite('message', { 'xml:lang': 'en' }),
        rewrite('message', { 'xml:lang': '' }),
        strip('body', { 'xml:lang': 'fr' }),
        rewrite('body', { 'xml:lang': '' }),
        retext('body', 'Gute Nacht'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const message = chat(juliet.bareJid, xml`<body>Gute Nacht</body>`, xml`<body xml:lang="fr">Bonne nuit</body>`);
      message.attrs['xml:lang'] = 'de';

      await carry(story, [romeo, juliet], { 'a text in two languages': message }, (received, sent) => {
        expect(textsOf(received), 'the texts by language').to.deep.equal(textsOf(sent));
      });
    },
  );
});

/** A body without a language has that of the message (RFC 6120, section 8.1.5). */
function textsOf(message: Element): readonly string[] {
  const languageOf = ({ attrs }: Element): string => String(attrs['xml:lang'] ?? message.attrs['xml:lang'] ?? 'none');
  return message
    .getChildren('body')
    .map((body) => `${languageOf(body)}: ${body.getText()}`)
    .sort();
}
