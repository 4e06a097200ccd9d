import type { Session } from '../session/session.ts';
import { clone, type Element } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { type Keeper, noKeeper } from './kept.ts';
import { ask } from './leftovers.ts';
import {
  type Ask,
  askPublished,
  deleteNode,
  type FormerDocument,
  madeNodes,
  messageOf,
  type Published,
  restoreDocument,
} from './published.ts';

/** What an account kept before a story wrote to it first; asked on the same stream, so that the answers are older. */
interface Before {
  readonly published: Promise<Published>;
  /** Nodes that the story wrote to: a service need not list them all. */
  readonly nodes: Set<string>;
}

/** Keeps in mind what accounts had published, so that what a story leaves behind can be taken away again. */
export class Keepsakes {
  readonly #before = new Map<string, Before>();
  readonly #keeper: Keeper;

  constructor(keeper: Keeper = noKeeper) {
    this.#keeper = keeper;
  }

  /**
   * Looks at what an actor is about to send; it may be for the account of another one of the cast. Where something is to be
   * kept in mind, resolves when it is, also for a process that comes after this one: only then the stanza may be written.
   */
  note(session: Session, stanza: Element, cast: readonly Session[]): Promise<void> | undefined {
    const node = changed(stanza);
    if (node === undefined) return undefined;
    const to: unknown = stanza.attrs.to ?? session.bareJid;
    const owner = [session, ...cast].find(({ bareJid, connected }) => bareJid === to && connected);
    if (!owner) return undefined;
    const before = this.#before.get(owner.bareJid) ?? this.#remember(owner);
    this.#before.set(owner.bareJid, before);
    if (node !== '' && owner.bareJid === session.bareJid && !before.nodes.has(node)) {
      before.nodes.add(node);
      this.#keeper.keep({ what: 'node', account: owner.bareJid, node });
    }
    return before.published.then(() => undefined);
  }

  /** True for an account on which a story wrote what is not cleaned up otherwise. */
  concerns(jid: string): boolean {
    return this.#before.has(jid);
  }

  /** Puts documents back and deletes nodes that were not there; the rejection says what could not be put back. */
  async restore(cleaner: Session): Promise<void> {
    const before = this.#before.get(cleaner.bareJid);
    if (!before) return;
    const { nodes, documents } = await before.published;
    const asking = askingAs(cleaner);
    const troubles = await Promise.all(documents.map((one) => restoreDocument(asking, one).catch(messageOf)));
    const made = await madeNodes(asking, cleaner.bareJid, nodes, [...before.nodes]).catch((error: unknown) => {
      troubles.push(messageOf(error));
      return [...before.nodes];
    });
    troubles.push(...(await Promise.all(made.map((node) => deleteNode(asking, node).catch(messageOf)))));
    const left = troubles.filter((trouble) => trouble !== '');
    if (left.length > 0) throw new Error(left.join('; '));
  }

  #remember(owner: Session): Before {
    const published = askPublished(askingAs(owner), owner.bareJid).then((found) => {
      const documents = found.documents.map(plain);
      this.#keeper.keep({ what: 'published', account: owner.bareJid, nodes: copied(found.nodes), documents });
      return found;
    });
    published.catch(() => undefined);
    return { published, nodes: new Set() };
  }
}

const askingAs =
  (session: Session): Ask =>
  (iq) =>
    ask(session, iq);

const copied = (nodes: Published['nodes']): string[] | null => (nodes ? [...nodes] : null);

/** Rooms' passwords stand in bookmarks, and no file may have them. */
const holdsSecret = (former: Element | undefined): boolean => /<(?:\w+:)?password\b/.test(former?.toString() ?? '');

const plain = ({ empty, former, trouble }: FormerDocument) => ({
  empty: empty.toString(),
  former: former && !holdsSecret(former) ? clone(former).toString() : null,
  trouble: holdsSecret(former) ? 'it holds a password, which no file may have' : former ? '' : trouble,
});

/** The node that a stanza writes to, an empty one for a document; undefined where nothing is written. */
function changed(stanza: Element): string | undefined {
  if (stanza.name !== 'iq' || stanza.attrs.type !== 'set') return undefined;
  if (stanza.getChild('vCard', ns.vcard) ?? stanza.getChild('query', ns.privateData)) return '';
  const pubsub = stanza.getChild('pubsub', ns.pubsub);
  const action = pubsub?.getChild('publish') ?? pubsub?.getChild('create');
  return action && String(action.attrs.node ?? '');
}
