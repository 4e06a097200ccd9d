import { describe, drop, online, rewrite, scenario, strip, xml } from '../../runners/index.ts';
import { acquainted, carry, chat, given, toBoth, unmodified } from './payloads.ts';

const receipts = 'urn:xmpp:receipts';

describe('Delivery receipts', '7(2)(a)(i)', () => {
  scenario(
    'carries a request for a receipt there, and the receipt back to the device that asked',
    {
      id: 'rfc6120.8.4.receipts',
      requirement: unmodified,
      covers: 'MSG-16',
      given: { ...given, study: online('senderServer') },
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('request'),
        strip('received'),
        rewrite('received', { id: 'another' }),
        rewrite('received', { id: '' }),
        // As if it had gone to the other device of the account.
        drop('message', { type: 'chat' }, 'romeo'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const question = [xml`<body>Dispatch; read o'er these articles</body>`, xml`<request xmlns="${receipts}"/>`];
      const asked = await carry(story, [romeo, juliet], toBoth(juliet, 'a request', ...question));

      const answers = asked.map(({ attrs }, index) => {
        const answer = xml`<received xmlns="${receipts}" id="${attrs.id}"/>`;
        return [`receipt ${String(index + 1)}`, chat(romeo.fullJid, answer)] as const;
      });
      await carry(story, [juliet, romeo], Object.fromEntries(answers));
    },
  );
});
