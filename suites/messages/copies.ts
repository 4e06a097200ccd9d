import {
  copiedMessage,
  type Element,
  expect,
  inject,
  type Matcher,
  ns,
  type Sent,
  type Session,
  xep,
  xml,
} from '../../runners/index.ts';

export const xep0280 = xep('0280', '1.0.1');

type Fault = ReturnType<typeof inject>;

/** How a server addresses the wrapper of a copy: from the bare JID of the account (XEP-0280, sections 7 and 8). */
export const wrapper = { from: /^[^/]+$/ };

/** A copy of the message, however it is wrapped. */
export const copyOf = (sent: Sent): Matcher => ({
  what: `a copy of the message that ${sent.by} sent`,
  matches: (stanza) => copiedMessage(stanza)?.attrs.id === sent.id,
});

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
