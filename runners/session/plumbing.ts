import { randomUUID } from 'node:crypto';
import { type Element, localName } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Matcher } from './matchers.ts';
import type { Session } from './session.ts';

/** Ids of the harness's own stanzas begin so; wire faults and scenarios never meet them. */
export const plumbingPrefix = 'fch-';
export const plumbingId = (): string => `${plumbingPrefix}${randomUUID()}`;

/** Waits for something of the harness's own. Rejects as `Inbox.wait` does. */
export const awaitPlumbing = (session: Session, wanted: Matcher, over?: AbortSignal): Promise<Element> =>
  session.plumbing.wait(wanted, session.around.plumbingDeadlineMs ?? session.around.deadlineMs, over);

/** The message inside a carbon copy (XEP-0280, sections 7 and 8); undefined for anything else. */
export function copiedMessage(stanza: Element): Element | undefined {
  const wrapper = stanza.getChild('received', ns.carbons) ?? stanza.getChild('sent', ns.carbons);
  return wrapper?.getChild('forwarded', ns.forward)?.getChild('message');
}

/** True for the harness's own traffic: its fences, copies of them, and what answers its own stanzas. */
export function isPlumbing(stanza: Element, bareJid: string): boolean {
  if ((copiedMessage(stanza) ?? stanza).getChild('fence', ns.fence)) return true;
  if (!String(stanza.attrs.id).startsWith(plumbingPrefix)) return false;
  const { from, type } = stanza.attrs as Readonly<Record<string, string | undefined>>;
  if (localName(stanza) === 'iq') return type !== 'get' && type !== 'set';
  return type === 'error' || from === undefined || from === bareJid || from.startsWith(`${bareJid}/`);
}
