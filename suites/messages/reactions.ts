import {
  amend,
  childElements,
  describe,
  drop,
  type Element,
  type Fault,
  rewrite,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { acquainted, carry, chat, given, unmodified } from './payloads.ts';

const space = 'urn:xmpp:reactions:0';

/** A thumb of some skin colour; three people joined into one, and a heart of the kind that has colours; nothing any more. */
const sets = {
  'a reaction': ['\u{1F44D}\u{1F3FD}'],
  'other reactions instead': ['\u{1F469}\u200D\u{1F469}\u200D\u{1F467}', '\u{1F422}', '\u2764\uFE0F'],
  'no reaction any more': [],
} as const;

function reactions(id: unknown, emoji: readonly string[]): Element {
  const element = xml`<reactions xmlns="${space}" id="${id}"/>`;
  for (const one of emoji) element.c('reaction').t(one);
  return element;
}

const loses = (what: string, characters: RegExp): Fault =>
  amend(`loses ${what}`, 'reaction', (reaction) => {
    reaction.children = [reaction.getText().replace(characters, '')];
  });

describe('Reactions', '7(2)(a)(i)', () => {
  scenario(
    'carries reactions, others in their place, and their end, without a text',
    {
      id: 'rfc6120.8.4.reactions',
      requirement: unmodified,
      covers: 'MSG-22',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('reactions'),
        strip('reaction'),
        rewrite('reactions', { id: 'another' }),
        drop('message', { type: 'chat' }, 'romeo'),
        loses('the colour of emoji', /[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu),
        loses('what joins emoji', /\u200D/g),
        loses('characters beyond the basic plane', /[\u{10000}-\u{10FFFF}]/gu),
        amend('drops what has no content', 'message', (message) => {
          message.children = childElements(message).filter(
            (child) => !child.is('reactions', space) || child.children.length > 0,
          );
        }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [message] = await carry(story, [romeo, juliet], {
        'the message to react to': chat(juliet.bareJid, xml`<body>Parting is such sweet sorrow</body>`),
      });

      const answers = Object.entries(sets).map(
        ([name, emoji]) => [name, chat(romeo.bareJid, reactions(message?.attrs.id, emoji))] as const,
      );
      await carry(story, [juliet, romeo], Object.fromEntries(answers));
    },
  );
});
