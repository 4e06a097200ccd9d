import {
  advisory,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  inject,
  ns,
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  type Sent,
  strip,
  xml,
} from '../../runners/index.ts';
import { askingInVain, chatTo, judgeConditions, nowhere, patience, policyIn, queryTo } from './unroutable.ts';

const rfc6120 = rfc(6120);

const notFound = rfc6120.must(
  '10.4.3',
  'remote-server-timeout is for domains that resolve (graded as a warning: the sender learns of the failure)',
);

describe('Notices of failed delivery', '7(2)(a)(i)', () => {
  scenario(
    'reports to the sender that a domain does not exist',
    {
      id: 'rfc6120.10.4.3.unknown-domain',
      requirement: rfc6120.must(
        '10.4.3',
        'If resolution of the remote domain is unsuccessful, the stanza error MUST be remote-server-not-found',
      ),
      covers: ['RFC6120-10.4.3-1', 'RFC6120-10.4.3-3', 'MSG-01', 'MSG-13'],
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        drop('message'),
        drop('iq'),
        rename('remote-server-not-found', 'item-not-found'),
        strip('remote-server-not-found'),
        rewrite('message', { id: '' }),
        rewrite('iq', { id: 'another' }),
        rename('message', 'presence'),
        advisory(rename('remote-server-not-found', 'remote-server-timeout')),
      ],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      const message = await romeo.send(chatTo(nowhere()));
      const request = await romeo.send(queryTo(nowhere()));
      const errors: Element[] = [];
      for (const sent of [message, request]) {
        const error = await expect(romeo).to.receive(errorTo(sent), patience(romeo));
        errors.push(error);

        const policy = policyIn(error);
        if (policy !== undefined)
          story.inconclusive(`the server answered ${policy}, as one may that federates with listed domains only`);
      }
      await judgeConditions(errors, 'remote-server-not-found', notFound, story);
    },
  );

  scenario(
    'reports to the asker for a subscription that a domain does not exist',
    {
      id: 'rfc6120.10.4.3.unknown-domain-subscription',
      requirement: rfc6120.must(
        '10.4.3',
        "If routing of a stanza is unsuccessful, the sender's server MUST return an error to the sender",
      ),
      covers: ['RFC6120-10.4.3-1', 'RFC6120-10.4.3-3'],
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        drop('presence'),
        rename('remote-server-not-found', 'item-not-found'),
        rewrite('presence', { id: 'another' }),
        advisory(rename('remote-server-not-found', 'remote-server-timeout')),
      ],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      await askingInVain(romeo, nowhere(), async (sent) => {
        const error = await expect(romeo).to.receive(errorTo(sent), patience(romeo));

        const policy = policyIn(error);
        if (policy !== undefined)
          story.inconclusive(`the server answered ${policy}, as one may that federates with listed domains only`);
        await judgeConditions([error], 'remote-server-not-found', notFound, story);
      });
    },
  );

  scenario(
    'sends the error for a domain that does not exist with the addresses swapped',
    {
      id: 'rfc6120.8.3.1.addresses-swapped',
      requirement: rfc6120.should(
        '8.3.1',
        "The error stanza SHOULD simply swap the 'from' and 'to' addresses from the generated stanza",
      ),
      covers: 'RFC6120-10.4.3-3',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        rewrite('message', { from: 'montague.example' }),
        rewrite('iq', { to: 'mercutio@montague.example' }),
        rewrite('presence', { from: 'montague.example' }, { type: 'error' }),
      ],
      impact: 'none',
    },
    async ({ romeo }) => {
      const judge = async ({ id, stanza, from }: Sent): Promise<void> => {
        const what = `an error for the ${stanza.name}`;
        const matches = ({ attrs }: Element): boolean => attrs.id === id && attrs.type === 'error';
        const error = await romeo.receive({ what, matches }, patience(romeo));

        expect(error.attrs.from, 'the sender of the error').to.equal(stanza.attrs.to);
        // What a server generates itself may leave out 'to' (RFC 6120, section 8.1.1.1); a request is the account's.
        const asker = stanza.name === 'presence' ? [romeo.bareJid] : [];
        expect([from, undefined, ...asker], 'addressees of the error').to.include(error.attrs.to);
      };
      for (const stanza of [chatTo(nowhere()), queryTo(nowhere())]) await judge(await romeo.send(stanza));
      await askingInVain(romeo, nowhere(), judge);
    },
  );

  scenario(
    'answers an error with no further error',
    {
      id: 'rfc6120.8.3.1.no-error-for-error',
      requirement: rfc6120.mustNot(
        '8.3.1',
        'An entity that receives an error stanza MUST NOT respond to the stanza with a further error stanza',
      ),
      covers: 'RFC6120-8.3.1-5',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [answerTo('message'), answerTo('iq'), advisory(answerTo('iq', 'result'))],
      impact: 'none',
    },
    async ({ romeo }, story) => {
      const address = `${nowhere()}/gone`;
      const error = xml`<error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>`;
      const all = [
        await romeo.send(xml`<message to="${address}" type="error">${error}</message>`),
        await romeo.send(xml`<iq to="${address}" type="error">${error}</iq>`),
      ];
      const result = await romeo.send(xml`<iq to="${address}" type="result"/>`);
      // Whoever gives up on the address has handled what was sent there before.
      await romeo.receive(errorTo(await romeo.send(queryTo(address))), patience(romeo));

      for (const { id, stanza } of all) {
        const what = `an answer to the ${stanza.name} of type ${String(stanza.attrs.type)}`;
        expect(romeo).not.to.have.received({ what, unique: true, matches: ({ attrs }) => attrs.id === id });
      }
      // Section 10.4.3 wants an error for whatever cannot be routed: no more than a warning.
      const silence = rfc6120.mustNot(
        '8.2.3',
        'A result is not answered with a further result or error (graded as a warning: section 10.4.3 disagrees)',
      );
      await story.should(silence, () => {
        expect(romeo.received(errorTo(result)).map(String), 'answers to the result').to.deep.equal([]);
      });
    },
  );
});

/** An error as if a server had bounced what was itself an error, or a result. */
function answerTo(name: 'message' | 'iq', type: 'error' | 'result' = 'error'): ReturnType<typeof inject> {
  return inject(`an error for the ${type}`, 'romeo', { sends: name, with: { type } }, ({ attrs }) => {
    const error = xml`<error type="cancel"><remote-server-not-found xmlns="${ns.stanzas}"/></error>`;
    return name === 'iq'
      ? xml`<iq from="${attrs.to}" id="${attrs.id}" type="error">${error}</iq>`
      : xml`<message from="${attrs.to}" id="${attrs.id}" type="error">${error}</message>`;
  });
}
