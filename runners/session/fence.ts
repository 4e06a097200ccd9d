import { NotObserved } from './errors.ts';
import { plumbingId } from './plumbing.ts';
import type { Session } from './session.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/**
 * Fences: a later stanza on the same path whose arrival shows that an earlier, forbidden one is not coming
 * (RFC 6120, section 10.1: one stream, one recipient, one order; bare and full JID are the same recipient).
 *
 * A fence never proves that a required stanza is missing; that takes its own deadline. A lost fence is inconclusive.
 */
async function awaitFence(observer: Session, id: string, what: string): Promise<void> {
  try {
    await observer.plumbing.wait({ what, matches: (stanza) => stanza.attrs.id === id }, observer.around.deadlineMs);
  } catch (error) {
    if (error instanceof NotObserved) throw new NotObserved(`the fence was lost: ${error.message}`);
    throw error;
  }
}

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
    await awaitFence(to, id, `the fence of ${from.name}`);
  } finally {
    done();
  }
}

/**
 * FS (own domain), FD (remote domain), FE (a dead full JID), ROOM (a room): an IQ and its reply, result or error alike.
 * The entity has handled what came before on the same path. It says nothing about storage.
 */
export async function fenceEntity(from: Session, jid: string): Promise<void> {
  const id = plumbingId();
  const done = from.around.waiting(from, `the reply of ${jid}`);
  try {
    await from.write(xml`<iq type="get" to="${jid}" id="${id}"><query xmlns="${ns.discoInfo}"/></iq>`);
    await awaitFence(from, id, `a reply from ${jid}`);
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
    await awaitFence(session, id, 'the login fence');
  } finally {
    done();
  }
}
