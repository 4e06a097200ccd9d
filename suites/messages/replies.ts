import {
  amend,
  describe,
  type Element,
  expect,
  retext,
  rewrite,
  scenario,
  shift,
  strip,
  xml,
} from '../../runners/index.ts';
import { acquainted, carry, chat, expectUnmodified, given, unmodified } from './payloads.ts';

const reply = 'urn:xmpp:reply:0';
const fallback = 'urn:xmpp:fallback:0';

/** Emoji among it: offsets count code points, not the units of any encoding (XEP-0426, section 2). */
const quotation = '> \u{1F339}\u{1F469}\u200D\u{1F467} What is in a name?\n';

/** The part of the text that stands in for the reference (XEP-0428, section 2.2). */
function quoted(message: Element): string {
  const { start, end } = message.getChild('fallback', fallback)?.getChild('body')?.attrs ?? {};
  return Array.from(message.getChildText('body') ?? '')
    .slice(Number(start), Number(end))
    .join('');
}

describe('Replies', '7(2)(a)(i)', () => {
  scenario(
    'carries a reply with what it replies to and where the quotation stands',
    {
      id: 'rfc6120.8.4.replies',
      requirement: unmodified,
      covers: 'MSG-23',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('reply'),
        rewrite('reply', { id: 'another' }),
        rewrite('reply', { to: '' }),
        strip('fallback'),
        shift('body', 'end', 3, { end: /./ }),
        amend('puts a sign before the text', 'message', (message) => {
          for (const body of message.getChildren('body')) body.children = [`> ${body.getText()}`];
        }),
        retext('body', 'A rose!'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [question] = await carry(story, [romeo, juliet], {
        'the message to reply to': chat(juliet.bareJid, xml`<body>${quotation.slice(2).trim()}</body>`),
      });

      const end = Array.from(quotation).length;
      const answer = chat(
        romeo.bareJid,
        xml`<body>${quotation}A rose by any other name would smell as sweet</body>`,
        xml`<reply xmlns="${reply}" to="${romeo.fullJid}" id="${question?.attrs.id}"/>`,
        xml`<fallback xmlns="${fallback}" for="${reply}"><body start="0" end="${end}"/></fallback>`,
      );
      await carry(story, [juliet, romeo], { 'the reply': answer }, (received, sent) => {
        expect(quoted(received), 'the quotation').to.equal(quotation);
        expectUnmodified(received, sent);
      });
    },
  );
});
