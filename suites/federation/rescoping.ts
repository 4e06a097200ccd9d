import {
  childElements,
  describe,
  type Element,
  expect,
  namespaceOf,
  ns,
  online,
  presenceFrom,
  rewrite,
  rfc,
  scenario,
  undeclare,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const space = 'urn:fedcheck:test:scope';

const scopeOf = (element: Element): string => (element.attrs.xmlns === '' ? 'no namespace' : namespaceOf(element));

/** Children that were not re-scoped with their stanza. A server may leave one out, such as a priority (RFC 6121, section 4.7.2.3). */
const astray = (stanza: Element): readonly string[] =>
  childElements(stanza)
    .filter((child) => [ns.server, 'no namespace'].includes(scopeOf(child)))
    .map((child) => `${child.name} in ${scopeOf(child)}`);

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'hands what came from another server to the client in the namespace of clients',
    {
      id: 'rfc6120.4.8.3.client-namespace',
      requirement: rfc6120.mustNot(
        '4.8.3',
        "When communicating with a connected client, a server MUST NOT send stanzas qualified by 'jabber:server'",
      ),
      covers: 'RFC6120-4.8.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        rewrite('message', { xmlns: ns.server }, { type: 'chat' }),
        rewrite('body', { xmlns: ns.server }),
        undeclare('thread'),
        rewrite('presence', { xmlns: ns.server }),
        rewrite('status', { xmlns: ns.server }),
        undeclare('show'),
        rewrite('message', { xmlns: ns.server }, { type: 'error' }),
        rewrite('error', { xmlns: ns.server }),
        undeclare('error'),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      const message = await romeo.send(xml`
        <message to="${juliet.fullJid}" type="chat">
          <subject>Parting</subject><body>Good night</body><thread>t1</thread><sorrow xmlns="${space}" sweet="yes"/>
        </message>`);
      await romeo.send(xml`
        <presence to="${juliet.fullJid}"><show>away</show><status>In the orchard</status><priority>1</priority></presence>`);
      const error = xml`<error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>`;
      const bounced = await romeo.send(xml`<message to="${juliet.fullJid}" type="error">${error}</message>`);

      const [asMessage, asPresence, asError] = [
        await juliet.receive(message),
        await juliet.receive(presenceFrom(romeo.fullJid)),
        await juliet.receive(bounced),
      ];

      for (const stanza of [asMessage, asPresence, asError]) {
        expect(scopeOf(stanza), `the namespace of the ${stanza.name}`).to.equal(ns.client);
        expect(astray(stanza), `children of the ${stanza.name}`).to.deep.equal([]);
      }
      expect(asMessage).to.carry(xml`<sorrow xmlns="${space}" sweet="yes"/>`);
      expect(asError).to.be.like(xml`<message xmlns="${ns.client}"><error/></message>`);
    },
  );
});
