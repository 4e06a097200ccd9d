import { describe, scenario } from '../../runners/index.ts';
import { mediaAndCalls } from './payload-catalogue.ts';
import { aboutText } from './payload-catalogue-text.ts';
import { acquainted, carry, chat, given, unmodified } from './payloads.ts';

for (const { feature, slug, title, messages, faults } of [...mediaAndCalls, ...aboutText]) {
  describe(feature, '7(1)', () => {
    scenario(
      title,
      {
        id: `rfc6120.8.4.payload-${slug}`,
        requirement: unmodified,
        covers: 'MSG-09',
        given,
        accountable: 'both',
        subscribed: acquainted,
        fault: faults,
        impact: 'degraded',
      },
      async ({ romeo, juliet }, story) => {
        const all = Object.entries(messages).map(
          ([name, content]) => [name, chat(juliet.bareJid, ...content)] as const,
        );
        await carry(story, [romeo, juliet], Object.fromEntries(all));
      },
    );
  });
}
