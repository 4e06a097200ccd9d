import {
  amend,
  describe,
  type Element,
  expect,
  reorder,
  reverse,
  rewrite,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { acquainted, carry, chat, given, unmodified } from './payloads.ts';

const corrections = 'urn:xmpp:message-correct:0';

/** A message and two corrections, either of which names the first message (XEP-0308, section 4). */
function corrected(to: string): Record<string, Element> {
  const original = chat(to, xml`<body>What light through yonder airlock breaks?</body>`);
  const replace = xml`<replace xmlns="${corrections}" id="${original.attrs.id}"/>`;
  return {
    'the original': original,
    'the first correction': chat(to, xml`<body>What light through yonder door breaks?</body>`, replace),
    'the second correction': chat(to, xml`<body>What light through yonder window breaks?</body>`, replace),
  };
}

describe('Corrections', '7(2)(a)(i)', () => {
  scenario(
    'carries corrections with their own ids, and with that of the message that they correct',
    {
      id: 'rfc6120.8.4.corrections',
      requirement: unmodified,
      covers: 'MSG-20',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        strip('replace'),
        rewrite('replace', { id: 'another' }),
        rewrite('replace', { id: '' }),
        amend('gives a correction the id of the original', 'message', (message) => {
          const replace = message.getChild('replace', corrections);
          if (replace) message.attrs.id = String(replace.attrs.id);
        }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await carry(story, [romeo, juliet], corrected(juliet.bareJid));
      await carry(story, [romeo, juliet], corrected(juliet.fullJid));
    },
  );

  scenario(
    'delivers a message and its corrections in the order in which they were written',
    {
      id: 'rfc6120.10.1.corrections-in-order',
      requirement: rfc(6120).must(
        '10.1',
        'Stanzas to one recipient are delivered in the order in which they were received',
      ),
      covers: 'MSG-20',
      given,
      accountable: 'both',
      subscribed: acquainted,
      fault: [reorder('message'), reverse(3, 'message')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const all = await Promise.all(Object.values(corrected(juliet.bareJid)).map((message) => romeo.send(message)));
      for (const sent of all) await juliet.receive(sent);

      const ids = all.map(({ id }) => id);
      const what = {
        what: 'one of the three messages',
        matches: ({ attrs }: Element) => ids.includes(String(attrs.id)),
      };
      const came = new Set(juliet.received(what).map(({ attrs }) => String(attrs.id)));
      expect([...came], 'the ids as they came').to.deep.equal(ids);
    },
  );
});
