import {
  advisory,
  childElements,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  inject,
  localName,
  namespaceOf,
  ns,
  offline,
  online,
  rename,
  replyTo,
  rfc,
  scenario,
  type Sent,
  type Session,
  xep,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const xep0030 = xep('0030', '2.5.0');

/** Juliet is there, Tybalt has an account and is away, nobody is nobody; Romeo knows none of them. */
const given = {
  romeo: online('senderServer'),
  juliet: online('recipientServer'),
  tybalt: offline('recipientServer', { account: 2 }),
};

/** What tells one answer from another but for whom it speaks of: type, error and its parts, and who wrote it. */
const shapeOf = ({ attrs }: Sent['stanza'], reply: Element): string => {
  const error = reply.getChild('error');
  const parts = error ? childElements(error).map((part) => `${localName(part)} ${part.getText()}`.trim()) : [];
  const from = reply.attrs.from === attrs.to ? 'the address asked' : String(reply.attrs.from);
  const content = childElements(reply)
    .filter((child) => child !== error)
    .map((child) => `{${namespaceOf(child)}}${localName(child)}`);
  return JSON.stringify({ type: String(reply.attrs.type), error: error?.attrs.type as unknown, parts, from, content });
};

/** For whoever has an account the server says something of its own, as one that gives accounts away would. */
const tellsAccounts = (namespace: string) =>
  inject(
    'another answer for an account that exists',
    'romeo',
    { sends: 'iq', with: { id: /^known-/ } },
    ({ attrs }) => {
      const { id, to } = attrs as Record<string, string>;
      const error = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;
      return xml`<iq type="error" from="${to}" id="${id}"><query xmlns="${namespace}"/>${error}</iq>`;
    },
  );

const threeAccounts = (juliet: Session, tybalt: Session) => [
  { jid: juliet.bareJid, id: `known-${fresh()}` },
  { jid: tybalt.bareJid, id: `known-${fresh()}` },
  { jid: `${fresh()}@${juliet.domain}`, id: fresh() },
];

describe('Accounts hidden from strangers', '7(8)', () => {
  scenario(
    'answers the request of a stranger alike for accounts that exist and that do not',
    {
      id: 'rfc6120.13.11.request',
      requirement: rfc6120.should(
        '13.11',
        'Subtle differences in the XML of error stanzas can enable directory harvesting and are to be avoided',
      ),
      given,
      accountable: 'recipientServer',
      fault: tellsAccounts('urn:fedcheck:test:unknown'),
    },
    async ({ romeo, juliet, tybalt }) => {
      for (const resource of ['', `/${fresh()}`]) {
        const all: Sent[] = [];
        for (const { jid, id } of threeAccounts(juliet, tybalt)) {
          const ask = xml`<ask xmlns="urn:fedcheck:test:unknown"/>`;
          all.push(await romeo.send(xml`<iq to="${jid}${resource}" id="${id}" type="get">${ask}</iq>`));
        }

        const shapes: string[] = [];
        for (const sent of all) shapes.push(shapeOf(sent.stanza, await romeo.receive(replyTo(sent))));

        expect([...new Set(shapes)], 'the answers').to.deep.equal(shapes.slice(0, 1));
      }
    },
  );

  scenario(
    'answers disco#info of a stranger about an account with an error, whether it exists or not',
    {
      id: 'xep0030.8.info-of-account',
      requirement: xep0030.must(
        '8',
        'security',
        'A disco#info request to a bare JID MUST get service-unavailable if there is no such entity or the asker may not see presence',
      ),
      given,
      accountable: 'recipientServer',
      fault: [
        drop('iq', { type: 'error' }),
        tellsAccounts(ns.discoInfo),
        inject('the information', 'romeo', { sends: 'iq' }, ({ attrs }) => {
          const { id, to } = attrs as Record<string, string>;
          const identity = xml`<identity category="account" type="registered"/>`;
          return xml`<iq type="result" from="${to}" id="${id}"><query xmlns="${ns.discoInfo}">${identity}</query></iq>`;
        }),
        advisory(rename(['service-unavailable', 'subscription-required'], 'item-not-found')),
      ],
    },
    async ({ romeo, juliet, tybalt }, story) => {
      const all: Sent[] = [];
      for (const { jid, id } of threeAccounts(juliet, tybalt))
        all.push(await romeo.send(xml`<iq to="${jid}" id="${id}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`));

      const replies: Element[] = [];
      for (const sent of all) replies.push(await expect(romeo).to.receive(replyTo(sent)));

      for (const reply of replies) expect(reply).to.be.stanzaError();
      const shapes = all.map((sent, index) => shapeOf(sent.stanza, replies[index] ?? sent.stanza));
      expect([...new Set(shapes)], 'the answers').to.deep.equal(shapes.slice(0, 1));
      // Section 7 lets other conditions be returned, and none of them gives an account away where all are alike.
      await story.should(xep0030.must('8', 'security', 'The error is service-unavailable (graded as a warning)'), () =>
        expect(replies[0]).to.be.stanzaError('service-unavailable'),
      );
    },
  );

  scenario(
    'answers the message of a stranger alike for an account that is offline and one that does not exist',
    {
      id: 'rfc6120.13.11.message',
      requirement: rfc6120.should(
        '13.11',
        'Answering messages to unknown accounts alone enables directory harvesting (10.2: silence where others are stored)',
      ),
      given: { romeo: online('senderServer'), tybalt: offline('recipientServer', { account: 2 }) },
      accountable: 'recipientServer',
      fault: inject('another error', 'romeo', { sends: 'message', with: { id: /^known-/ } }, ({ attrs }) => {
        const { id, to } = attrs as Record<string, string>;
        const error = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;
        return xml`<message type="error" from="${to}" id="${id}">${error}</message>`;
      }),
      impact: 'none',
    },
    async ({ romeo, tybalt }) => {
      const all: Sent[] = [];
      for (const { jid, id } of threeAccounts(tybalt, tybalt).slice(1))
        all.push(
          await romeo.send(xml`<message to="${jid}" id="${id}" type="chat"><body>Who art thou?</body></message>`),
        );
      await romeo.fenceDomain(tybalt.domain);

      const shapes = all.map((sent) => {
        const [error] = romeo.received(errorTo(sent));
        return error ? shapeOf(sent.stanza, error) : 'no answer';
      });
      expect(shapes[0], 'the answer for the account that exists').to.equal(shapes[1]);
    },
  );
});
