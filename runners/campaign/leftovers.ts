import { plumbingId } from '../session/plumbing.ts';
import type { Session } from '../session/session.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** An IQ of the harness's own; result and error are both an answer (an item that is not there needs no removal). */
export async function ask(session: Session, iq: Element): Promise<Element> {
  const id = plumbingId();
  iq.attrs.id = id;
  const reply = session.plumbing.wait(
    { what: 'a reply', matches: (stanza) => stanza.attrs.id === id },
    session.around.deadlineMs,
  );
  reply.catch(() => undefined);
  await session.write(iq);
  return await reply;
}

/**
 * Whether a room's answer says that it is no more. A service may remember those that were destroyed, and answer gone (RFC 6120,
 * section 8.3.3.5).
 */
export function saysGone(reply: Element): boolean {
  const error = reply.getChild('error');
  return ['item-not-found', 'gone'].some((condition) => error?.getChild(condition, ns.stanzas) !== undefined);
}

/** Afterwards the session's account blocks nobody. */
export const unblockAll = (session: Session): Promise<Element> =>
  ask(session, xml`<iq type="set"><unblock xmlns="${ns.blocking}"/></iq>`);

/** Ends what there is between the session's account and the others: a pending request, a subscription, the roster item. */
export async function part(session: Session, others: readonly string[]): Promise<void> {
  const removals = others.map(async (jid) => {
    await session.write(xml`<presence to="${jid}" type="unsubscribed" id="${plumbingId()}"/>`);
    const item = xml`<item jid="${jid}" subscription="remove"/>`;
    await ask(session, xml`<iq type="set"><query xmlns="${ns.roster}">${item}</query></iq>`);
  });
  await Promise.all(removals);
}

const pendingRequest = {
  what: 'a request',
  matches: ({ name, attrs }: Element) => name === 'presence' && attrs.type === 'subscribe',
};
const bare = (jid: string): string => jid.split('/')[0] ?? jid;

/**
 * Ends what an earlier story could not take away between the accounts of the cast. Resolves with false where there is no such
 * thing; then it sends nothing.
 */
export async function clearLeftovers(sessions: readonly Session[]): Promise<boolean> {
  const cast = new Set(sessions.map(({ bareJid }) => bareJid));
  const clearings = sessions.map(async (session) => {
    const requests = session.received(pendingRequest).map(({ attrs }) => bare(String(attrs.from)));
    const items = session.roster.map(({ attrs }) => String(attrs.jid));
    const stale = [...new Set([...requests, ...items])].filter((jid) => cast.has(jid) && jid !== session.bareJid);
    if (stale.length > 0) await part(session, stale);
    return stale.length > 0;
  });
  return (await Promise.all(clearings)).includes(true);
}
