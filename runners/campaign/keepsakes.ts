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

  /** Looks at what an actor is about to send, before it is written. */
  note(session: Session, stanza: Element): void {
    const node = changed(session, stanza);
    if (node === undefined) return;
    const before = this.#before.get(session.bareJid) ?? remember(session);
    this.#before.set(session.bareJid, before);
    if (node !== '') before.published.add(node);
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
      before.documents.map(([question, was]) => restoreDocument(cleaner, question, was)),
    );
    // A vCard that was put back may have made nodes of its own.
    const [there, after] = [nodesIn(await before.nodes), nodesIn(await listNodes(cleaner))];
    const made = [...new Set([...after, ...before.published])].filter((node) => !there.includes(node));
    troubles.push(...(await Promise.all(made.map((node) => deleteNode(cleaner, node)))));
    const left = troubles.filter((trouble) => trouble !== '');
    if (left.length > 0) throw new Error(left.join('; '));
  }
}

/** The node that a stanza writes to on the own account, an empty one for a document; undefined where nothing is written. */
function changed({ bareJid }: Session, stanza: Element): string | undefined {
  const { to, type } = stanza.attrs as Readonly<Record<string, string | undefined>>;
  if (stanza.name !== 'iq' || type !== 'set' || (to !== undefined && to !== bareJid)) return undefined;
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

const nodesIn = (reply: Element): readonly string[] => {
  const query = reply.attrs.type === 'result' ? reply.getChild('query', ns.discoItems) : undefined;
  const nodes = query ? childElements(query).map(({ attrs }) => attrs.node as string | undefined) : [];
  return nodes.filter((node) => node !== undefined);
};

const contentOf = (reply: Element): Element | undefined =>
  reply.attrs.type === 'result' ? childElements(reply)[0] : undefined;

/** An empty sentence when all is as it was. Where there was none, an empty one is put. */
async function restoreDocument(cleaner: Session, question: Element, was: Promise<Element>): Promise<string> {
  const former = contentOf(await was) ?? question;
  const current = contentOf(await ask(cleaner, get(question))) ?? question;
  if (canonical(former) === canonical(current)) return '';
  const reply = await ask(cleaner, xml`<iq type="set">${former}</iq>`);
  return reply.attrs.type === 'result' ? '' : `the ${question.name} is not as it was: ${reply.toString()}`;
}

async function deleteNode(cleaner: Session, node: string): Promise<string> {
  const reply = await ask(
    cleaner,
    xml`<iq type="set"><pubsub xmlns="${ns.pubsubOwner}"><delete node="${node}"/></pubsub></iq>`,
  );
  const isGone = reply.attrs.type === 'result' || reply.getChild('error')?.getChild('item-not-found', ns.stanzas);
  return isGone ? '' : `the node ${node} is left: ${reply.toString()}`;
}
