import {
  advisory,
  leak,
  describe,
  drop,
  dropLater,
  type Element,
  clone,
  expect,
  fresh,
  inject,
  type Matcher,
  ns,
  online,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const space = 'urn:fedcheck:test:answers';

/** By what it holds: its id and its sender are what is in question. */
const holding = (token: string): Matcher => ({
  what: 'the answer of juliet',
  unique: true,
  matches: (stanza) => stanza.name === 'iq' && stanza.getChildText('truth', space) === token,
});

const silent = rfc6120.mustNot('8.2.3', 'A result is not answered (graded as a warning but for that to a client)');

describe('Requests between apps', '', () => {
  scenario(
    'carries the true answer although somebody else answered under the same id before',
    {
      id: 'rfc6120.8.2.3.answer-of-another',
      requirement: rfc6120.must(
        '8.2.3',
        "The response MUST preserve the 'id' of the request, and is from the one who was asked (8.1.2.1)",
      ),
      covers: 'RFC6120-8.2.3-3',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [
        dropLater('iq', { type: 'result' }, 'romeo'),
        drop('iq', { type: 'error' }, 'romeo'),
        rewrite('iq', { from: 'nurse@capulet.example/x' }, { type: 'error' }, 'romeo'),
        rewrite('iq', { id: 'another' }, { type: 'error' }, 'romeo'),
        inject('the false answer in the name of juliet', 'romeo', { sends: 'iq', by: 'chamber' }, (sent) => {
          const copy = clone(sent);
          copy.attrs.from = sent.getChild('lie', space)?.attrs.of as string;
          return copy;
        }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }) => {
      juliet.leaveUnanswered(space);
      const error = xml`<error type="cancel"><item-not-found xmlns="${ns.stanzas}"/></error>`;
      for (const { type, rest } of [
        { type: 'result', rest: '' },
        { type: 'error', rest: error },
      ]) {
        const asked = await romeo.send(xml`<iq to="${juliet.fullJid}" type="get"><ask xmlns="${space}"/></iq>`);
        await juliet.receive(asked);
        const lie = xml`<lie xmlns="${space}" of="${juliet.fullJid}"/>`;
        await chamber.send(xml`<iq to="${romeo.fullJid}" id="${asked.id}" type="result">${lie}</iq>`);
        await chamber.fence(romeo);
        const token = fresh();
        const truth = xml`<truth xmlns="${space}">${token}</truth>`;
        await juliet.send(xml`<iq to="${romeo.fullJid}" id="${asked.id}" type="${type}">${truth}${rest}</iq>`);

        const answer = await expect(romeo).to.receive(holding(token));

        expect(answer).to.be.like(xml`<iq from="${juliet.fullJid}" id="${asked.id}" type="${type}"/>`);
        const isLie = (stanza: Element): boolean => stanza.getChild('lie', space) !== undefined;
        const lies = romeo.received({ what: 'the false answer', matches: isLie });
        for (const stanza of lies) expect(stanza).to.be.like(xml`<iq from="${chamber.fullJid}"/>`);
      }
    },
  );

  scenario(
    'answers no answer: a result or an error that nobody awaits stays without reply',
    {
      id: 'rfc6120.8.2.3.no-reply-to-answers',
      requirement: rfc6120.mustNot(
        '8.2.3',
        'An entity that receives an IQ of type result or error MUST NOT respond with a further IQ of type result or error',
      ),
      covers: 'RFC6120-8.2.3-4',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        leak('iq', 'romeo', { type: 'result', to: /\/(?!gone-)/ }),
        leak('iq', 'romeo', { type: 'error' }),
        leak('iq', 'romeo', { type: 'error', to: /gone-/ }),
        advisory(leak('iq', 'romeo', { type: 'result', to: /^(?:[^/]*|.*gone-.*)$/ })),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const error = xml`<error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>`;
      const gone = [`${juliet.bareJid}/gone-${fresh()}`, `gone-${fresh()}@${juliet.domain}`];
      const addresses = [juliet.bareJid, juliet.domain, juliet.fullJid, ...gone];
      const all = await Promise.all(
        addresses.flatMap((to) => [
          romeo.send(xml`<iq to="${to}" type="result"/>`),
          romeo.send(xml`<iq to="${to}" type="error">${error}</iq>`),
        ]),
      );
      await romeo.fence(juliet);
      await juliet.fence(romeo);
      for (const address of addresses) await romeo.fenceJid(address);

      for (const { id, stanza } of all) {
        const { to, type } = stanza.attrs as Record<string, string>;
        const what = `an answer to the ${type ?? ''} for ${to ?? ''}`;
        const answer: Matcher = { what, unique: true, matches: ({ attrs }) => attrs.id === id };
        if (type === 'error' || to === juliet.fullJid) expect(romeo).not.to.have.received(answer);
        // "For an IQ stanza, the server itself MUST reply", whatever its type (RFC 6121, 8.5.2.1.3; RFC 6120, 10.5.1).
        else await story.should(silent, () => expect(romeo.received(answer).map(String), what).to.deep.equal([]));
      }
    },
  );
});
