import type { Session } from '../session/session.ts';
import { childElements, type Element, xml } from '../stanza/element.ts';
import { canonical } from '../stanza/match.ts';
import { ns } from '../stanza/namespaces.ts';
import { ask } from './leftovers.ts';

/** What an account kept before a story wrote to it first; asked on the same stream, so that the answers are older. */
interface Before {
  readonly nodes: Promise<Element>;
  readonly documents: readonly (readonly [Element, Promise<Element>])[];
  /** Nodes that the story wrote to: a service need not list them all. */
  readonly published: Set<string>;
}

/** One document an account each, replaced as a whole. A service may derive them from nodes, and nodes from them. */
const documents = (): readonly Element[] => [
  xml`<vCard xmlns="${ns.vcard}"/>`,
  xml`<query xmlns="${ns.privateData}"><storage xmlns="${ns.oldBookmarks}"/></query>`,
];

/** Keeps in mind what accounts had published, so that what a story leaves behind can be taken away again. */
export class Keepsakes {
  readonly #before = new Map<string, Before>();

  /** Looks at what an actor is about to send, before it is written. It may be for the account of another one of the cast. */
  note(session: Session, stanza: Element, cast: readonly Session[]): void {
    const node = changed(stanza);
    if (node === undefined) return;
    const to: unknown = stanza.attrs.to ?? session.bareJid;
    const owner = [session, ...cast].find(({ bareJid, connected }) => bareJid === to && connected);
    if (!owner) return;
    const before = this.#before.get(owner.bareJid) ?? remember(owner);
    this.#before.set(owner.bareJid, before);
    if (node !== '' && owner.bareJid === session.bareJid) before.published.add(node);
  }

  /** True for an account on which a story wrote what is not cleaned up otherwise. */
  concerns(jid: string): boolean {
    return this.#before.has(jid);
  }

  /** Puts documents back and deletes nodes that were not there; the rejection says what could not be put back. */
  async restore(cleaner: Session): Promise<void> {
    const before = this.#before.get(cleaner.bareJid);
    if (!before) return;
    const troubles = await Promise.all(
      before.documents.map(([question, was]) => restoreDocument(cleaner, question, was).catch(messageOf)),
    );
    const made = await madeNodes(cleaner, before).catch((error: unknown) => {
      troubles.push(messageOf(error));
      return [...before.published];
    });
    troubles.push(...(await Promise.all(made.map((node) => deleteNode(cleaner, node).catch(messageOf)))));
    const left = troubles.filter((trouble) => trouble !== '');
    if (left.length > 0) throw new Error(left.join('; '));
  }
}

const messageOf = (error: unknown): string => (error as Error).message;

/** The node that a stanza writes to, an empty one for a document; undefined where nothing is written. */
function changed(stanza: Element): string | undefined {
  if (stanza.name !== 'iq' || stanza.attrs.type !== 'set') return undefined;
  if (stanza.getChild('vCard', ns.vcard) ?? stanza.getChild('query', ns.privateData)) return '';
  const pubsub = stanza.getChild('pubsub', ns.pubsub);
  const action = pubsub?.getChild('publish') ?? pubsub?.getChild('create');
  return action && String(action.attrs.node ?? '');
}

function remember(session: Session): Before {
  const nodes = listNodes(session);
  const asked = documents().map((question) => [question, ask(session, get(question))] as const);
  // Who never gets an answer is told when it is put back.
  for (const answer of [nodes, ...asked.map(([, reply]) => reply)]) answer.catch(() => undefined);
  return { nodes, documents: asked, published: new Set() };
}

const get = (question: Element): Element => xml`<iq type="get">${question}</iq>`;

const listNodes = (session: Session): Promise<Element> =>
  ask(session, xml`<iq type="get" to="${session.bareJid}"><query xmlns="${ns.discoItems}"/></iq>`);

/** Undefined where the service does not say which nodes there are. */
const nodesIn = (reply: Element): readonly string[] | undefined => {
  const query = reply.attrs.type === 'result' ? reply.getChild('query', ns.discoItems) : undefined;
  const nodes = query && childElements(query).map(({ attrs }) => attrs.node as string | undefined);
  return nodes?.filter((node) => node !== undefined);
};

/** Nodes that a service makes of a document (XEP-0398; XEP-0402, section 5.3; vCards that are kept as XEP-0292 has them). */
const derived = [
  'urn:xmpp:avatar:data',
  'urn:xmpp:avatar:metadata',
  'urn:xmpp:vcard4',
  'urn:xmpp:bookmarks:1',
  ns.oldBookmarks,
];

/**
 * What the story published to, and what came of it, unless it was there before. Whatever else is new may be the user's:
 * a list may have been cut, and other apps publish too.
 */
async function madeNodes(cleaner: Session, { nodes, published }: Before): Promise<readonly string[]> {
  const there = nodesIn(await nodes);
  const after = there && nodesIn(await listNodes(cleaner));
  const further = derived.filter((node) => after?.includes(node) === true);
  return [...new Set([...published, ...further])].filter((node) => there?.includes(node) !== true);
}

/** Errors for a document that there is not, or that the service has for nobody. */
const absences = ['item-not-found', 'service-unavailable', 'feature-not-implemented'];

/** An empty one where there is none; undefined where the answer does not tell. */
function contentOf(reply: Element, empty: Element): Element | undefined {
  if (reply.attrs.type === 'result') return childElements(reply)[0] ?? empty;
  const error = reply.getChild('error');
  return absences.some((condition) => error?.getChild(condition, ns.stanzas)) ? empty : undefined;
}

/** An empty sentence when all is as it was. Where there was none, an empty one is put; nothing where nobody knows. */
async function restoreDocument(cleaner: Session, question: Element, was: Promise<Element>): Promise<string> {
  const answer = await was;
  const former = contentOf(answer, question);
  const current = contentOf(await ask(cleaner, get(question)), question);
  if (!former) return current ? `what the ${question.name} was before could not be read: ${answer.toString()}` : '';
  if (canonical(former) === canonical(current ?? question)) return '';
  const reply = await ask(cleaner, xml`<iq type="set">${former}</iq>`);
  return reply.attrs.type === 'result' ? '' : `the ${question.name} is not as it was: ${reply.toString()}`;
}

/** Stories end side by side, and a service whose transactions get into each other's way says so by an error of type wait. */
const mostAttempts = 3;

async function deleteNode(cleaner: Session, node: string, attempt = 1): Promise<string> {
  const reply = await ask(
    cleaner,
    xml`<iq type="set"><pubsub xmlns="${ns.pubsubOwner}"><delete node="${node}"/></pubsub></iq>`,
  );
  const mayTryAgain = reply.getChild('error')?.attrs.type === 'wait' && attempt < mostAttempts;
  if (mayTryAgain) return await deleteNode(cleaner, node, attempt + 1);
  const isGone = reply.attrs.type === 'result' || reply.getChild('error')?.getChild('item-not-found', ns.stanzas);
  return isGone ? '' : `the node ${node} is left: ${reply.toString()}`;
}
