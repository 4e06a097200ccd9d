import { type Element, ns, xml } from '../../runners/index.ts';

/** What a payload may refer to: ids by the room where it gives any (XEP-0359), else those of the messages. */
export interface Referred {
  /** What somebody else has said. */
  readonly theirs: string;
  /** What the sender itself has said: nobody may take back what is another's. */
  readonly own: string;
  /** The same by the id of the message itself, as corrections name it. */
  readonly ownMessage: string;
}

/** What a client sends to a group besides text; each is judged apart. */
export interface Payload {
  readonly slug: string;
  readonly title: string;
  /** The element that carries it, by name. */
  readonly element: string;
  readonly content: (referred: Referred) => readonly Element[];
}

const hint = xml`<store xmlns="${ns.hints}"/>`;
const text = (words: string): Element => xml`<body>${words}</body>`;

/** Those without a body first: a service that tells speech from silence by the body swallows them. */
export const payloads: readonly Payload[] = [
  {
    slug: 'reaction',
    title: 'passes reactions on to a group',
    element: 'reactions',
    content: ({ theirs }) => [
      xml`<reactions xmlns="urn:xmpp:reactions:0" id="${theirs}"><reaction>🌹</reaction></reactions>`,
      hint,
    ],
  },
  {
    slug: 'displayed',
    title: 'passes displayed markers on to a group',
    element: 'displayed',
    content: ({ theirs }) => [xml`<displayed xmlns="urn:xmpp:chat-markers:0" id="${theirs}"/>`, hint],
  },
  {
    slug: 'retraction',
    title: 'passes retractions on to a group',
    element: 'retract',
    content: ({ own }) => [
      xml`<retract xmlns="urn:xmpp:message-retract:1" id="${own}"/>`,
      xml`<fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:message-retract:1"/>`,
      text('Somebody took back what they had said, which your client cannot show.'),
      hint,
    ],
  },
  {
    slug: 'chat-state',
    title: 'passes on to a group that somebody is writing',
    element: 'composing',
    content: () => [xml`<composing xmlns="${ns.chatStates}"/>`],
  },
  {
    slug: 'encrypted',
    title: 'passes encrypted messages on to a group',
    element: 'encrypted',
    content: () => [
      xml`
        <encrypted xmlns="urn:xmpp:omemo:2">
          <header sid="27183"><keys jid="tybalt@capulet.example"><key rid="31415">b64/encoded+data=</key></keys></header>
          <payload>b64/encoded+payload==</payload>
        </encrypted>`,
      xml`<encryption xmlns="urn:xmpp:eme:0" namespace="urn:xmpp:omemo:2" name="OMEMO"/>`,
      hint,
    ],
  },
  {
    slug: 'call-invite',
    title: 'passes call invitations on to a group',
    element: 'invite',
    content: () => [
      xml`<invite xmlns="urn:xmpp:call-invites:0" video="true"><muji xmlns="urn:xmpp:jingle:muji:0" room="masque@rooms.verona.example"/></invite>`,
      hint,
    ],
  },
  {
    slug: 'correction',
    title: 'passes corrections on to a group',
    element: 'replace',
    content: ({ ownMessage }) => [
      text('A rose by any other name'),
      xml`<replace xmlns="urn:xmpp:message-correct:0" id="${ownMessage}"/>`,
    ],
  },
  {
    slug: 'reply',
    title: 'passes on to a group what a reply is to',
    element: 'reply',
    content: ({ theirs }) => [text('Ay, marry'), xml`<reply xmlns="urn:xmpp:reply:0" id="${theirs}"/>`],
  },
  {
    slug: 'unknown',
    title: 'passes on to a group what no server knows',
    element: 'nosegay',
    content: () => [
      text('I come from the orchard'),
      xml`<nosegay xmlns="urn:example:verona:flowers" of="rue"><herb xmlns="urn:example:verona:herbs" leaves="3">rosemary</herb></nosegay>`,
    ],
  },
];
