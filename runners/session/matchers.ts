import { type Element, localName } from '../stanza/element.ts';
import { isLike } from '../stanza/match.ts';
import { copiedMessage } from './plumbing.ts';

/** A stanza that an actor sent. Its id is unique, so it can be recognised wherever it arrives. */
export interface Sent {
  readonly id: string;
  readonly stanza: Element;
  readonly at: Date;
  /** Name of the actor and the full JID that it sent from. */
  readonly by: string;
  readonly from: string;
}

export interface Matcher {
  readonly what: string;
  /** True when nothing but the stanza meant can ever match, because its id is unique. */
  readonly unique?: true;
  matches(stanza: Element): boolean;
}

/** What a wait can be for: a stanza somebody sent, a pattern, or a matcher such as `errorTo(sent)`. */
export type Wanted = Sent | Element | Matcher;

const isSent = (wanted: Wanted): wanted is Sent => 'by' in wanted;
const isMatcher = (wanted: Wanted): wanted is Matcher => 'what' in wanted;

/** A server may send presence again under the same id (RFC 6121, section 3.1.3); a message or IQ it may not. */
const keptByItsId = ({ stanza }: Sent): { unique?: true } => (localName(stanza) === 'presence' ? {} : { unique: true });

/** The same stanza with whatever was done to it on the way: kind and id agree, and it became neither an error nor a copy. */
const arrivalOf = (sent: Sent): Matcher => ({
  what: `the ${localName(sent.stanza)} that ${sent.by} sent`,
  ...keptByItsId(sent),
  matches: (stanza) =>
    localName(stanza) === localName(sent.stanza) &&
    stanza.attrs.id === sent.id &&
    (stanza.attrs.type === 'error') === (sent.stanza.attrs.type === 'error') &&
    // The wrapper of a carbon copy may have the id of what it copies (XEP-0280, section 7).
    (copiedMessage(stanza) === undefined || copiedMessage(sent.stanza) !== undefined),
});

export function matcherFor(wanted: Wanted): Matcher {
  if (isSent(wanted)) return arrivalOf(wanted);
  if (isMatcher(wanted)) return wanted;
  return { what: `a stanza like ${wanted.toString()}`, matches: (stanza) => isLike(stanza, wanted) };
}

const answer = (sent: Sent, types: readonly string[], what: string): Matcher => ({
  what: `${what} to the ${localName(sent.stanza)} that ${sent.by} sent`,
  ...keptByItsId(sent),
  matches: (stanza) =>
    localName(stanza) === localName(sent.stanza) &&
    stanza.attrs.id === sent.id &&
    types.includes(String(stanza.attrs.type)) &&
    (localName(stanza) !== 'iq' || isFromAddressee(stanza, sent) || isErrorOnThePath(stanza, sent)),
});

/** That an error swaps the addresses is a SHOULD (RFC 6120, section 8.3.1): either server of the path may sign it itself. */
function isErrorOnThePath({ attrs }: Element, sent: Sent): boolean {
  const to = (sent.stanza.attrs.to as string | undefined) ?? sent.from;
  const bares = [to, sent.from].map((jid) => jid.split('/', 1)[0] ?? jid);
  const servers = bares.map((jid) => jid.slice(jid.indexOf('@') + 1));
  return attrs.type === 'error' && [undefined, ...bares, ...servers].includes(attrs.from as string | undefined);
}

/** An IQ reply counts only from whom it was asked: matching by id alone would take anybody's word (RFC 6120, section 8.1.2.1). */
export function isFromAddressee(reply: Element, sent: Pick<Sent, 'stanza' | 'from'>): boolean {
  const from = reply.attrs.from as string | undefined;
  const to = sent.stanza.attrs.to as string | undefined;
  const bare = sent.from.slice(0, sent.from.indexOf('/'));
  if (to === undefined) return [undefined, sent.from, bare, bare.slice(bare.indexOf('@') + 1)].includes(from);
  return from === to || (from === undefined && to === bare);
}

/** The error for a stanza (RFC 6120, section 8.3.1): same kind, same id, type error. */
export const errorTo = (sent: Sent): Matcher => answer(sent, ['error'], 'an error');
/** The result of an IQ (RFC 6120, section 8.2.3). */
export const resultTo = (sent: Sent): Matcher => answer(sent, ['result'], 'a result');
/** Result or error of an IQ. */
export const replyTo = (sent: Sent): Matcher => answer(sent, ['result', 'error'], 'a reply');

/** Presence of a type ('available' for none) from a JID, bare JIDs standing for all their resources. */
export const presenceFrom = (jid: string, type = 'available'): Matcher => ({
  what: `presence of type ${type} from ${jid}`,
  matches: (stanza) =>
    localName(stanza) === 'presence' &&
    (stanza.attrs.type ?? 'available') === type &&
    (stanza.attrs.from === jid || (!jid.includes('/') && String(stanza.attrs.from).startsWith(`${jid}/`))),
});

export const anyOf = (...wanted: readonly Wanted[]): Matcher => {
  const matchers = wanted.map(matcherFor);
  return {
    what: matchers.map(({ what }) => what).join(', or '),
    matches: (stanza) => matchers.some((matcher) => matcher.matches(stanza)),
  };
};
