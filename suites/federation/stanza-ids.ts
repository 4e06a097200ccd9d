import {
  describe,
  type Element,
  expect,
  fresh,
  type Matcher,
  online,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const space = 'urn:fedcheck:test:ids';

/** Characters that XML must escape, a digit in front, letters beyond ASCII, and the length of 255. */
const ids = (): readonly string[] => [
  `<&'>" ${fresh()}`,
  `7-${fresh()}`,
  `\u00e9\u{1F339}${fresh()}`,
  fresh().padEnd(255, 'x'),
];

/** Recognises a stanza by what it holds, since its id is what is in question. */
const holding = (name: string, token: Element): Matcher => ({
  what: `the ${name} that romeo sent`,
  matches: (stanza) =>
    stanza.name === name && stanza.attrs.type !== 'error' && stanza.getChildText('token', space) === token.getText(),
});

/** An id of the server's own, a long one cut off, one that was escaped twice. */
const damages = (name: string, type?: string) => {
  const of = type === undefined ? {} : { type };
  return [
    rewrite(name, { id: 'another' }, of),
    rewrite(name, { id: 'x'.repeat(64) }, { ...of, id: /x{100}/ }),
    rewrite(name, { id: '&lt;&amp;' }, { ...of, id: /&/ }),
  ];
};

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'keeps the id of a message, whatever characters it is made of',
    {
      id: 'rfc6120.8.4.message-id-kept',
      requirement: rfc6120.must(
        '8.4',
        'A stanza for another entity with a child that the server does not understand MUST be routed unmodified',
      ),
      covers: ['RFC6120-8.1.3-1', 'MSG-10'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: damages('message'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      for (const id of ids()) {
        const token = xml`<token xmlns="${space}">${fresh()}</token>`;
        await romeo.send(
          xml`<message to="${juliet.bareJid}" type="chat" id="${id}"><body>Hist!</body>${token}</message>`,
        );

        const received = await juliet.receive(holding('message', token));

        expect(received.attrs.id).to.equal(id);
      }
    },
  );
});

describe('Requests between apps', '', () => {
  scenario(
    'keeps the id of presence, whatever characters it is made of',
    {
      id: 'rfc6120.8.4.presence-id-kept',
      requirement: rfc6120.must(
        '8.4',
        'A stanza for another entity with a child that the server does not understand MUST be routed unmodified',
      ),
      covers: 'RFC6120-8.1.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: damages('presence'),
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      for (const id of ids()) {
        const token = xml`<token xmlns="${space}">${fresh()}</token>`;
        await romeo.send(xml`<presence to="${juliet.fullJid}" id="${id}">${token}</presence>`);

        const received = await juliet.receive(holding('presence', token));

        expect(received.attrs.id).to.equal(id);
      }
    },
  );

  scenario(
    'gives the error for a request the id of the request, whatever characters it is made of',
    {
      id: 'rfc6120.8.1.3.error-id',
      requirement: rfc6120.must(
        '8.1.3',
        "The value of the 'id' attribute of a response or error MUST match that of the generated stanza",
      ),
      covers: 'RFC6120-8.1.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: damages('iq', 'error'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const anyError: Matcher = {
        what: 'an error for a request',
        matches: ({ name, attrs }) => name === 'iq' && attrs.type === 'error',
      };
      for (const id of ids()) {
        await romeo.send(xml`<iq to="${juliet.bareJid}" type="get" id="${id}"><ask xmlns="${space}"/></iq>`);

        const error = await romeo.receive(anyError);

        expect(error.attrs.id).to.equal(id);
      }
    },
  );
});
