import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  ns,
  online,
  rewrite,
  rfc,
  scenario,
  type Sent,
  xml,
} from '../../runners/index.ts';
import { conditionIn, unlessRefusedAlike } from './conditions.ts';
import { otherCondition, refusal } from './refusal.ts';

const rfc6121 = rfc(6121);

/** Allowed by the rule itself, or by a policy that overrides it (RFC 6121, section 8.1; RFC 6120, section 13.12). */
const allowed = ['service-unavailable', 'policy-violation', 'resource-constraint'];
const isAllowed = (stanza: Element): boolean =>
  allowed.some((condition) => stanza.getChild('error')?.getChild(condition, ns.stanzas) !== undefined);

describe('Notices of failed delivery', '7(2)(a)(i)', () => {
  scenario(
    'answers a request to a user who does not exist with service-unavailable',
    {
      id: 'rfc6121.8.5.1.request-to-unknown-user',
      requirement: rfc6121.must(
        '8.5.1',
        'No such user: for an IQ stanza, the server MUST return a service-unavailable stanza error to the sender',
      ),
      covers: ['RFC6121-8.5.1-1', 'MSG-12'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        drop('iq'),
        drop('iq', { id: /-set$/ }),
        otherCondition('item-not-found', /^nobody-/),
        rewrite('iq', { type: 'result' }, { from: /^nobody-/ }),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      const asking = (to: string, type: string): Element =>
        xml`<iq to="${to}" type="${type}" id="fc-${fresh()}-${type}"><ask xmlns="urn:fedcheck:test:unknown"/></iq>`;
      for (const resource of ['', '/gone']) {
        for (const type of ['get', 'set']) {
          const sent = await romeo.send(asking(nobody + resource, type));

          const error = await expect(romeo).to.receive(errorTo(sent));

          if (conditionIn(error) !== 'service-unavailable')
            unlessRefusedAlike(error, await romeo.request(asking(juliet.bareJid + resource, type)), story);
          expect(error).to.be.stanzaError('service-unavailable');
        }
      }
    },
  );

  scenario(
    'answers a message to a user who does not exist with service-unavailable or not at all',
    {
      id: 'rfc6121.8.5.1.message-to-unknown-user',
      requirement: rfc6121.must(
        '8.5.1',
        'No such user: a message is either silently ignored or answered with a service-unavailable stanza error',
      ),
      covers: ['RFC6121-8.5.1-2', 'MSG-12'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: ['item-not-found', 'recipient-unavailable', 'remote-server-not-found'].map((condition) =>
        refusal(condition, /^nobody-/),
      ),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      const kinds = ['chat', 'normal', 'headline', 'groupchat'].flatMap((type) =>
        ['', '/gone'].map((resource) => ({ type, resource })),
      );
      const sendAll = async (to: string): Promise<readonly Sent[]> =>
        await Promise.all(
          kinds.map(({ type, resource }) =>
            romeo.send(xml`<message to="${to}${resource}" type="${type}"><body>Who art thou?</body></message>`),
          ),
        );
      const [known, all] = [await sendAll(juliet.bareJid), await sendAll(nobody)];
      await romeo.fenceDomain(juliet.domain);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      const answered = all.filter((sent) => romeo.received(errorTo(sent)).length > 0);
      story.saw(`${answered.length} of ${all.length} answered`);
      for (const [index, sent] of all.entries()) {
        const error = errorTo(sent);
        const control = known[index];
        for (const alike of control ? romeo.received(errorTo(control)) : [])
          for (const came of romeo.received(error)) unlessRefusedAlike(came, alike, story);
        expect(romeo).not.to.have.received({
          what: `an error other than service-unavailable for a message of type ${String(sent.stanza.attrs.type)}`,
          unique: true,
          matches: (stanza) => error.matches(stanza) && !isAllowed(stanza),
        });
      }
    },
  );
});
