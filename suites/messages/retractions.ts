import { describe, dropLater, rewrite, scenario, strip, xml } from '../../runners/index.ts';
import { acquainted, carry, chat, given, toBoth, unmodified } from './payloads.ts';

const current = 'urn:xmpp:message-retract:1';

describe('Deleting messages', '7(2)(a)(i)', () => {
  scenario(
    'carries the wish to delete a message, in the form of today and in the one before',
    {
      id: 'rfc6120.8.4.retractions',
      requirement: unmodified,
      covers: 'MSG-21',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('retract', { xmlns: current }),
        rewrite('retract', { id: 'another' }, { xmlns: current }),
        strip('fallback'),
        strip('apply-to'),
        strip('retract', { xmlns: 'urn:xmpp:message-retract:0' }),
        rewrite('apply-to', { id: '' }),
        dropLater('message', { type: 'chat' }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [slip] = await carry(story, [romeo, juliet], {
        'the message to delete': chat(juliet.bareJid, xml`<body>Have not saints lips?</body>`),
      });
      const id = slip?.attrs.id as unknown;

      await carry(story, [romeo, juliet], {
        ...toBoth(
          juliet,
          'a retraction',
          xml`<retract xmlns="${current}" id="${id}"/>`,
          xml`<fallback xmlns="urn:xmpp:fallback:0" for="${current}"/>`,
          xml`<body>/me retracted a previous message</body>`,
        ),
        ...toBoth(
          juliet,
          'an earlier form of it',
          xml`<apply-to xmlns="urn:xmpp:fasten:0" id="${id}"><retract xmlns="urn:xmpp:message-retract:0"/></apply-to>`,
        ),
      });
    },
  );
});
