import { NotObserved } from './errors.ts';
import { isFromAddressee, type Matcher } from './matchers.ts';
import { awaitPlumbing, copiedMessage, plumbingId } from './plumbing.ts';
import type { Session } from './session.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

const lost = 'the fence was lost: ';

/**
 * Fences: a later stanza on the same path whose arrival shows that an earlier, forbidden one is not coming
 * (RFC 6120, section 10.1: one stream, one recipient, one order; bare and full JID are the same recipient).
 *
 * A fence never proves that a required stanza is missing; that takes its own deadline. A lost fence is inconclusive.
 */
async function awaitFence(observer: Session, fence: Matcher, over?: AbortSignal): Promise<Element> {
  try {
    return await awaitPlumbing(observer, fence, over);
  } catch (error) {
    if (error instanceof NotObserved) throw new NotObserved(`${lost}${error.message}`);
    throw error;
  }
}

/** Where no server was reached, it is one on the way that answers (RFC 6120, section 10.4.3): nobody has handled anything. */
export function unlessUnreached(reply: Element, jid: string, what = ''): Element {
  const conditions = ['remote-server-not-found', 'remote-server-timeout'];
  if (conditions.some((condition) => reply.getChild('error')?.getChild(condition, ns.stanzas)))
    throw new NotObserved(`${what}${jid} was not reached`);
  return reply;
}

const byId = (id: string, what: string): Matcher => ({ what, matches: ({ attrs }) => attrs.id === id });

const fenceMessage = (to: string, id: string): Element => xml`
  <message to="${to}" id="${id}">
    <fence xmlns="${ns.fence}"/>
    <no-store xmlns="${ns.hints}"/>
    <no-copy xmlns="${ns.hints}"/>
  </message>`;

/**
 * FX: when `to` sees it, nothing that `from` sent to that account earlier on this stream can still be delivered to that resource.
 * FR, the same sent back by the observer: by causality the observer's server has sent its own errors and automatic replies before.
 * Neither speaks of other resources, storage, carbons, or stanzas of a room service.
 */
export async function fenceTo(from: Session, to: Session): Promise<void> {
  const id = plumbingId();
  const done = from.around.waiting(to, `the fence of ${from.name}`);
  try {
    await from.write(fenceMessage(to.fullJid, id));
    await awaitFence(to, byId(id, `the fence of ${from.name}`));
  } finally {
    done();
  }
}

/**
 * FS (own domain), FD (remote domain), FE (a dead full JID), ROOM (a room): an IQ and its reply, result or error alike.
 * The entity has handled what came before on the same path. It says nothing about storage.
 * It is lost where the domain was not reached: what is due from a domain that is dead itself cannot be fenced; and where
 * somebody else answers, who knows nothing of that path (RFC 6120, section 8.1.2.1).
 */
export async function fenceEntity(from: Session, jid: string): Promise<void> {
  const id = plumbingId();
  const done = from.around.waiting(from, `the reply of ${jid}`);
  try {
    const sent = {
      stanza: xml`<iq type="get" to="${jid}" id="${id}"><query xmlns="${ns.discoInfo}"/></iq>`,
      from: from.fullJid,
    };
    // Without a sender it is the own server's word, whatever else is wrong with it.
    const isOwnServers = (answer: Element): boolean => jid === from.domain && answer.attrs.from === undefined;
    await from.write(sent.stanza);
    const reply: Matcher = {
      what: `a reply from ${jid}`,
      matches: (answer) => answer.attrs.id === id && (isOwnServers(answer) || isFromAddressee(answer, sent)),
    };
    unlessUnreached(await awaitFence(from, reply), jid, lost);
  } finally {
    done();
  }
}

/** FL: offline messages and pending requests come before a message to the own full JID. Practice, not a duty; the late ledger backs it. */
export async function fenceLogin(session: Session): Promise<void> {
  const id = plumbingId();
  const done = session.around.waiting(session, 'the login fence');
  try {
    await session.write(fenceMessage(session.fullJid, id));
    await awaitFence(session, byId(id, 'the login fence'));
  } finally {
    done();
  }
}

