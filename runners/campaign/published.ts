import { childElements, type Element, xml } from '../stanza/element.ts';
import { canonical } from '../stanza/match.ts';
import { ns } from '../stanza/namespaces.ts';

/** Sends an IQ to the server of an account and resolves with its reply, a result or an error. */
export type Ask = (iq: Element) => Promise<Element>;

/** A document of an account before a story wrote to it; `former` is undefined where nobody could tell, and `trouble` says why. */
export interface FormerDocument {
  readonly empty: Element;
  readonly former: Element | undefined;
  readonly trouble: string;
}

/** What an account had published. */
export interface Published {
  /** Undefined where the service does not say which nodes there are. */
  readonly nodes: readonly string[] | undefined;
  readonly documents: readonly FormerDocument[];
}

/** One document an account each, replaced as a whole. A service may derive them from nodes, and nodes from them. */
const documents = (): readonly Element[] => [
  xml`<vCard xmlns="${ns.vcard}"/>`,
  xml`<query xmlns="${ns.privateData}"><storage xmlns="${ns.oldBookmarks}"/></query>`,
];

const get = (question: Element): Element => xml`<iq type="get">${question}</iq>`;

/** The text of an error, for a message. */
export const messageOf = (error: unknown): string => (error as Error).message;

/** Asks what the account has published; all questions are under way when this returns. */
export async function askPublished(ask: Ask, jid: string): Promise<Published> {
  const nodes = listNodes(ask, jid).catch(() => undefined);
  const asked = documents().map(async (empty): Promise<FormerDocument> => {
    const answer = await ask(get(empty)).catch(messageOf);
    if (typeof answer === 'string') return { empty, former: undefined, trouble: answer };
    return { empty, former: contentOf(answer, empty), trouble: answer.toString() };
  });
  return { nodes: await nodes, documents: await Promise.all(asked) };
}

/** Undefined where the service does not say which nodes there are. */
export async function listNodes(ask: Ask, jid: string): Promise<readonly string[] | undefined> {
  const reply = await ask(xml`<iq type="get" to="${jid}"><query xmlns="${ns.discoItems}"/></iq>`);
  const query = reply.attrs.type === 'result' ? reply.getChild('query', ns.discoItems) : undefined;
  const nodes = query && childElements(query).map(({ attrs }) => attrs.node as string | undefined);
  return nodes?.filter((node) => node !== undefined);
}

/** Nodes that a service makes of a document (XEP-0398; XEP-0402, section 5.3; vCards that are kept as XEP-0292 has them). */
const derived = [
  'urn:xmpp:avatar:data',
  'urn:xmpp:avatar:metadata',
  'urn:xmpp:vcard4',
  'urn:xmpp:bookmarks:1',
  ns.oldBookmarks,
];

/**
 * What a story published to, and what came of it, unless it was there before. Whatever else is new may be the user's:
 * a list may have been cut, and other apps publish too.
 */
export async function madeNodes(
  ask: Ask,
  jid: string,
  before: Published['nodes'],
  published: readonly string[],
): Promise<readonly string[]> {
  const after = before && (await listNodes(ask, jid));
  const further = derived.filter((node) => after?.includes(node) === true);
  return [...new Set([...published, ...further])].filter((node) => before?.includes(node) !== true);
}

/** Errors for a document that there is not, or that the service has for nobody. */
const absences = ['item-not-found', 'service-unavailable', 'feature-not-implemented'];

/** An empty one where there is none; undefined where the answer does not tell. */
function contentOf(reply: Element, empty: Element): Element | undefined {
  if (reply.attrs.type === 'result') return childElements(reply)[0] ?? empty;
  const error = reply.getChild('error');
  return absences.some((condition) => error?.getChild(condition, ns.stanzas)) ? empty : undefined;
}

/** True where the document is not as it was; undefined where nobody can tell. */
export async function isChanged(ask: Ask, { empty, former }: FormerDocument): Promise<boolean | undefined> {
  const current = contentOf(await ask(get(empty)), empty);
  if (!former) return current ? undefined : false;
  return canonical(former) !== canonical(current ?? empty);
}

/** An empty sentence when all is as it was. Where there was none, an empty one is put; nothing where nobody knows. */
export async function restoreDocument(ask: Ask, document: FormerDocument): Promise<string> {
  const { empty, former, trouble } = document;
  const changed = await isChanged(ask, document);
  if (changed === false) return '';
  if (!former) return `what the ${empty.name} was before could not be read: ${trouble}`;
  const reply = await ask(xml`<iq type="set">${former}</iq>`);
  return reply.attrs.type === 'result' ? '' : `the ${empty.name} is not as it was: ${reply.toString()}`;
}

/** Stories end side by side, and a service whose transactions get into each other's way says so by an error of type wait. */
const mostAttempts = 3;

/** An empty sentence when the node is gone. */
export async function deleteNode(ask: Ask, node: string, attempt = 1): Promise<string> {
  const reply = await ask(xml`<iq type="set"><pubsub xmlns="${ns.pubsubOwner}"><delete node="${node}"/></pubsub></iq>`);
  const mayTryAgain = reply.getChild('error')?.attrs.type === 'wait' && attempt < mostAttempts;
  if (mayTryAgain) return await deleteNode(ask, node, attempt + 1);
  const isGone = reply.attrs.type === 'result' || reply.getChild('error')?.getChild('item-not-found', ns.stanzas);
  return isGone ? '' : `the node ${node} is left: ${reply.toString()}`;
}
