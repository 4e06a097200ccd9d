import {
  childElements,
  copiedMessage,
  type Element,
  localName,
  namespaceOf,
  ns,
  type Sighting,
} from '../../runners/index.ts';
import { attribute, type Check, domainOf, isOwn } from './address-checks.ts';

const errorTypes = ['auth', 'cancel', 'continue', 'modify', 'wait'];

/** RFC 6120, section 8.3.3. */
const conditions = [
  'bad-request',
  'conflict',
  'feature-not-implemented',
  'forbidden',
  'gone',
  'internal-server-error',
  'item-not-found',
  'jid-malformed',
  'not-acceptable',
  'not-allowed',
  'not-authorized',
  'policy-violation',
  'recipient-unavailable',
  'redirect',
  'registration-required',
  'remote-server-not-found',
  'remote-server-timeout',
  'resource-constraint',
  'service-unavailable',
  'subscription-required',
  'undefined-condition',
  'unexpected-request',
];

/** The copy of an error is typed as one too (XEP-0280, section 7), and is no error itself. */
const isCopy = (sighting: Sighting): boolean =>
  copiedMessage(sighting.stanza) !== undefined && isOwn(sighting, attribute(sighting, 'from'));

const isError = (sighting: Sighting): boolean => attribute(sighting, 'type') === 'error' && !isCopy(sighting);

/** Certain only where no other server can have written or changed it. */
const ownServer = (sighting: Sighting): string | undefined =>
  isOwn(sighting, attribute(sighting, 'from')) ? sighting.domain : undefined;

/** G1. What a client of the harness wrote is left out. */
export const errorIsWellFormed: Check = (sighting) => {
  if (!isError(sighting) || sighting.original?.attrs.type === 'error') return undefined;
  const broken = (verdict: 'fail' | 'warn', expected: string, actual: string): ReturnType<Check> => ({
    verdict,
    expected,
    actual,
    domain: ownServer(sighting),
  });
  const error = sighting.stanza.getChild('error');
  if (!error) return broken('fail', 'an error stanza to have an <error/> child', 'it has none');
  const type = error.attrs.type as string | undefined;
  if (type === undefined || !errorTypes.includes(type))
    return broken('fail', `a legal type of error (${errorTypes.join(', ')})`, `it is ${type ?? 'absent'}`);
  const found = childElements(error)
    .filter((child) => namespaceOf(child) === ns.stanzas && localName(child) !== 'text')
    .map(localName);
  if (found.length === 0) return broken('fail', 'a defined condition in every stanza error', 'there is none');
  if (found.length > 1)
    return broken('warn', 'one defined condition in every stanza error', `there are ${found.join(', ')}`);
  const strange = found.find((name) => !conditions.includes(name));
  return strange === undefined ? undefined : broken('warn', 'a condition that RFC 6120 defines', `it is ${strange}`);
};

const utcForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]00:00)$/;

const delaysIn = (element: Element): readonly Element[] =>
  childElements(element).flatMap((child) => [...(child.is('delay', ns.delay) ? [child] : []), ...delaysIn(child)]);

/** The server that wrote a stamp: a stamp may name the original sender instead, who wrote none of it (XEP-0203, section 2). */
const stamperOf = (sighting: Sighting, writer: string | undefined): string | undefined => {
  if (writer === undefined) return undefined;
  const [domain, from] = [domainOf(writer), attribute(sighting, 'from')];
  const isRoom = attribute(sighting, 'type') === 'groupchat';
  const isStamper = isRoom ? from !== undefined && domain === domainOf(from) : writer === domain && writer !== from;
  return isStamper ? domain : undefined;
};

