import { clone, type Element, fresh, type Sent, type Session, xml } from '../../runners/index.ts';

/** Content of a message, by what users know it as. */
interface Payload {
  readonly name: string;
  readonly content: readonly Element[];
}

/** Whether a message stays within one service or crosses to the other; its id ends so, for wire faults to pick it out. */
export type Way = 'within' | 'across';

/** A message that was sent, and what it carries. */
export interface Posted {
  readonly name: string;
  readonly isText: boolean;
  readonly sent: Sent;
}

/** Text is what Article 7(2)(a)(i) names. */
const texts: readonly Payload[] = [
  { name: 'a plain text', content: [xml`<body>Wilt thou be gone? It is not yet near day</body>`] },
  {
    name: 'a text of several lines and scripts',
    content: [xml`<body>${'Ромео, Ρωμαίος, 🌹\n  "It was the nightingale" & <not> the lark'}</body>`],
  },
  { name: 'a long text', content: [xml`<body>${'Night’s candles are burnt out. '.repeat(40)}</body>`] },
];

const earlier = 'fc-earlier';

/** Advisory: that these cross is an extended reading of Article 2(29), mutual use of what was exchanged. */
const others: readonly Payload[] = [
  {
    name: 'the request for a receipt',
    content: [xml`<body>Farewell</body>`, xml`<request xmlns="urn:xmpp:receipts"/>`],
  },
  { name: 'a receipt', content: [xml`<received xmlns="urn:xmpp:receipts" id="${earlier}"/>`] },
  { name: 'a read marker', content: [xml`<displayed xmlns="urn:xmpp:chat-markers:0" id="${earlier}"/>`] },
  {
    name: 'a correction',
    content: [xml`<body>It was the lark</body>`, xml`<replace xmlns="urn:xmpp:message-correct:0" id="${earlier}"/>`],
  },
  {
    name: 'a reaction',
    content: [xml`<reactions xmlns="urn:xmpp:reactions:0" id="${earlier}"><reaction>👍</reaction></reactions>`],
  },
  {
    name: 'a reply',
    content: [
      xml`<body>I must be gone and live</body>`,
      xml`<reply xmlns="urn:xmpp:reply:0" to="juliet@capulet.example" id="${earlier}"/>`,
    ],
  },
  {
    name: 'a link to a file',
    content: [
      xml`<body>https://verona.example/lark.ogg</body>`,
      xml`<x xmlns="jabber:x:oob"><url>https://verona.example/lark.ogg</url></x>`,
    ],
  },
  {
    name: 'a payload that no server knows',
    content: [xml`<body>More light and light</body>`, xml`<dawn xmlns="urn:fedcheck:test:dawn"><lace n="1"/></dawn>`],
  },
];

/** Either of two knows the other: a service may keep strangers away from its users, and out of archives (RFC 6121, section 8.1). */
export const acquainted = <One extends string, Other extends string>(one: One, other: Other) =>
  [
    [one, other],
    [other, one],
  ] as const;

/** Sends one message of each payload. */
export const postAll = async (from: Session, to: string, way: Way): Promise<readonly Posted[]> =>
  await Promise.all(
    [...texts, ...others].map(async (payload) => {
      const message = xml`<message to="${to}" type="chat" id="fc-${fresh()}-${way}"/>`;
      for (const child of payload.content) message.cnode(clone(child));
      return { name: payload.name, isText: texts.includes(payload), sent: await from.send(message) };
    }),
  );
