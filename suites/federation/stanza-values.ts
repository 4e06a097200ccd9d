import {
  describe,
  type Element,
  expect,
  fresh,
  online,
  replyTo,
  retext,
  rewrite,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const space = 'urn:fedcheck:test:values';

/** What the escaped text of a story means. */
const plain = '<&>"\' <& ]]> &lt; A\tb\nc';

/** Recognises a stanza by what it holds, since its id is what is in question. */
const holding = (
  name: string,
  token: string,
): { what: string; unique: true; matches: (stanza: Element) => boolean } => ({
  what: `the ${name} that romeo sent`,
  unique: true,
  matches: (stanza) =>
    stanza.name === name && stanza.attrs.type !== 'error' && stanza.getChildText('token', space) === token,
});

/** Sends an attribute and a text as they are written here, since a serialiser would choose the escapes itself. */
async function passOn(from: Session, to: Session, attribute: string, text: string): Promise<Element | undefined> {
  const id = `fc-${fresh()}`;
  const content = `<body>Hist!</body><said xmlns='${space}' as='${attribute}'>${text}</said>`;
  await from.write(`<message to='${to.bareJid}' type='chat' id='${id}'>${content}</message>`);
  const what = 'the message as it was written';
  const received = await to.receive({
    what,
    unique: true,
    matches: ({ attrs }) => attrs.id === id && attrs.type === 'chat',
  });
  return received.getChild('said', space);
}

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'keeps escaped characters, CDATA and character references what they mean',
    {
      id: 'rfc6120.8.4.escapes',
      requirement: rfc6120.must(
        '8.4',
        'A server routes or delivers a stanza whose child elements it does not understand unmodified',
      ),
      covers: ['RFC6120-11.3-1', 'MSG-07'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        retext('said', plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
        retext('said', plain.replace('<& ', '')),
        retext('said', plain.replace(' ]]>', '')),
        rewrite('said', { as: '\'&lt;&>"' }),
        rewrite('said', { as: "'<&>" }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const said = await passOn(
        romeo,
        juliet,
        '&apos;&lt;&amp;&gt;&quot;',
        '&lt;&amp;&gt;&quot;&apos; <![CDATA[<&]]> ]]&gt; &#x26;lt; &#65;\tb\nc',
      );

      expect(said?.getText()).to.equal(plain);
      expect(said?.attrs.as).to.equal('\'<&>"');
    },
  );

  scenario(
    'keeps tabs and line ends that are written as character references',
    {
      id: 'rfc6120.8.4.white-space-references',
      requirement: rfc6120.must(
        '8.4',
        'A server routes or delivers a stanza whose child elements it does not understand unmodified',
      ),
      covers: 'RFC6120-11.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [rewrite('said', { as: 'abcd' }), rewrite('said', { as: 'a b\nc\rd' }), retext('said', 'a\tb c')],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const said = await passOn(romeo, juliet, 'a&#9;b&#10;c&#13;d', 'a&#9;b&#10;c');

      expect(said?.getText()).to.equal('a\tb\nc');
      expect(said?.attrs.as).to.equal('a\tb\nc\rd');
    },
  );

  scenario(
    'keeps carriage returns that are written as character references',
    {
      id: 'rfc6120.8.4.carriage-return-references',
      requirement: rfc6120.must(
        '8.4',
        'A server routes or delivers a stanza whose child elements it does not understand unmodified',
      ),
      covers: 'RFC6120-11.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [retext('said', 'a\nb\r\nc'), retext('said', 'abc')],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const said = await passOn(romeo, juliet, 'd', 'a&#13;b&#xD;&#10;c');

      expect(said?.getText()).to.equal('a\rb\r\nc');
    },
  );
});

describe('Requests between apps', '', () => {
  scenario(
    'brings the answer to a request back under its id, whatever characters that is made of',
    {
      id: 'rfc6120.8.1.3.request-id',
      requirement: rfc6120.must(
        '8.1.3',
        "The value of the 'id' attribute of a response or error MUST match that of the generated stanza",
      ),
      covers: 'RFC6120-8.1.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [rewrite('iq', { id: 'another' }, {}, 'juliet'), rewrite('iq', { id: 'another' }, {}, 'romeo')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      juliet.answer(space, () => undefined);
      for (const id of [`<&'>" ${fresh()}`, `\u00e9\u{1F339}${fresh()}`, fresh().padEnd(255, 'x')]) {
        const token = fresh();
        const sent = await romeo.send(
          xml`<iq to="${juliet.fullJid}" type="get" id="${id}"><token xmlns="${space}">${token}</token></iq>`,
        );

        await juliet.receive(holding('iq', token));

        await expect(romeo).to.receive(replyTo(sent));
      }
    },
  );
});
