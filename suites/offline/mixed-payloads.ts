import {
  canonical,
  childElements,
  describe,
  type Element,
  expect,
  fresh,
  ns,
  offline,
  online,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { storeThenArrive } from './storing.ts';

/** What clients put beside a text. */
const payloads = (): readonly Element[] => [
  xml`<reply xmlns="urn:xmpp:reply:0" to="juliet@capulet.example" id="${fresh()}"/>`,
  xml`
    <file-sharing xmlns="urn:xmpp:sfs:0" disposition="inline">
      <file xmlns="urn:xmpp:file:metadata:0"><name>moon.jpg</name><size>3032449</size></file>
      <sources><url-data xmlns="http://jabber.org/protocol/url-data" target="https://files.example/moon.jpg"/></sources>
    </file-sharing>`,
  xml`<encrypted xmlns="urn:xmpp:omemo:2"><header sid="27183"/><payload>b25lIGtpc3M=</payload></encrypted>`,
  xml`<x xmlns="${ns.directInvitation}" jid="orchard@chat.verona.example" reason="Come"/>`,
  xml`<replace xmlns="urn:xmpp:message-correct:0" id="${fresh()}"/>`,
  xml`<request xmlns="urn:xmpp:receipts"/>`,
  xml`<markable xmlns="urn:xmpp:chat-markers:0"/>`,
  xml`<reactions xmlns="urn:xmpp:reactions:0" id="${fresh()}"><reaction>👩‍👩‍👧</reaction><reaction>🐢</reaction></reactions>`,
  xml`<x xmlns="jabber:x:oob"><url>https://files.example/moon.jpg</url></x>`,
  xml`<fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0"><body start="0" end="4"/></fallback>`,
];

const unknown = 'urn:example:letter';

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'delivers stored messages of all kinds with everything that is in them',
    {
      id: 'rfc6120.8.4.stored-mixed-payloads',
      requirement: rfc(6120).must(
        '8.4',
        'A server routes or delivers a stanza with payload that it does not understand unmodified',
      ),
      covers: 'ARC-03',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'both',
      fault: [
        strip('reply'),
        strip('sources'),
        rewrite('header', { sid: '' }),
        strip('x', { jid: /./ }),
        retext('reaction', '🐢'),
        strip('letter'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      // The element that no server knows makes the rule hold for the whole of each stanza.
      const stanzas = payloads().map(
        (payload, number) => xml`
          <message to="${juliet.bareJid}" type="chat">
            <body>Letter ${number}</body>${payload}<letter xmlns="${unknown}" seal="${fresh()}"/>
          </message>`,
      );
      const all = await storeThenArrive(story, romeo, juliet, stanzas);

      for (const sent of all) {
        const received = await juliet.receive(sent);
        const found = childElements(received).map(canonical);
        for (const child of childElements(sent.stanza)) expect(found, 'what is in it').to.include(canonical(child));
      }
    },
  );
});
