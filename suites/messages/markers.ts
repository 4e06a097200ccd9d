import { describe, drop, dropLater, rewrite, scenario, strip, xml } from '../../runners/index.ts';
import { acquainted, carry, given, toBoth, unmodified } from './payloads.ts';

const markers = 'urn:xmpp:chat-markers:0';

describe('Read receipts', '7(2)(a)(i)', () => {
  scenario(
    'carries the wish to know whether a message was read, and the answer, with a text or without',
    {
      id: 'rfc6120.8.4.displayed-markers',
      requirement: unmodified,
      covers: 'MSG-18',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('markable'),
        strip('displayed'),
        rewrite('displayed', { id: 'another' }),
        drop('message', { type: 'chat' }, 'romeo'),
        dropLater('message', { type: 'chat' }, 'juliet'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [body, markable] = [xml`<body>Hi. How art thou?</body>`, xml`<markable xmlns="${markers}"/>`];
      const [marked] = await carry(story, [romeo, juliet], {
        ...toBoth(juliet, 'a message that can be marked', body, markable),
        ...toBoth(juliet, 'one without a text', markable),
      });

      const displayed = xml`<displayed xmlns="${markers}" id="${marked?.attrs.id}"/>`;
      await carry(story, [juliet, romeo], {
        ...toBoth(romeo, 'a marker', displayed),
        ...toBoth(romeo, 'a marker in an answer', xml`<body>I am well</body>`, displayed),
      });
    },
  );
});
