import {
  canonical,
  childElements,
  copiedMessage,
  type Element,
  expect,
  inject,
  localName,
  type Matcher,
  namespaceOf,
  ns,
  type Sent,
  type Session,
  type Story,
  xep,
  xml,
} from '../../runners/index.ts';
import { nameOf } from './payloads.ts';

export const xep0280 = xep('0280', '1.0.1');

const forwardedWhole = xep('0297', '1.0').should(
  '3.2',
  undefined,
  'Forwarded stanzas SHOULD include all relevant child elements of the original stanza by default',
);

type Fault = ReturnType<typeof inject>;

/** How a server addresses the wrapper of a copy: from the bare JID of the account (XEP-0280, sections 7 and 8). */
export const wrapper = { from: /^[^/]+$/ };

/** A copy of the message, however it is wrapped. */
export const copyOf = (sent: Sent): Matcher => ({
  what: `a copy of the message that ${sent.by} sent`,
  matches: (stanza) => copiedMessage(stanza)?.attrs.id === sent.id,
});

const holdsMessage = (element: Element, id: string): boolean =>
  (localName(element) === 'message' && element.attrs.id === id) ||
  childElements(element).some((child) => holdsMessage(child, id));

/** What is meant as a copy of the message, whatever its shape. */
export const meantAsCopyOf = (sent: Sent): Matcher => ({
  what: `what is meant as a copy of the message that ${sent.by} sent`,
  matches: (stanza) =>
    childElements(stanza).some((child) => namespaceOf(child) === ns.carbons) && holdsMessage(stanza, sent.id),
});

/** Judges the content of a copy: "an implementation MAY omit elements it deems irrelevant" (XEP-0297, section 3.2), not alter them. */
export async function expectOriginal(story: Story, copy: Element, sent: Sent): Promise<void> {
  const inner = copiedMessage(copy);
  const [original, copied] = [childElements(sent.stanza), inner ? childElements(inner) : []];
  const names = copied.map(nameOf);
  const kept = original.filter((child) => localName(child) === 'body' || names.includes(nameOf(child)));
  expect(copied.map(canonical), 'the content of the copy').to.include.members(kept.map(canonical));
  await story.should(forwardedWhole, () =>
    expect(names, 'the elements of the copy').to.include.members(original.map(nameOf)),
  );
}

/** A copy of the error with which a message was answered. */
export const copyOfError = (sent: Sent): Matcher => ({
  what: `a copy of the error for the message that ${sent.by} sent`,
  matches: (stanza) => {
    const inner = copiedMessage(stanza);
    return inner?.attrs.id === sent.id && inner.attrs.type === 'error';
  },
});

/** A fault: the actor gets a copy of what another one sends, as its server would wrap it. */
export const copyTo = (actor: string, kind: 'received' | 'sent', attributes: Record<string, string> = {}): Fault =>
  inject(
    `a copy of what is sent${attributes.type === undefined ? '' : ` as ${attributes.type}`}`,
    actor,
    { sends: 'message', by: 'romeo', with: attributes },
    (sent, { fullJid, bareJid }) => wrap(sent, kind, fullJid, bareJid),
  );

function wrap(sent: Element, kind: 'received' | 'sent', fullJid: string, bareJid: string): Element {
  const account = kind === 'sent' ? bareJid : String(sent.attrs.to).split('/', 1)[0];
  return xml`
    <message from="${account}" type="${sent.attrs.type}">
      <${kind} xmlns="${ns.carbons}">
        <forwarded xmlns="${ns.forward}">
          <message xmlns="jabber:client" from="${fullJid}" to="${sent.attrs.to}" id="${sent.attrs.id}" type="${sent.attrs.type}"/>
        </forwarded>
      </${kind}>
    </message>`;
}

/** Judges that none of what was sent came to the session as a copy; a fence (FC) goes before it. */
export function expectNoCopies(session: Session, all: readonly Sent[]): void {
  const copies = all.flatMap((sent) => session.received(copyOf(sent)));
  expect(copies.map(String), `copies at ${session.name}`).to.deep.equal([]);
}
