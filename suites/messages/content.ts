import {
  describe,
  drop,
  dropLater,
  type Element,
  ns,
  retext,
  rewrite,
  scenario,
  type Session,
  strip,
  xml,
} from '../../runners/index.ts';
import { acquainted, carry, given, toBoth, unmodified } from './payloads.ts';

const thread = 'e0ffe42b28561960c6b12b944a092794b9683a38';
const receipts = 'urn:xmpp:receipts';
const unknown = (): Element =>
  xml`<letter xmlns="urn:fedcheck:test:letter" seal="wax"><line n="1">Soft!</line></letter>`;

/** The same content in messages of that type, to the bare JID and to the full JID. */
function ofType(type: string, to: Session, what: string, ...content: readonly Element[]): Record<string, Element> {
  const messages = toBoth(to, `${what} of type ${type}`, ...content);
  for (const message of Object.values(messages)) message.attrs.type = type;
  return messages;
}

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'delivers a message with bodies and subjects in several languages whole',
    {
      id: 'rfc6120.8.4.bodies-and-subjects',
      requirement: unmodified,
      covers: ['RFC6121-5.2.3-1', 'MSG-08'],
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('body', { 'xml:lang': 'el' }),
        strip('subject', { 'xml:lang': 'cs' }),
        rewrite('body', { 'xml:lang': '' }),
        strip('letter'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const content = [
        xml`<subject>The balcony</subject>`,
        xml`<subject xml:lang="cs">Balkón</subject>`,
        xml`<body>Wherefore art thou?</body>`,
        xml`<body xml:lang="cs">Pročež jsi ty?</body>`,
        xml`<body xml:lang="el">Γιατί είσαι;</body>`,
        unknown(),
      ];
      await carry(story, [romeo, juliet], ofType('normal', juliet, 'a message', ...content));
    },
  );

  scenario(
    'delivers a subject, a thread and its parent with chat and normal messages',
    {
      id: 'rfc6120.8.4.thread-and-parent',
      requirement: unmodified,
      covers: ['RFC6121-5.2.3-1', 'MSG-14'],
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('thread'),
        rewrite('thread', { parent: '' }),
        retext('thread', 'another'),
        strip('subject'),
        retext('subject', 'Re: My ears'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const content = [
        xml`<subject>My ears</subject>`,
        xml`<body>My ears have not yet drunk a hundred words</body>`,
        xml`<thread parent="7edac73ab41e45c4aafa7b2d7b749080">${thread}</thread>`,
        unknown(),
      ];
      await carry(story, [romeo, juliet], {
        ...ofType('chat', juliet, 'a message', ...content),
        ...ofType('normal', juliet, 'a message', ...content),
      });
    },
  );

  scenario(
    'delivers messages without a body: a chat state, a receipt, content that no server knows',
    {
      id: 'rfc6120.8.4.without-body',
      requirement: unmodified,
      covers: 'RFC6121-5.2.3-1',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [drop('message', { type: 'chat' }), dropLater('message'), strip('received'), strip('letter')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const receipt = xml`<received xmlns="${receipts}" id="richard2-4.1.247"/>`;
      await carry(story, [romeo, juliet], {
        ...ofType('chat', juliet, 'a chat state', xml`<composing xmlns="${ns.chatStates}"/>`, unknown()),
        ...ofType('normal', juliet, 'a receipt', receipt, unknown()),
        ...ofType('normal', juliet, 'unknown content', unknown()),
      });
    },
  );
});
