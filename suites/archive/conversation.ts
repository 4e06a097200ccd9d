import {
  advisory,
  canonical,
  childElements,
  describe,
  type Element,
  expect,
  fresh,
  online,
  relist,
  scenario,
  type Sent,
  xml,
} from '../../runners/index.ts';
import { bare, converse, copiesOf, keepAll, latest, needs, textsOf, textsSent, unique } from './archive.ts';
import { losing, reversing } from './faults.ts';
import { type Archived, xep0313 } from './query.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') } as const;
const subscribed = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;

const dialogue = [
  'O, wilt thou leave me so unsatisfied?',
  'What satisfaction canst thou have to-night?',
  'The exchange of thy love’s faithful vow for mine.',
  'I gave thee mine before thou didst request it.',
  'Wouldst thou withdraw it?',
  'But to be frank, and give it thee again.',
  'I would I were thy bird.',
  'Sweet, so would I.',
  'Sleep dwell upon thine eyes.',
  'Peace in thy breast!',
  'Stay but a little.',
  'I will come again.',
];

/** The message that an archived copy holds, changed. */
const spoiling = (what: string, change: (message: Element) => void) =>
  relist(what, (results) => {
    for (const one of results) {
      const message = one.getChild('result')?.getChild('forwarded')?.getChild('message');
      if (message) change(message);
    }
    return results;
  });

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'keeps a conversation across two services in the order in which the user saw it',
    {
      id: 'xep0313.3.1.order',
      requirement: xep0313.must(
        '3.1',
        'archive_order',
        'The order within an archive is that in which the client received the messages',
      ),
      covers: 'ARC-08',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        reversing(),
        relist('orders the results by their senders', (results) =>
          results.toSorted((one, other) => senderOf(one).localeCompare(senderOf(other))),
        ),
        advisory(losing(-3)),
        advisory(
          relist('has nothing from outside', (results) =>
            results.filter((one) => senderOf(one) === bare(one.attrs.to)),
          ),
        ),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const all = await converse(romeo, juliet, dialogue);

      const texts = textsOf(await latest(juliet, romeo, all, story), all);

      const kept = textsSent(all).filter((text) => texts.includes(text));
      expect(texts, 'the conversation').to.deep.equal(kept);
      await story.should(
        xep0313.should(
          '6.1.1',
          'business-storeret-user-archives',
          'All chat messages with a body that a user sends or receives are in the archive',
        ),
        () => {
          expect(texts).to.deep.equal(textsSent(all));
        },
      );
    },
  );

  scenario(
    'keeps the text of a message, its addresses, its type and its id',
    {
      id: 'xep0313.3.text-and-addresses',
      requirement: xep0313.must(
        '3',
        'archives',
        'The body of an archived message is preserved, and all standard attributes of the stanza: to, from, type, id',
      ),
      covers: 'ARC-08',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: [
        spoiling('loses the id', ({ attrs }) => Reflect.deleteProperty(attrs, 'id')),
        spoiling('loses the type', ({ attrs }) => Reflect.deleteProperty(attrs, 'type')),
        spoiling('gives another sender', ({ attrs }) => (attrs.from = 'paris@verona.example')),
        spoiling('gives another addressee', ({ attrs }) => (attrs.to = 'paris@verona.example')),
        spoiling('cuts the text', (message) => {
          for (const body of message.getChildren('body')) body.children = ['Good night'];
        }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const payload = xml`<letter xmlns="urn:example:${fresh()}" seal="wax"/>`;
      const body = (text: string): Element => xml`<body>${unique(text)}</body>`;
      const came = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat">${body('Good night, good night! 🌙 <&>')}${payload}</message>`,
      );
      await juliet.receive(came);
      const went = await juliet.send(
        xml`<message to="${romeo.bareJid}" type="chat">${body('Parting is such sweet sorrow')}${payload}</message>`,
      );
      await romeo.receive(went);
      const normal = await romeo.send(xml`<message to="${juliet.bareJid}">${body('Till it be morrow')}</message>`);
      await juliet.receive(normal);

      const results = await latest(juliet, romeo, [came, went, normal], story);

      for (const [sent, from] of [
        [came, romeo.fullJid],
        [went, juliet.bareJid],
        [normal, romeo.fullJid],
      ] as const) {
        const copy = copiesOf(results, sent).at(0) ?? story.inconclusive('the archive does not hold all that was sent');
        judge(copy, sent, from);
        if (sent !== normal) story.note(`the payload of a message was ${keeps(copy, payload) ? 'kept' : 'not kept'}`);
      }
    },
  );
});

const senderOf = (stanza: Element): string =>
  bare(stanza.getChild('result')?.getChild('forwarded')?.getChild('message')?.attrs.from);

const keeps = ({ message }: Archived, payload: Element): boolean =>
  childElements(message).map(canonical).includes(canonical(payload));

/** For what the user sent, the text does not say whether the sender is the account or its resource. */
function judge({ message }: Archived, { id, stanza }: Sent, from: string): void {
  const { attrs } = message;
  const found = {
    id: attrs.id as unknown,
    type: (attrs.type ?? 'normal') as unknown,
    to: attrs.to as unknown,
    from: from.includes('/') ? (attrs.from as unknown) : bare(attrs.from),
    body: message.getChildText('body'),
  };
  const { to, type = 'normal' } = stanza.attrs as Readonly<Record<string, string>>;
  expect(found, 'the archived message').to.deep.equal({ id, type, to, from, body: stanza.getChildText('body') });
}
