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

/** The stanza, and each of its children that has no namespace of its own, by name and namespace. */
const scopes = (stanza: Element): readonly string[] =>
  [stanza, ...childElements(stanza)].map(
    (element) => `${element.name} in ${element.attrs.xmlns === '' ? 'no namespace' : namespaceOf(element)}`,
  );
const inClient = (...names: readonly string[]): readonly string[] => names.map((name) => `${name} in ${ns.client}`);

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

      expect(scopes(asMessage)).to.include.members([...inClient('message', 'subject', 'body', 'thread')]);
      expect(asMessage).to.carry(xml`<sorrow xmlns="${space}" sweet="yes"/>`);
      expect(scopes(asPresence)).to.include.members([...inClient('presence', 'show', 'status', 'priority')]);
      expect(scopes(asError)).to.include.members([...inClient('message', 'error')]);
    },
  );
});
