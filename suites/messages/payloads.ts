import {
  canonical,
  childElements,
  clone,
  type Element,
  errorTo,
  expect,
  fresh,
  localName,
  namespaceOf,
  ns,
  online,
  type Requirement,
  rfc,
  type Sent,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';

/** What apps say to each other in messages: servers carry it as it is, whether they know it or not. */

/** The specifications of such content bind apps alone; what binds servers is that they change nothing. */
export const unmodified: Requirement = rfc(6120).must(
  '8.4',
  'A stanza for another entity with a child element that the server does not understand is routed or delivered unmodified',
);

/** No text says so in words: what comes again brings a warning. */
export const once: Requirement = {
  ...rfc(6120).should(
    '10.1',
    'What is sent once is delivered once (implied: the section orders stanzas and repeats none)',
  ),
  level: 'policy',
};

export const given = { romeo: online('senderServer'), juliet: online('recipientServer') };

/** Either of the two knows the other: a service may keep the messages of strangers from its users (RFC 6121, section 8.1). */
export const acquainted = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;

export const chat = (to: string, ...content: readonly Element[]): Element => {
  const message = xml`<message to="${to}" type="chat" id="fc-${fresh()}"/>`;
  for (const child of content) message.cnode(clone(child));
  return message;
};

/** The same content to the bare JID and to the full JID, by the names that the report shows. */
export const toBoth = (to: Session, what: string, ...content: readonly Element[]): Record<string, Element> => ({
  [`${what} to the bare JID`]: chat(to.bareJid, ...content),
  [`${what} to the full JID`]: chat(to.fullJid, ...content),
});

/** With a child that no server can know section 8.4 holds for the whole stanza, even where a server knows the rest. */
const withUnknown = (message: Element): Element => {
  const copy = clone(message);
  copy.cnode(xml`<unknown xmlns="urn:fedcheck:test:${fresh()}"/>`);
  return copy;
};

const unreached = ['remote-server-not-found', 'remote-server-timeout'];

/** A message that came, by the name of where it came first, or the error with which a server refused it. */
export async function outcomeOf(story: Story, from: Session, to: Readonly<Record<string, Session>>, sent: Sent) {
  const arrivals = Object.entries(to).map(([name, session]) => [name, expect(session).to.receive(sent)] as const);
  const [outcome, stanza] = await story.either<string>({
    ...Object.fromEntries(arrivals),
    refused: from.receive(errorTo(sent)),
  });
  if (unreached.some((condition) => stanza.getChild('error')?.getChild(condition, ns.stanzas)))
    story.inconclusive(`the link could not be used: ${stanza.toString()}`);
  return { outcome, stanza };
}

export const nameOf = (element: Element): string => `{${namespaceOf(element)}}${localName(element)}`;

/** What a server may add to a message on the way: where it is kept, when it was delayed, whom it is for, who wrote it. */
const additions = [
  `{${ns.stanzaIds}}stanza-id`,
  '{urn:xmpp:mam:tmp}archived',
  `{${ns.delay}}delay`,
  '{http://jabber.org/protocol/address}addresses',
  '{urn:xmpp:occupant-id:0}occupant-id',
  '{vcard-temp:x:update}x',
];

/** Judges that the message came with the same content, each element once, in whatever order. What came besides is no matter. */
export function expectUnmodified(received: Element, sent: Element): void {
  const names = childElements(sent).map(nameOf);
  const own = childElements(received).filter((child) => names.includes(nameOf(child)));
  expect(own.map(canonical).sort(), 'the content').to.deep.equal(childElements(sent).map(canonical).sort());
  expect(received.attrs.type ?? 'normal', 'the type').to.equal(sent.attrs.type ?? 'normal');
}

/**
 * Sends messages, each by a name that the report shows, and judges that each comes as it was sent, or as `judge` has it.
 * A server that refuses one in words breaks nothing: the function does not work. Resolves with what came, in that order.
 */
export async function carry(
  story: Story,
  [from, to]: readonly [Session, Session],
  messages: Readonly<Record<string, Element>>,
  judge: (received: Element, sent: Element) => void = expectUnmodified,
): Promise<readonly Element[]> {
  const all = await Promise.all(Object.values(messages).map((message) => from.send(withUnknown(message))));
  const outcomes = await Promise.allSettled(all.map((sent) => outcomeOf(story, from, { delivered: to }, sent)));

  const came: Element[] = [];
  const refusals: Element[] = [];
  const parts = Object.keys(messages).map((name, index) => {
    const one = () => {
      const [sent, result] = [all[index], outcomes[index]];
      if (sent === undefined || result === undefined) return;
      if (result.status === 'rejected')
        throw result.reason instanceof Error ? result.reason : new Error(String(result.reason));
      const { outcome, stanza } = result.value;
      if (outcome === 'refused') {
        story.note(`${name}: a server refused it`);
        refusals.push(stanza);
        return;
      }
      came.push(stanza);
      judge(stanza, sent.stanza);
      noteAdditions(story, stanza, sent.stanza);
    };
    return [name, one] as const;
  });
  await story.parts(Object.fromEntries(parts));
  if (refusals[0]) story.refused(refusals[0]);
  return came;
}

function noteAdditions(story: Story, received: Element, sent: Element): void {
  const known = [...childElements(sent).map(nameOf), ...additions];
  for (const name of childElements(received).map(nameOf)) {
    const text = `came with an element that nobody sent: ${name}`;
    if (!known.includes(name) && !story.remarks.some((remark) => remark.text === text)) story.note(text);
  }
}
