import {
  advisory,
  describe,
  drop,
  duplicate,
  type Element,
  online,
  reorder,
  reverse,
  rfc,
  scenario,
  type Session,
  type Story,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { anyNumbered, idOf, judgeOrder, numbered, numberedMessage, sendAgain } from './numbered.ts';

const rfc6120 = rfc(6120);
const bareAddress = /^[^/]+$/;

const bounced = {
  what: 'an error',
  matches: ({ name, attrs }: Element): boolean => name === 'message' && attrs.type === 'error',
};

const oneRecipient = rfc6120.must(
  '10.1',
  'Stanzas to one recipient are delivered in the order received, treating bare and full JID as equivalent',
);

/** Sends `count` messages at once, to the bare and the full JID in turn, and judges how they came. */
async function burst(romeo: Session, juliet: Session, count: number, story: Story, passing = false): Promise<void> {
  const addressOf = (number: number): string => (number % 2 === 0 ? juliet.bareJid : juliet.fullJid);
  const sent = await Promise.all(
    Array.from({ length: count }, (_, number) => romeo.send(numberedMessage(addressOf(number), number, passing))),
  );
  // A server that slows its clients down takes its time over a burst (RFC 6120, section 13.12).
  const last = sent.at(-1);
  if (last) await juliet.receive(last, 4 * juliet.around.deadlineMs).catch(unlessAbsent);
  await romeo.fence(juliet);

  await sendAgain(romeo, juliet, await judgeOrder(juliet, count, story), story);
}

const disorders = [
  reorder('message'),
  reorder('message', { to: bareAddress }),
  reverse(5, 'message'),
  advisory(duplicate('message', { id: /-7$/ })),
  advisory(drop('message', { id: /-7$/ })),
];

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'keeps the order of a burst of messages to the bare and the full JID in turn',
    {
      id: 'rfc6120.10.1.burst',
      requirement: oneRecipient,
      covers: ['RFC6120-10.1-1', 'MSG-05', 'MSG-06', 'PRV-14'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: disorders,
      impact: 'degraded',
    },
    ({ romeo, juliet }, story) => burst(romeo, juliet, 60, story),
  );

  scenario(
    'keeps the order of a burst of 200 messages',
    {
      id: 'rfc6120.10.1.long-burst',
      requirement: oneRecipient,
      covers: ['RFC6120-10.1-1', 'MSG-05', 'MSG-06'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: disorders,
      impact: 'degraded',
      heavy: true,
    },
    ({ romeo, juliet }, story) => burst(romeo, juliet, 200, story, true),
  );

  scenario(
    'keeps the order of messages, directed presence and requests to one resource',
    {
      id: 'rfc6120.10.1.across-kinds',
      requirement: rfc6120.must(
        '10.1',
        'In-order processing applies to all uses of XML stanzas sent over one input stream',
      ),
      covers: 'RFC6120-10.1-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [
        reorder('iq'),
        reorder('message'),
        reorder('presence'),
        advisory(drop('presence', { id: /-7$/ })),
        advisory(duplicate('iq', { id: /-8$/ })),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const kinds = [
        (number: number) =>
          xml`<message to="${juliet.fullJid}" type="chat" id="${idOf(number)}">${numbered(number)}</message>`,
        (number: number) => xml`<presence to="${juliet.fullJid}" id="${idOf(number)}">${numbered(number)}</presence>`,
        (number: number) => xml`<iq to="${juliet.fullJid}" type="get" id="${idOf(number)}">${numbered(number)}</iq>`,
      ];
      const stanzas = Array.from({ length: 30 }, (_, turn) =>
        kinds.map((make, index) => make(turn * kinds.length + index)),
      ).flat();
      await Promise.all(stanzas.map((stanza) => romeo.send(stanza)));
      await romeo.fence(juliet);

      await judgeOrder(juliet, stanzas.length, story);
    },
  );

  scenario(
    'keeps the order of messages that wait for the link to the other server, and sends each once',
    {
      id: 'rfc6120.10.1.cold-link',
      requirement: rfc6120.must(
        '10.1',
        'The routing server MUST route stanzas to one recipient in the order received, also while it opens the stream',
      ),
      covers: ['RFC6120-10.1-3', 'RFC6120-10.4-1'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        reorder('message'),
        reverse(20, 'message'),
        advisory(duplicate('message', { id: /-19$/ })),
        advisory(drop('message', { id: /-19$/ })),
      ],
      impact: 'degraded',
      when: 'first',
    },
    async ({ romeo, juliet }, story) => {
      const count = 20;
      const startedAt = performance.now();
      const patienceMs = 2 * juliet.around.deadlineMs;
      const arrival = story.timed('first message on a cold link', romeo, juliet, async () => {
        await Promise.all(
          Array.from({ length: count }, (_, number) => romeo.send(numberedMessage(juliet.fullJid, number))),
        );
        return await juliet.receive(anyNumbered, patienceMs);
      });
      const [what, stanza] = await story.either({
        'the messages came': arrival,
        'an error came back': romeo.receive(bounced, patienceMs),
      });
      if (what === 'an error came back') story.inconclusive(`the link could not be used: ${stanza.toString()}`);
      const firstMs = performance.now() - startedAt;
      await romeo.fence(juliet);
      const fencedAt = performance.now();
      await romeo.fence(juliet);
      const laterMs = performance.now() - fencedAt;

      // Only the servers know whether a stream was open between them; the times are a hint and no more.
      const times = `the first message took ${firstMs.toFixed(1)} ms, a later one ${laterMs.toFixed(1)} ms`;
      story.note(`link state unknown: ${times}`);
      await judgeOrder(juliet, count, story);
    },
  );
});
