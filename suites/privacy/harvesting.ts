import {
  advisory,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  inject,
  ns,
  offline,
  online,
  rename,
  replyTo,
  scenario,
  type Sent,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';
import { conditionOf, harvesting, shapeOf, tellsAccounts, textOf, threeAccounts } from './shapes.ts';

const xep0030 = xep('0030', '2.5.0');

/** Juliet is there, Tybalt has an account and is away, nobody is nobody; Romeo knows none of them. */
const given = {
  romeo: online('senderServer'),
  juliet: online('recipientServer'),
  tybalt: offline('recipientServer', { account: 2 }),
};

describe('Accounts hidden from strangers', '7(8)', () => {
  scenario(
    'answers the request of a stranger alike for accounts that exist and that do not',
    {
      id: 'rfc6120.13.11.request',
      requirement: harvesting(
        'Subtle differences in the XML of error stanzas can enable directory harvesting and are to be avoided',
      ),
      covers: ['RFC6120-13.11-1', 'PRV-08'],
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
        for (const sent of all)
          shapes.push(shapeOf(sent.stanza, unlessUnreached(await romeo.receive(replyTo(sent)), juliet.domain)));

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
      covers: ['XEP0030-8-1', 'RFC6120-13.11-1', 'PRV-08'],
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
        advisory(
          inject('errors with texts of their own', 'romeo', { sends: 'iq' }, ({ attrs }) => {
            const { id, to } = attrs as Record<string, string>;
            return xml`<iq type="error" from="${to}" id="${id}">${textOf(String(to))}</iq>`;
          }),
        ),
      ],
    },
    async ({ romeo, juliet, tybalt }, story) => {
      const all: Sent[] = [];
      for (const { jid, id } of threeAccounts(juliet, tybalt))
        all.push(await romeo.send(xml`<iq to="${jid}" id="${id}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`));

      const replies: Element[] = [];
      for (const sent of all)
        replies.push(unlessUnreached(await expect(romeo).to.receive(replyTo(sent)), juliet.domain));

      for (const reply of replies) expect(reply).to.be.stanzaError();
      const conditions = replies.map((reply) => conditionOf(reply.getChild('error')));
      expect([...new Set(conditions)], 'the conditions').to.deep.equal(conditions.slice(0, 1));
      const shapes = all.map((sent, index) => shapeOf(sent.stanza, replies[index] ?? sent.stanza));
      await story.should(harvesting('Errors that differ in anything can enable directory harvesting'), () =>
        expect([...new Set(shapes)], 'the answers').to.deep.equal(shapes.slice(0, 1)),
      );
      // Section 7 lets other conditions be returned, and none of them gives an account away where all are alike.
      await story.should(xep0030.must('8', 'security', 'The error is service-unavailable (graded as a warning)'), () =>
        expect(replies[0]).to.be.stanzaError('service-unavailable'),
      );
    },
  );

  scenario(
    'answers the message of a stranger alike for accounts that exist and that do not',
    {
      id: 'rfc6120.13.11.message',
      requirement: harvesting(
        'Answering messages to unknown accounts alone enables directory harvesting (10.2: silence where others are stored)',
      ),
      covers: 'RFC6120-13.11-1',
      given,
      accountable: 'recipientServer',
      fault: inject('another error', 'romeo', { sends: 'message', with: { id: /^known-/ } }, ({ attrs }) => {
        const { id, to } = attrs as Record<string, string>;
        const error = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;
        return xml`<message type="error" from="${to}" id="${id}">${error}</message>`;
      }),
      impact: 'none',
    },
    async ({ romeo, juliet, tybalt }) => {
      const answers: Record<string, Sent[]> = { chat: [], normal: [], headline: [] };
      for (const [type, sent] of Object.entries(answers)) {
        for (const { jid, id } of threeAccounts(juliet, tybalt))
          sent.push(
            await romeo.send(xml`<message to="${jid}" id="${id}" type="${type}"><body>Who art thou?</body></message>`),
          );
      }
      await romeo.fenceDomain(tybalt.domain);

      const shapes = Object.entries(answers).map(([type, all]) => {
        const each = all.map((sent) => {
          const [error] = romeo.received(errorTo(sent));
          return error ? shapeOf(sent.stanza, error) : 'no answer';
        });
        return { type, unlike: [...new Set(each)].slice(1) };
      });
      const telling = shapes.filter(({ unlike }) => unlike.length > 0).map(({ type }) => type);
      expect(telling, 'types of message whose answer tells of the account').to.deep.equal([]);
    },
  );
});
