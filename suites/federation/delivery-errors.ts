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
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

/** An address at a domain that no DNS knows; a fresh one each time, since servers remember failures. */
const nowhere = (): string => `x@${fresh()}.invalid`;

/** A service that federates with listed domains only may say so instead of looking the domain up. */
const policies = ['forbidden', 'not-allowed', 'policy-violation', 'service-unavailable'];
const policyIn = (error: Element): string | undefined =>
  policies.find((condition) => error.getChild('error')?.getChild(condition, ns.stanzas) !== undefined);

/** Looking up a domain in vain and giving up can take long, and no text says how long it may. */
const patience = (actor: Session): number => 4 * actor.around.deadlineMs;

describe('Notices of failed delivery', '7(2)(a)(i)', () => {
  scenario(
    'reports to the sender that a domain does not exist',
    {
      id: 'rfc6120.10.4.3.unknown-domain',
      requirement: rfc6120.must(
        '10.4.3',
        'If resolution of the remote domain is unsuccessful, the stanza error MUST be remote-server-not-found',
      ),
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        drop('message'),
        drop('iq'),
        rename('remote-server-not-found', 'item-not-found'),
        rewrite('iq', { id: 'another' }),
        advisory(rename('remote-server-not-found', 'remote-server-timeout')),
      ],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      const message = await romeo.send(xml`<message to="${nowhere()}" type="chat"><body>Banished!</body></message>`);
      const request = await romeo.send(xml`<iq to="${nowhere()}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`);
      for (const sent of [message, request]) {
        const error = await expect(romeo).to.receive(errorTo(sent), patience(romeo));

        const policy = policyIn(error);
        if (policy !== undefined)
          story.inconclusive(`the server answered ${policy}, as one may that federates with listed domains only`);
        expect(error).to.be.stanzaError('remote-server-not-found', 'remote-server-timeout');
        const sibling = rfc6120.must(
          '10.4.3',
          'remote-server-timeout is for domains that resolve (graded as a warning: the sender learns of the failure)',
        );
        await story.should(sibling, () => expect(error).to.be.stanzaError('remote-server-not-found'));
      }
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
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: drop('presence'),
      impact: 'degraded',
    },
    async ({ romeo }) => {
      const address = nowhere();
      const sent = await romeo.send(xml`<presence to="${address}" type="subscribe"/>`);
      try {
        const error = await expect(romeo).to.receive(errorTo(sent), patience(romeo));

        expect(error).to.be.stanzaError();
      } finally {
        await romeo.request(
          xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${address}" subscription="remove"/></query></iq>`,
        );
      }
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
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [rewrite('message', { from: 'montague.example' }), rewrite('iq', { to: 'mercutio@montague.example' })],
      impact: 'none',
    },
    async ({ romeo }) => {
      const message = await romeo.send(xml`<message to="${nowhere()}" type="chat"><body>Banished!</body></message>`);
      const request = await romeo.send(xml`<iq to="${nowhere()}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`);
      for (const sent of [message, request]) {
        const what = `an error for the ${sent.stanza.name}`;
        const error = await romeo.receive({
          what,
          matches: ({ attrs }) => attrs.id === sent.id && attrs.type === 'error',
        });

        expect(error.attrs.from, 'the sender of the error').to.equal(sent.stanza.attrs.to);
        // What a server generates itself may leave out 'to' (RFC 6120, section 8.1.1.1).
        expect([sent.from, undefined], 'addressees of the error').to.include(error.attrs.to);
      }
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
      await romeo.fenceJid(address);

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
