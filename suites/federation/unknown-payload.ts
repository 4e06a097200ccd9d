import {
  canonical,
  describe,
  type Element,
  expect,
  online,
  resultTo,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
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

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'carries content that no server knows unmodified in messages and presence',
    {
      id: 'rfc6120.8.4.unknown-payload',
      requirement: rfc6120.must('8.4', unmodified),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [strip('drop'), retext('drop', ''), rewrite('scene', { number: '2' }), strip('scene')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const message = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>Soft!</body>${unknown()}</message>`,
      );
      const presence = await romeo.send(xml`<presence to="${juliet.fullJid}">${unknown()}</presence>`);

      const asMessage = await juliet.receive(message);
      const asPresence = await juliet.receive({
        what: "romeo's directed presence",
        matches: (stanza) =>
          stanza.name === 'presence' && stanza.attrs.from === presence.from && stanza.attrs.type === undefined,
      });

      expect(sceneOf(asMessage)).to.equal(canonical(unknown()));
      expect(sceneOf(asPresence)).to.equal(canonical(unknown()));
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
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [strip('prop'), rewrite('scene', { act: '4' })],
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
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [strip('drop', {}, 'juliet'), strip('drop', {}, 'romeo')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      juliet.answer(outer, unknown);
      const sent = await romeo.send(xml`<iq to="${juliet.fullJid}" type="get">${unknown()}</iq>`);

      const request = await juliet.receive(sent);
      const result = await romeo.receive(resultTo(sent));

      expect(sceneOf(request)).to.equal(canonical(unknown()));
      expect(sceneOf(result)).to.equal(canonical(unknown()));
    },
  );
});
