import type { Session } from '../session/session.ts';
import { childElements, clone, type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { type Keeper, noKeeper } from './kept.ts';
import { ask } from './leftovers.ts';
import type { Ask } from './published.ts';

/** What a story changed of an account's settings. */
interface Changes {
  /** The archive preferences (XEP-0441) as they were: asked on the same stream before they were set; undefined where there are none. */
  preferences?: Promise<Element | undefined>;
  /** Whom the account blocked (XEP-0191) before the story changed that; undefined where it does not tell. */
  blocks?: Promise<readonly string[] | undefined>;
  /** Push services that were enabled (XEP-0357). */
  readonly pushServices: Set<string>;
}

/** Keeps in mind which settings of accounts a story changed, so that they can be put back. */
export class Settings {
  readonly #changes = new Map<string, Changes>();
  readonly #keeper: Keeper;

  constructor(keeper: Keeper = noKeeper) {
    this.#keeper = keeper;
  }

  /**
   * Looks at what an actor is about to send. Where something is to be kept in mind, resolves when it is, also for a process
   * that comes after this one: only then the stanza may be written.
   */
  note(session: Session, stanza: Element): Promise<void> | undefined {
    if (stanza.name !== 'iq' || stanza.attrs.type !== 'set') return undefined;
    const service: unknown = stanza.getChild('enable', ns.push)?.attrs.jid;
    const setsPreferences = stanza.getChild('prefs', ns.mam) !== undefined;
    const blocks = (stanza.getChild('block', ns.blocking) ?? stanza.getChild('unblock', ns.blocking)) !== undefined;
    if (!setsPreferences && !blocks && typeof service !== 'string') return undefined;
    const account = session.bareJid;
    const changes: Changes = this.#changes.get(account) ?? { pushServices: new Set() };
    this.#changes.set(account, changes);
    if (typeof service === 'string') {
      changes.pushServices.add(service);
      this.#keeper.keep({ what: 'push', account, service });
    }
    if (setsPreferences) changes.preferences ??= this.#preferencesOf(session);
    if (blocks) changes.blocks ??= this.#blocksOf(session);
    return Promise.all([changes.preferences, changes.blocks]).then(() => undefined);
  }

  /** True for an account whose settings a story changed. */
  concerns(jid: string): boolean {
    return this.#changes.has(jid);
  }

  /** True for an account of which a story changed whom it blocks. */
  changedBlocks(jid: string): boolean {
    return this.#changes.get(jid)?.blocks !== undefined;
  }

  /** Puts preferences back and disables push services; the rejection says what could not be put back. */
  async restore(cleaner: Session): Promise<void> {
    const changes = this.#changes.get(cleaner.bareJid);
    if (!changes) return;
    const asking: Ask = (iq) => ask(cleaner, iq);
    for (const jid of changes.pushServices) await disablePush(asking, jid);
    const former = await changes.preferences;
    if (former) await restorePreferences(asking, former);
  }

  /** Blocks again whom the account blocked before; where nobody could tell, nobody. */
  async restoreBlocks(cleaner: Session): Promise<void> {
    const former = await this.#changes.get(cleaner.bareJid)?.blocks;
    if (former) await block((iq) => ask(cleaner, iq), former);
  }

  #preferencesOf(session: Session): Promise<Element | undefined> {
    return this.#asked(ask(session, xml`<iq type="get"><prefs xmlns="${ns.mam}"/></iq>`), (reply) => {
      // An error may repeat the question.
      const former = reply.attrs.type === 'result' ? reply.getChild('prefs', ns.mam) : undefined;
      if (former)
        this.#keeper.keep({ what: 'preferences', account: session.bareJid, original: clone(former).toString() });
      return former;
    });
  }

  #blocksOf(session: Session): Promise<readonly string[] | undefined> {
    return this.#asked(ask(session, askingBlocks()), (reply) => {
      const original = blockedIn(reply);
      if (original) this.#keeper.keep({ what: 'blocks', account: session.bareJid, original });
      return original;
    });
  }

  /** Without an answer there is nothing to put back; a change that cannot be written down must not be made. */
  async #asked<T>(asking: Promise<Element>, take: (reply: Element) => T | undefined): Promise<T | undefined> {
    const reply = await asking.catch(() => undefined);
    return reply && take(reply);
  }
}

export const askingBlocks = (): Element => xml`<iq type="get"><blocklist xmlns="${ns.blocking}"/></iq>`;

/** The JIDs in the answer with the blocklist; undefined where the account has none. */
export function blockedIn(reply: Element): string[] | undefined {
  const list = reply.attrs.type === 'result' ? reply.getChild('blocklist', ns.blocking) : undefined;
  return list && childElements(list).map(({ attrs }) => String(attrs.jid));
}

/** Blocks them, besides those that are blocked already. Rejects with what the server answers. */
export async function block(asking: Ask, jids: readonly string[]): Promise<void> {
  if (jids.length === 0) return;
  const blocking = xml`<block xmlns="${ns.blocking}"/>`;
  for (const jid of jids) blocking.c('item', { jid });
  const reply = await asking(xml`<iq type="set">${blocking}</iq>`);
  if (reply.attrs.type !== 'result')
    throw new Error(`not blocked any more, as they were: ${jids.join(', ')}: ${reply.toString()}`);
}

/** Rejects with what the server answers. */
export async function disablePush(asking: Ask, jid: string): Promise<void> {
  const reply = await asking(xml`<iq type="set"><disable xmlns="${ns.push}" jid="${jid}"/></iq>`);
  // The story may have disabled it itself.
  if (reply.attrs.type !== 'result' && !reply.getChild('error')?.getChild('item-not-found', ns.stanzas))
    throw new Error(`the push service ${jid} is not disabled: ${reply.toString()}`);
}

/** Rejects with what the server answers. */
export async function restorePreferences(asking: Ask, former: Element): Promise<void> {
  const reply = await asking(xml`<iq type="set">${former}</iq>`);
  if (reply.attrs.type !== 'result')
    throw new Error(`the archive preferences are not as they were: ${reply.toString()}`);
}