/** A subscriber gets the presence that is broadcast, a stranger does not. */
export type Watcher = 'subscriber' | 'stranger';

/**
 * FP: a marker presence, broadcast with the priority that the session has; it replaces whatever the session had said of itself.
 * The sender's own echo shows that its server has handled all presence before; only then may a message follow as FX, since
 * broadcast presence has no 'to' and shares no order with messages. A subscriber must see the marker, a stranger the FX.
 * After it no earlier presence of this session comes to that resource. It says nothing of messages, other resources,
 * presence that a server sends of itself (after an approval, or to answer a probe), nor where `to` blocks the sender.
 */
export async function fencePresence(from: Session, to: Session, as: Watcher = 'subscriber'): Promise<void> {
  const id = plumbingId();
  const done = from.around.waiting(from, 'the echo of the marker presence');
  try {
    await from.write(xml`
      <presence id="${id}"><priority>${from.priority}</priority><status>${id}</status><fence xmlns="${ns.fence}"/></presence>`);
    await awaitFence(from, byId(id, 'the echo of the marker presence'));
    if (as === 'subscriber') await awaitFence(to, byId(id, `the marker presence of ${from.name}`));
    else await fenceTo(from, to);
  } finally {
    done();
  }
}

/**
 * FC: a chat message with a body, surely eligible for copying, to a full JID; `observer` is another resource of the sender's or
 * of the addressee's account, has carbons enabled, and gets a copy of it (XEP-0280, sections 7 and 8).
 * Practice: copies of what was sent before on this stream have come to the observer by then.
 * Sound only where it takes the same way as the copy that it proves absent: from the same session, or from one who has seen
 * the message, and to the same resource, or, where that resource itself must not get a copy, to another one of its account.
 * A direct message overtakes copies.
 */
export async function fenceCarbon(from: Session, to: Session, observer: Session): Promise<void> {
  const id = plumbingId();
  const done = from.around.waiting(observer, `the copy of the fence of ${from.name}`);
  try {
    await from.write(sentinelFor(to.fullJid, id, xml`<no-store xmlns="${ns.hints}"/>`));
    await awaitFence(observer, {
      what: `the copy of the fence of ${from.name}`,
      matches: (stanza) => copiedMessage(stanza)?.attrs.id === id,
    });
  } finally {
    done();
  }
}

/** What became of the sentinel: 'refused' where the service stores nothing for those who are off-line, and says so. */
export type Sentinel = 'stored' | 'refused';

/**
 * FO: a last message that any store for those off-line takes, to an account without resources; then `absent` comes on-line.
 * Practice: once it came, nothing that `from` sent before will come out of the same store; the late ledger backs it.
 * It proves no required message missing, says nothing of other senders, and is lost where messages are kept in an archive alone
 * or where the service was not reached.
 */
export async function fenceOffline(from: Session, absent: Session): Promise<Sentinel> {
  const id = plumbingId();
  const done = from.around.waiting(absent, `the sentinel of ${from.name}`);
  const over = new AbortController();
  try {
    await from.write(sentinelFor(absent.bareJid, id));
    await fenceEntity(from, absent.domain);
    await absent.comeOnline();
    const stored = awaitFence(absent, byId(id, `the sentinel of ${from.name}`), over.signal).then(() => undefined);
    const refused = awaitFence(from, byId(id, 'the sentinel, refused'), over.signal);
    const refusal = await Promise.any([stored, refused]).catch(() => stored);
    if (refusal) unlessUnreached(refusal, absent.bareJid, lost);
    return refusal ? 'refused' : 'stored';
  } finally {
    over.abort();
    done();
  }
}

const sentinelFor = (to: string, id: string, ...hints: readonly Element[]): Element => {
  const message = xml`<message to="${to}" id="${id}" type="chat"><body>fence</body><fence xmlns="${ns.fence}"/></message>`;
  for (const hint of hints) message.cnode(hint);
  return message;
};
