import {
  describe,
  drop,
  errorTo,
  expect,
  leak,
  ns,
  online,
  rename,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { request, settle, xep0191 } from './blocklist.ts';

const needs = { senderServer: ns.blocking };
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };

describe('Blocking', '7(7)', () => {
  scenario(
    'sends nothing to somebody whom the user blocks',
    {
      id: 'xep0191.3.3.nothing-sent',
      requirement: xep0191.mustNot(
        '3.3',
        'block',
        "If the user sends an outbound stanza to a blocked JID, the user's server MUST NOT route the stanza",
      ),
      covers: ['XEP0191-3.3-4', 'PRV-05'],
      given,
      accountable: 'senderServer',
      needs,
      fault: [leak('message', 'juliet'), leak('presence', 'juliet'), leak('iq', 'juliet', { type: 'get' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await settle(romeo, story, request('block', juliet.bareJid));
      const all = [
        await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>I take thee</body></message>`),
        await romeo.send(xml`<presence to="${juliet.fullJid}"/>`),
        await romeo.send(xml`<iq to="${juliet.fullJid}" type="get"><ask xmlns="urn:fedcheck:test:blocked"/></iq>`),
      ];
      await romeo.fenceOwnServer();
      await settle(romeo, story, request('unblock', juliet.bareJid));
      await romeo.fence(juliet);

      for (const sent of all) expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'says not-acceptable and blocked to the user who writes to somebody blocked',
    {
      id: 'xep0191.3.3.not-acceptable',
      requirement: xep0191.must(
        '3.3',
        'block',
        'The server MUST return a not-acceptable error containing an application-specific condition of blocked',
      ),
      covers: ['XEP0191-3.3-4', 'PRV-05'],
      given,
      accountable: 'senderServer',
      needs,
      fault: [drop('message'), strip('blocked'), rename('not-acceptable', 'service-unavailable')],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await settle(romeo, story, request('block', juliet.bareJid));
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>I take thee</body></message>`,
      );

      const error = await expect(romeo).to.receive(errorTo(sent));

      expect(error).to.be.stanzaError('not-acceptable');
      expect(error).to.carry(xml`<blocked xmlns="urn:xmpp:blocking:errors"/>`);
    },
  );
});
