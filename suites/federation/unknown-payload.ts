import {
  canonical,
  describe,
  type Element,
  expect,
  inject,
  online,
  presenceFrom,
  replyTo,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
  turnRound,
  undeclare,
  unprefix,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const unmodified = 'A server routes or delivers a stanza whose child elements it does not understand unmodified';

const outer = 'urn:fedcheck:test:outer';
const inner = 'urn:fedcheck:test:inner';
const innermost = 'urn:fedcheck:test:innermost';

/** Nothing that any server knows: nested namespaces, attributes, mixed content, empty and same-named elements. */
const unknown = (): Element => xml`
  <scene xmlns="${outer}" act="2" number=" 2 ">
    <line by="romeo">He jests at <b>scars</b> that never <b/>felt  a wound.</line>
    <line by="juliet"/>
    <props xmlns="${inner}"><vial empty="false"><drop xmlns="${innermost}" of="poison"> </drop></vial><vial/></props>
  </scene>`;

const sceneOf = (stanza: Element | undefined): string => {
  const scene = stanza?.getChild('scene', outer);
  return scene ? canonical(scene) : 'no scene';
};

/** Each way to spoil it: lost, merged, trimmed, reordered, with a changed attribute or without one, gone altogether. */
const damage = [
  strip('drop'),
  strip('line', { by: 'juliet' }),
  retext('drop', ''),
  turnRound('props'),
  rewrite('scene', { number: '2' }),
  rewrite('line', { by: '' }),
  strip('scene'),
];

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'carries content that no server knows unmodified in messages',
    {
      id: 'rfc6120.8.4.unknown-payload',
      requirement: rfc6120.must('8.4', unmodified),
      covers: ['RFC6120-8.4-1', 'MSG-09'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: damage,
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>Soft!</body>${unknown()}</message>`,
      );

      const received = await juliet.receive(sent);

      expect(sceneOf(received)).to.equal(canonical(unknown()));
    },
  );

  scenario(
    'carries content that no server knows unmodified in directed presence',
    {
      id: 'rfc6120.8.4.unknown-presence-payload',
      requirement: rfc6120.must('8.4', unmodified),
      covers: 'RFC6120-8.4-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: damage,
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.fullJid}">${unknown()}</presence>`);

      const received = await juliet.receive(presenceFrom(romeo.fullJid));

      expect(sceneOf(received)).to.equal(canonical(unknown()));
    },
  );

  scenario(
    'keeps the namespaces of prefixed elements and attributes',
    {
      id: 'rfc6120.4.8.5.prefixes',
      requirement: rfc6120.must(
        '4.8.5',
        'Namespaces of extended content are properly declared when stanzas are routed or delivered',
      ),
      covers: ['RFC6120-4.8.5-1', 'MSG-09'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [strip('prop'), rewrite('scene', { act: '4' }), unprefix('of'), unprefix('act'), undeclare('prop')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const stage = (): Element => xml`
      <p:scene xmlns:p="${outer}" xmlns:q="${inner}" act="2" q:act="3"><q:prop p:of="romeo">vial</q:prop></p:scene>`;
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Hist!</body>${stage()}</message>`,
      );

      const received = await juliet.receive(sent);

      expect(received.children.map((child) => (typeof child === 'string' ? child : canonical(child)))).to.include(
        canonical(stage()),
      );
    },
  );
});

describe('Requests between apps', '', () => {
  scenario(
    'carries the unknown content of a request and of its result unmodified',
    {
      id: 'rfc6120.8.4.unknown-iq-payload',
      requirement: rfc6120.must('8.4', unmodified),
      covers: 'RFC6120-8.4-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [
        strip('drop', {}, 'juliet'),
        strip('drop', {}, 'romeo'),
        inject(
          'a result of the server itself',
          'romeo',
          { sends: 'iq', with: { type: 'get' } },
          ({ attrs }) => xml`<iq from="${attrs.to}" id="${attrs.id}" type="result"/>`,
        ),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      juliet.answer(outer, unknown);
      const sent = await romeo.send(xml`<iq to="${juliet.fullJid}" type="get">${unknown()}</iq>`);

      const reply = await romeo.receive(replyTo(sent));
      if (reply.attrs.type === 'error') story.inconclusive(`the request was refused: ${reply.toString()}`);
      expect(sceneOf(reply), 'the answer of the client').to.equal(canonical(unknown()));
      const request = await juliet.receive(sent);

      expect(sceneOf(request)).to.equal(canonical(unknown()));
    },
  );
});
