import {
  childElements,
  type Element,
  fresh,
  inject,
  localName,
  type Matcher,
  namespaceOf,
  ns,
  type Requirement,
  rfc,
  type Sent,
  type Session,
  xml,
} from '../../runners/index.ts';

/** RFC 6120, section 13.11, has no keyword: that differences give nothing away is a policy of the suite. */
export const harvesting = (sentence: string): Requirement => ({
  ...rfc(6120).should('13.11', sentence),
  level: 'policy',
});

/** The defined condition of an error; undefined where there is none. */
export const conditionOf = (error: Element | undefined): string | undefined =>
  error && childElements(error).find((part) => namespaceOf(part) === ns.stanzas && localName(part) !== 'text')?.name;

/** Errors that the asker's own server may give in the name of whom it asked (RFC 6120, sections 8.3.1, 10.4.3 and 13.12). */
const onTheWay = ['policy-violation', 'resource-constraint', 'remote-server-not-found', 'remote-server-timeout'];

/** Presence that answers for a JID or its resources. */
export const answeringPresence = (jid: string): Matcher => ({
  what: `presence of ${jid}`,
  matches: (stanza) =>
    stanza.name === 'presence' &&
    String(stanza.attrs.from).split('/', 1)[0] === jid &&
    !onTheWay.includes(conditionOf(stanza.getChild('error')) ?? ''),
});

/** An error of the usual condition, with a text that is another one for every address. */
export const textOf = (to: string): Element => xml`
  <error type="cancel">
    <service-unavailable xmlns="${ns.stanzas}"/><text xmlns="${ns.stanzas}">${to}</text>
  </error>`;

/** What tells one answer from another but for whom it speaks of: type, error and its parts, and who wrote it. */
export const shapeOf = ({ attrs }: Sent['stanza'], reply: Element): string => {
  const error = reply.getChild('error');
  const parts = error ? childElements(error).map((part) => `${localName(part)} ${part.getText()}`.trim()) : [];
  const from = reply.attrs.from === attrs.to ? 'the address asked' : String(reply.attrs.from);
  const content = childElements(reply)
    .filter((child) => child !== error)
    .map((child) => `{${namespaceOf(child)}}${localName(child)}`);
  return JSON.stringify({ type: String(reply.attrs.type), error: error?.attrs.type as unknown, parts, from, content });
};

/** For whoever has an account the server says something of its own, as one that gives accounts away would. */
export const tellsAccounts = (namespace: string) =>
  inject(
    'another answer for an account that exists',
    'romeo',
    { sends: 'iq', with: { id: /^known-/ } },
    ({ attrs }) => {
      const { id, to } = attrs as Record<string, string>;
      const error = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;
      return xml`<iq type="error" from="${to}" id="${id}"><query xmlns="${namespace}"/>${error}</iq>`;
    },
  );

/** Two accounts that exist and one that does not. */
export const threeAccounts = (juliet: Session, tybalt: Session) => [
  { jid: juliet.bareJid, id: `known-${fresh()}` },
  { jid: tybalt.bareJid, id: `known-${fresh()}` },
  { jid: `${fresh()}@${juliet.domain}`, id: fresh() },
];
