import {
  childElements,
  describe,
  type Element,
  expect,
  online,
  reorder,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

const space = 'urn:fedcheck:test:order';
const numbered = (number: number): Element => xml`<n xmlns="${space}" is="${number}"/>`;
const numberOf = (stanza: Element): number | undefined => {
  const mark = childElements(stanza).find((child) => child.is('n', space));
  return mark && Number(mark.attrs.is);
};
/** The numbers in order of their first arrival: what comes again is no matter of order. */
const numbers = (stanzas: readonly Element[]): readonly number[] => [
  ...new Set(stanzas.map(numberOf).filter((number) => number !== undefined)),
];
const marked = {
  what: 'a numbered stanza',
  matches: (stanza: Element) => numberOf(stanza) !== undefined && stanza.attrs.type !== 'error',
};

/** Each number that came after a higher one, with that one. Gaps are no matter of order. */
const inversions = (sequence: readonly number[]): readonly string[] =>
  sequence.flatMap((number, index) => {
    const before = sequence[index - 1] ?? number;
    return number < before ? [`${number} after ${before}`] : [];
  });

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'keeps the order of a burst of messages to the bare and the full JID in turn',
    {
      id: 'rfc6120.10.1.burst',
      requirement: rfc6120.must(
        '10.1',
        'Stanzas to one recipient are delivered in the order received, treating bare and full JID as equivalent',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: reorder('message'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const count = 60;
      const addressOf = (number: number): string => (number % 2 === 0 ? juliet.bareJid : juliet.fullJid);
      await Promise.all(
        Array.from({ length: count }, (_, number) =>
          romeo.send(
            xml`<message to="${addressOf(number)}" type="chat"><body>${number}</body>${numbered(number)}</message>`,
          ),
        ),
      );
      await romeo.fence(juliet);

      const came = numbers(juliet.received(marked));
      if (came.length < 2) story.inconclusive(`${came.length} of ${count} messages came`);
      if (came.length < count) story.note(`${came.length} of ${count} messages came`);
      expect(inversions(came), 'messages out of order').to.deep.equal([]);
    },
  );

  scenario(
    'keeps the order of messages, directed presence and requests to one resource',
    {
      id: 'rfc6120.10.1.across-kinds',
      requirement: rfc6120.must(
        '10.1',
        'In-order processing applies to all uses of XML stanzas sent over one input stream',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [reorder('iq'), reorder('message'), reorder('presence')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const kinds = [
        (number: number) => xml`<message to="${juliet.fullJid}" type="chat">${numbered(number)}</message>`,
        (number: number) => xml`<presence to="${juliet.fullJid}">${numbered(number)}</presence>`,
        (number: number) => xml`<iq to="${juliet.fullJid}" type="get">${numbered(number)}</iq>`,
      ];
      const stanzas = Array.from({ length: 10 }, (_, turn) =>
        kinds.map((make, index) => make(turn * kinds.length + index)),
      ).flat();
      await Promise.all(stanzas.map((stanza) => romeo.send(stanza)));
      await romeo.fence(juliet);

      const came = numbers(juliet.received(marked));
      if (came.length < 2) story.inconclusive(`${came.length} of ${stanzas.length} stanzas came`);
      if (came.length < stanzas.length) story.note(`${came.length} of ${stanzas.length} stanzas came`);
      expect(inversions(came), 'stanzas out of order').to.deep.equal([]);
    },
  );
});