/** G7. Stamps that the harness itself sent are left out. */
export const delayIsUtc: Check = (sighting) => {
  const { stanza, original } = sighting;
  const sent = original ? delaysIn(original).map(({ attrs }) => attrs.stamp as string) : [];
  for (const { attrs } of delaysIn(stanza)) {
    const stamp = String(attrs.stamp);
    if (sent.includes(stamp) || (utcForm.test(stamp) && !Number.isNaN(Date.parse(stamp)))) continue;
    return {
      expected: 'the stamp of a delay to be a time in UTC',
      actual: `it is ${stamp}`,
      verdict: 'fail',
      domain: stamperOf(sighting, attrs.from as string | undefined),
    };
  }
  return undefined;
};

const pattern = (address: string): RegExp =>
  new RegExp(`(?<![\\w.:/@-])${address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.])`);

/** G8. What the own server tells its user of the own connection is no matter, nor what a client of the harness wrote, nor the host of a URL. */
export const hidesClientAddresses: Check = (sighting) => {
  const { stanza, original, clientAddresses } = sighting;
  const from = attribute(sighting, 'from');
  if (from === undefined || isOwn(sighting, from)) return undefined;
  const [text, written] = [stanza.toString(), original?.toString() ?? ''];
  const domains = [sighting.domain, domainOf(from)];
  const shown = [...clientAddresses].find(
    (address) => pattern(address).test(text) && !written.includes(address) && !domains.includes(address),
  );
  if (shown === undefined) return undefined;
  const isServer = from === domainOf(from);
  return {
    expected: 'no stanza to show the address of a client',
    actual: `it shows ${shown}`,
    verdict: 'fail',
    domain: isServer ? from : undefined,
  };
};

/** The size that every server must accept (RFC 6120, section 13.12), in bytes. */
const smallestLimit = 10_000;

/** G9. Presence is left out: servers send some without an id of their own accord, and an error for that has none. */
export const errorMirrorsId: Check = (sighting) => {
  const { stanza, original } = sighting;
  const kind = localName(stanza);
  if (!isError(sighting) || kind === 'presence' || original?.attrs.type === 'error') return undefined;
  const domain = ownServer(sighting);
  if (attribute(sighting, 'id') === undefined) {
    // Clients of the harness give each stanza an id. What a server sends on behalf of the account need have none, nor its error.
    const isForOurs = kind === 'iq' || attribute(sighting, 'to') === sighting.fullJid;
    const verdict = isForOurs ? 'fail' : 'note';
    return { expected: `the id of the ${kind} in the error for it`, actual: 'it has no id', verdict, domain };
  }
  const tooLarge = stanza.getChild('error')?.getChild('policy-violation', ns.stanzas) !== undefined;
  const size = Buffer.byteLength(stanza.toString());
  if (!tooLarge || size <= smallestLimit) return undefined;
  // Size is one policy among others: an error "MAY include the original XML" of what broke another one (section 8.3.1).
  return {
    expected: 'no copy of what was too large in the error for it',
    actual: `the error has ${size} bytes`,
    verdict: 'warn',
    domain,
  };
};

/** What any service may ask any client: who are you, what can you do, are you there, what time is it. */
const harmless = [ns.discoInfo, ns.discoItems, ns.ping, ns.version, ns.time].map(String);

/** G10. Only requests are looked at: they make a client hand something over. */
export const asksForNothing: Check = (sighting) => {
  const { stanza, original } = sighting;
  const from = attribute(sighting, 'from');
  const isRequest = localName(stanza) === 'iq' && ['get', 'set'].includes(attribute(sighting, 'type') ?? '');
  if (
    !isRequest ||
    original !== undefined ||
    from === undefined ||
    isOwn(sighting, from) ||
    stanza.getChild('fence', ns.fence)
  )
    return undefined;
  const payload = childElements(stanza)[0];
  const asked = payload ? namespaceOf(payload) : 'nothing';
  if (harmless.includes(asked)) return undefined;
  const domain = from === domainOf(from) ? from : undefined;
  return {
    expected: 'another service to ask a client for no more than the exchange needs',
    actual: `${from} asked for ${asked}`,
    verdict: 'warn',
    domain,
  };
};
