import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  ns,
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { refusal } from './refusal.ts';

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
        rename('service-unavailable', 'item-not-found'),
        rewrite('iq', { type: 'result' }),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const nobody = `${fresh()}@${juliet.domain}`;
      for (const address of [nobody, `${nobody}/gone`]) {
        for (const type of ['get', 'set']) {
          const sent = await romeo.send(
            xml`<iq to="${address}" type="${type}" id="fc-${fresh()}-${type}"><ask xmlns="urn:fedcheck:test:unknown"/></iq>`,
          );

          const error = await expect(romeo).to.receive(errorTo(sent));

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
      fault: ['item-not-found', 'recipient-unavailable', 'remote-server-not-found'].map(refusal),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `${fresh()}@${juliet.domain}`;
      const kinds = ['chat', 'normal', 'headline', 'groupchat'].flatMap((type) =>
        [nobody, `${nobody}/gone`].map((to) => ({ type, to })),
      );
      const all = await Promise.all(
        kinds.map(({ type, to }) =>
          romeo.send(xml`<message to="${to}" type="${type}"><body>Who art thou?</body></message>`),
        ),
      );
      await romeo.fenceDomain(juliet.domain);

      const answered = all.filter((sent) => romeo.received(errorTo(sent)).length > 0);
      story.saw(`${answered.length} of ${all.length} answered`);
      for (const sent of all) {
        const error = errorTo(sent);
        expect(romeo).not.to.have.received({
          what: `an error other than service-unavailable for a message of type ${String(sent.stanza.attrs.type)}`,
          unique: true,
          matches: (stanza) => error.matches(stanza) && !isAllowed(stanza),
        });
      }
    },
  );
});
