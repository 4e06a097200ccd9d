import {
  canonical,
  childElements,
  clone,
  describe,
  drop,
  dropLater,
  type Element,
  expect,
  ns,
  online,
  retext,
  rewrite,
  rfc,
  scenario,
  type Session,
  strip,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

const unmodified = 'A server routes or delivers a stanza whose child elements it does not understand unmodified';
const thread = 'e0ffe42b28561960c6b12b944a092794b9683a38';
const receipts = 'urn:xmpp:receipts';
const unknown = (): Element =>
  xml`<letter xmlns="urn:fedcheck:test:letter" seal="wax"><line n="1">Soft!</line></letter>`;

/** Sends the children in a message to the full and to the bare JID, and judges that each arrives with all of them. */
async function carried(romeo: Session, juliet: Session, type: string, children: readonly Element[]): Promise<void> {
  for (const to of [juliet.fullJid, juliet.bareJid]) {
    const message = xml`<message to="${to}" type="${type}"/>`;
    for (const child of children) message.cnode(clone(child));
    const sent = await romeo.send(message);

    const received = await expect(juliet).to.receive(sent);

    const arrived = childElements(received).map(canonical);
    expect(arrived, `the content of a message to ${to}`).to.include.members(childElements(sent.stanza).map(canonical));
  }
}

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'delivers a message with bodies and subjects in several languages whole',
    {
      id: 'rfc6120.8.4.bodies-and-subjects',
      requirement: rfc6120.must('8.4', unmodified),
      covers: ['RFC6121-5.2.3-1', 'MSG-08'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        strip('body', { 'xml:lang': 'el' }),
        strip('subject', { 'xml:lang': 'cs' }),
        rewrite('body', { 'xml:lang': '' }),
        strip('letter'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      await carried(romeo, juliet, 'normal', [
        xml`<subject>The balcony</subject>`,
        xml`<subject xml:lang="cs">Balkón</subject>`,
        xml`<body>Wherefore art thou?</body>`,
        xml`<body xml:lang="cs">Pročež jsi ty?</body>`,
        xml`<body xml:lang="el">Γιατί είσαι;</body>`,
        unknown(),
      ]);
    },
  );

  scenario(
    'delivers a subject, a thread and its parent with chat and normal messages',
    {
      id: 'rfc6120.8.4.thread-and-parent',
      requirement: rfc6120.must('8.4', unmodified),
      covers: ['RFC6121-5.2.3-1', 'MSG-14'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        strip('thread'),
        rewrite('thread', { parent: '' }),
        retext('thread', 'another'),
        strip('subject'),
        retext('subject', 'Re: My ears'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      for (const type of ['chat', 'normal'])
        await carried(romeo, juliet, type, [
          xml`<subject>My ears</subject>`,
          xml`<body>My ears have not yet drunk a hundred words</body>`,
          xml`<thread parent="7edac73ab41e45c4aafa7b2d7b749080">${thread}</thread>`,
          unknown(),
        ]);
    },
  );

  scenario(
    'delivers messages without a body: a chat state, a receipt, content that no server knows',
    {
      id: 'rfc6120.8.4.without-body',
      requirement: rfc6120.must('8.4', unmodified),
      covers: 'RFC6121-5.2.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [drop('message', { type: 'chat' }), dropLater('message'), strip('received'), strip('letter')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      await carried(romeo, juliet, 'chat', [xml`<composing xmlns="${ns.chatStates}"/>`, unknown()]);
      await carried(romeo, juliet, 'normal', [xml`<received xmlns="${receipts}" id="richard2-4.1.247"/>`, unknown()]);
      await carried(romeo, juliet, 'normal', [unknown()]);
    },
  );
});
