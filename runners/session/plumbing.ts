import { randomUUID } from 'node:crypto';
import { childElements, clone, type Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Matcher } from './matchers.ts';
import type { Session } from './session.ts';

/** Ids of the harness's own stanzas begin so; wire faults and scenarios never meet them. */
export const plumbingPrefix = 'fch-';
export const plumbingId = (): string => `${plumbingPrefix}${randomUUID()}`;

/** Waits for something of the harness's own. Rejects as `Inbox.wait` does. */
export const awaitPlumbing = (session: Session, wanted: Matcher, over?: AbortSignal): Promise<Element> =>
  session.plumbing.wait(wanted, session.around.plumbingDeadlineMs ?? session.around.deadlineMs, over);

/**
 * The message inside a carbon copy (XEP-0280, sections 7 and 8), as clients write it; undefined for anything else.
 * What came from another server may keep its namespace there: nothing inside an extension is re-scoped (RFC 6120, section 4.8.3).
 */
export function copiedMessage(stanza: Element): Element | undefined {
  const wrapper = stanza.getChild('received', ns.carbons) ?? stanza.getChild('sent', ns.carbons);
  const inner = wrapper?.getChild('forwarded', ns.forward)?.getChild('message');
  if (!inner || namespaceOf(inner) !== ns.server) return inner;
  const message = clone(inner);
  for (const element of [message, ...childElements(message)])
    if (namespaceOf(element) === ns.server) element.attrs.xmlns = ns.client;
  return message;
}

/** True for the harness's own traffic: its fences, copies of them, and what answers its own stanzas. */
export function isPlumbing(stanza: Element, bareJid: string): boolean {
  if ((copiedMessage(stanza) ?? stanza).getChild('fence', ns.fence)) return true;
  if (!String(stanza.attrs.id).startsWith(plumbingPrefix)) return false;
  const { from, type } = stanza.attrs as Readonly<Record<string, string | undefined>>;
  if (localName(stanza) === 'iq') return type !== 'get' && type !== 'set';
  return type === 'error' || from === undefined || from === bareJid || from.startsWith(`${bareJid}/`);
}
