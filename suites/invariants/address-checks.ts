import {
  childElements,
  type Element,
  localName,
  namespaceOf,
  ns,
  type Sighting,
  type Violation,
} from '../../runners/index.ts';

export type Check = (sighting: Sighting) => Violation | undefined;

const bareOf = (jid: string): string => jid.split('/', 1)[0] ?? jid;
export const domainOf = (jid: string): string => bareOf(jid).slice(bareOf(jid).indexOf('@') + 1);
export const attribute = ({ stanza }: Pick<Sighting, 'stanza'>, name: string): string | undefined =>
  stanza.attrs[name] as string | undefined;
const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** True for the own account and its server, for which a server may write without saying who it is. */
export const isOwn = ({ bareJid, domain }: Sighting, jid: string | undefined): boolean =>
  jid === undefined || same(bareOf(jid), bareJid) || same(jid, domain);

/** G2. What the harness sent to somebody arrives with an address, and with that of somebody who takes part. */
export const fromIsStamped: Check = (sighting) => {
  const { original, domain } = sighting;
  const to = original?.attrs.to as string | undefined;
  const from = attribute(sighting, 'from');
  if (from === undefined) {
    const type = attribute(sighting, 'type');
    // Whoever it is for, the own server may give the error on behalf of the account (RFC 6120, section 8.1.2.1).
    if (to === undefined || type === 'error' || (type === 'result' && isOwn(sighting, to))) return undefined;
    return {
      expected: "a stanza of another entity to have a 'from' address",
      actual: 'it has none',
      verdict: 'fail',
      domain,
    };
  }
  if (original === undefined || sighting.takesPart(from) || sighting.takesPart(from.toLowerCase())) return undefined;
  return {
    expected: 'the address of one who takes part in the run',
    actual: `it came from ${from}`,
    verdict: 'fail',
    domain: undefined,
  };
};

/** G3. A full JID of another resource is legal: messages that were stored, or given to another resource, keep it. */
export const toIsOwn: Check = (sighting) => {
  const to = attribute(sighting, 'to');
  // A dot at the end of a domainpart makes no other address (RFC 7622, section 3.2).
  if (to === undefined || same(bareOf(to).replace(/\.$/, ''), sighting.bareJid)) return undefined;
  return {
    expected: `a stanza for ${sighting.bareJid} or its resource`,
    actual: `it is for ${to}`,
    verdict: 'warn',
    domain: sighting.domain,
  };
};

/** G4. A room repeats its messages to one who enters again, and presence has no such rule. */
export const arrivesOnce: Check = (sighting) => {
  const { stanza, times, original } = sighting;
  const isRoomMessage = attribute(sighting, 'type') === 'groupchat';
  if (times < 2 || original === undefined || isRoomMessage || localName(stanza) === 'presence') return undefined;
  const actual = `the ${localName(stanza)} ${attribute(sighting, 'id') ?? ''} came ${times} times`;
  return { expected: 'each stanza to arrive once', actual, verdict: 'warn', domain: undefined };
};

const stanzas = ['message', 'presence', 'iq'];

/** A child without any namespace has an empty declaration, which inherits nothing. */
const isStray = (child: Element): boolean => child.attrs.xmlns === '' || namespaceOf(child) === ns.server;

/** G5. Who broke a child is not certain: either server of the path may have lost its namespace. */
export const isClientContent: Check = ({ stanza, domain }) => {
  if (!stanzas.includes(localName(stanza)) || namespaceOf(stanza) === ns.stream) return undefined;
  const expected = `the stanza and its own children to be in ${ns.client}`;
  if (namespaceOf(stanza) !== ns.client) {
    return { expected, actual: `the ${localName(stanza)} is in '${namespaceOf(stanza)}'`, verdict: 'fail', domain };
  }
  const stray = childElements(stanza).find(isStray);
  if (stray === undefined) return undefined;
  return {
    expected,
    actual: `<${stray.name}> is in '${String(stray.attrs.xmlns)}'`,
    verdict: 'fail',
    domain: undefined,
  };
};

/** G6. An IQ of this kind from anybody else is no roster push, and nothing is said of it. */
export const isProperPush: Check = (sighting) => {
  const { stanza, bareJid, domain, original } = sighting;
  const query = stanza.getChild('query', ns.roster);
  const from = attribute(sighting, 'from');
  if (
    localName(stanza) !== 'iq' ||
    attribute(sighting, 'type') !== 'set' ||
    !query ||
    original ||
    !isOwn(sighting, from)
  )
    return undefined;
  const items = query.getChildren('item').length;
  if (items !== 1)
    return { expected: 'one item in a roster push', actual: `it holds ${items}`, verdict: 'fail', domain };
  if (from === undefined || same(from, bareJid)) return undefined;
  return {
    expected: `a roster push from ${bareJid}, or without from (RFC 6120, section 8.1.2.1)`,
    actual: `it came from ${from}`,
    verdict: 'fail',
    domain,
  };
};
