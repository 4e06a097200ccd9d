import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  inject,
  ns,
  online,
  rename,
  scenario,
  unlessUnreached,
  xml,
} from '../../runners/index.ts';
import { handled, request, settle, xep0191 } from './blocklist.ts';
import { answeringPresence } from './shapes.ts';

const needs = { recipientServer: ns.blocking };
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const unasked = 'urn:fedcheck:test:blocked';

describe('Blocking', '7(7)', () => {
  scenario(
    'answers a request of somebody who is blocked with an error',
    {
      id: 'xep0191.3.3.request-answered',
      requirement: xep0191.must(
        '3.3',
        'block',
        'For IQ stanzas of type get or set, the server MUST return an error, which SHOULD be service-unavailable',
      ),
      covers: ['XEP0191-3.3-3', 'PRV-03'],
      given,
      accountable: 'recipientServer',
      needs,
      fault: [drop('iq', {}, 'romeo'), advisory(rename('service-unavailable', 'forbidden', 'romeo'))],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.bareJid));
      const toBare = await romeo.send(xml`<iq to="${juliet.bareJid}" type="get"><ask xmlns="${unasked}"/></iq>`);
      const toFull = await romeo.send(xml`<iq to="${juliet.fullJid}" type="set"><ask xmlns="${unasked}"/></iq>`);

      const errors = [await expect(romeo).to.receive(errorTo(toBare)), await expect(romeo).to.receive(errorTo(toFull))];

      for (const error of errors) {
        unlessUnreached(error, juliet.bareJid);
        await story.should(xep0191.should('3.3', 'block', 'The error SHOULD be service-unavailable'), () =>
          expect(error).to.be.stanzaError('service-unavailable'),
        );
      }
    },
  );
  scenario(
    'refuses a message of somebody who is blocked with service-unavailable',
    {
      id: 'xep0191.3.3.message-refused',
      requirement: xep0191.should('3.3', 'block', 'For message stanzas, the server SHOULD return service-unavailable'),
      covers: ['XEP0191-3.3-3', 'PRV-03'],
      given,
      accountable: 'recipientServer',
      needs,
      fault: [
        drop('message', { type: 'error' }, 'romeo'),
        inject(
          'another error',
          'romeo',
          { sends: 'message' },
          ({ attrs }) =>
            xml`<message type="error" id="${attrs.id}"><error type="cancel"><forbidden xmlns="${ns.stanzas}"/></error></message>`,
        ),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.bareJid));
      const sent = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>Hear me</body></message>`);

      const error = await expect(romeo).to.receive(errorTo(sent));

      expect(error).to.be.stanzaError('service-unavailable');
    },
  );
  scenario(
    'answers no presence of somebody who is blocked',
    {
      id: 'xep0191.3.3.presence-unanswered',
      requirement: xep0191.mustNot(
        '3.3',
        'block',
        'For presence stanzas, subscriptions and probes too, the server MUST NOT respond and MUST NOT return an error',
      ),
      covers: ['XEP0191-3.3-3', 'PRV-03'],
      given,
      accountable: 'recipientServer',
      needs,
      fault: [
        inject(
          'an error',
          'romeo',
          { sends: 'presence', with: { type: 'subscribe' } },
          ({ attrs }) => xml`<presence type="error" from="${attrs.to}" id="${attrs.id}"/>`,
        ),
        inject(
          'an answer',
          'romeo',
          { sends: 'presence', with: { type: 'probe' } },
          ({ attrs }) => xml`<presence type="unsubscribed" from="${attrs.to}"/>`,
        ),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.bareJid));
      await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="probe"/>`);
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await handled(romeo, juliet);
      await romeo.fenceDomain(juliet.domain);

      expect(romeo).not.to.have.received(answeringPresence(juliet.bareJid));
    },
  );
});
