import type { Session } from '../session/session.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ask } from './leftovers.ts';

/** What a story changed of an account's settings. */
interface Changes {
  /** The archive preferences (XEP-0441) as they were: asked on the same stream before they were set. */
  preferences?: Promise<Element>;
  /** Push services that were enabled (XEP-0357). */
  readonly pushServices: Set<string>;
}

/** Keeps in mind which settings of accounts a story changed, so that they can be put back. */
export class Settings {
  readonly #changes = new Map<string, Changes>();

  /** Looks at what an actor is about to send, before it is written. */
  note(session: Session, stanza: Element): void {
    if (stanza.name !== 'iq' || stanza.attrs.type !== 'set') return;
    const service: unknown = stanza.getChild('enable', ns.push)?.attrs.jid;
    const sets = stanza.getChild('prefs', ns.mam) !== undefined;
    if (!sets && typeof service !== 'string') return;
    const changes: Changes = this.#changes.get(session.bareJid) ?? { pushServices: new Set() };
    this.#changes.set(session.bareJid, changes);
    if (typeof service === 'string') changes.pushServices.add(service);
    if (!sets || changes.preferences) return;
    changes.preferences = ask(session, xml`<iq type="get"><prefs xmlns="${ns.mam}"/></iq>`);
    // Whether an answer came matters when they are put back.
    changes.preferences.catch(() => undefined);
  }

  /** True for an account whose settings a story changed. */
  concerns(jid: string): boolean {
    return this.#changes.has(jid);
  }

  /** Puts preferences back and disables push services; the rejection says what could not be put back. */
  async restore(cleaner: Session): Promise<void> {
    const changes = this.#changes.get(cleaner.bareJid);
    if (!changes) return;
    for (const jid of changes.pushServices) {
      const reply = await ask(cleaner, xml`<iq type="set"><disable xmlns="${ns.push}" jid="${jid}"/></iq>`);
      // The story may have disabled it itself.
      if (reply.attrs.type !== 'result' && !reply.getChild('error')?.getChild('item-not-found', ns.stanzas))
        throw new Error(`the push service ${jid} is not disabled: ${reply.toString()}`);
    }
    const before = await changes.preferences;
    // An error may repeat the question.
    const former = before?.attrs.type === 'result' ? before.getChild('prefs', ns.mam) : undefined;
    if (!former) return;
    const reply = await ask(cleaner, xml`<iq type="set">${former}</iq>`);
    if (reply.attrs.type !== 'result')
      throw new Error(`the archive preferences are not as they were: ${reply.toString()}`);
  }
}
