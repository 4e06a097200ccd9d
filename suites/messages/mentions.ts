import {
  canonical,
  childElements,
  describe,
  type Element,
  expect,
  retext,
  rewrite,
  scenario,
  shift,
  strip,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { acquainted, carry, chat, expectUnmodified, given, unmodified } from './payloads.ts';

const references = 'urn:xmpp:reference:0';

const text = '\u{1F305} It is the east, and Juliet is the sun: https://verona.example/sun';
const about = { mention: 'Juliet', data: 'https://verona.example/sun' } as const;

/** A reference to a part of the text; its offsets count code points (XEP-0372, section 3.1). */
function referenceTo(type: keyof typeof about, uri: string): Element {
  const begin = Array.from(text.slice(0, text.indexOf(about[type]))).length;
  const end = begin + about[type].length;
  return xml`<reference xmlns="${references}" type="${type}" begin="${begin}" end="${end}" uri="${uri}"/>`;
}

const partsOf = (message: Element): readonly string[] =>
  message.getChildren('reference', references).map(({ attrs }) =>
    Array.from(message.getChildText('body') ?? '')
      .slice(Number(attrs.begin), Number(attrs.end))
      .join(''),
  );

describe('Mentions', '7(2)(a)(i)', () => {
  scenario(
    'carries references to people and to things, and to the words that name them',
    {
      id: 'rfc6120.8.4.references',
      requirement: unmodified,
      covers: 'MSG-24',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('reference', { type: 'mention' }),
        strip('reference', { type: 'data' }),
        rewrite('reference', { uri: '' }),
        rewrite('reference', { begin: '' }),
        shift('reference', 'end', 1),
        retext('body', 'It is the east'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const message = chat(
        juliet.bareJid,
        xml`<body>${text}</body>`,
        referenceTo('mention', `xmpp:${juliet.bareJid}`),
        referenceTo('data', about.data),
      );
      await carry(story, [romeo, juliet], { 'a text with two references': message }, (received, sent) => {
        expect(partsOf(received), 'the words that are marked').to.deep.equal(Object.values(about));
        expectUnmodified(received, sent);
      });

      // The Experimental XEP-0513 has another form, of which it is only of interest whether it comes.
      const mention = xml`<mention xmlns="urn:xmpp:mentions:0" begin="22" end="28" jid="${juliet.bareJid}"/>`;
      const sent = await romeo.send(chat(juliet.bareJid, xml`<body>${text}</body>`, mention));
      const received = await juliet.receive(sent).catch(unlessAbsent);
      const came = received ? childElements(received).map(canonical).includes(canonical(mention)) : false;
      story.saw(came ? 'explicit mentions come as well' : 'explicit mentions do not come');
    },
  );
});
