import { childElements, clone, type Element, namespaceOf, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** Gives the payload of a result, or `undefined` for an empty one. A scenario may set one for a namespace of its own. */
export type Answerer = (request: Element) => Element | undefined;

const clientInfo = (request: Element): Element => {
  const node: unknown = childElements(request)[0]?.attrs.node;
  const info = xml`<query xmlns="${ns.discoInfo}"><identity category="client" type="pc" name="fedcheck"/><feature var="${ns.discoInfo}"/><feature var="${ns.ping}"/></query>`;
  if (typeof node === 'string') info.attrs.node = node;
  return info;
};

const empty = (): undefined => undefined;

/** What a client must answer so that servers go on talking to it (RFC 6120, section 8.2.3; RFC 6121, section 2.1.6). */
const standard: Readonly<Record<string, Answerer>> = { [ns.ping]: empty, [ns.discoInfo]: clientInfo };

/**
 * The reply to an IQ of type get or set: result where something is known for its payload, else service-unavailable
 * (RFC 6120, section 8.4). A roster push or blocklist push counts only from the own account.
 */
export function answerTo(request: Element, ownPush: boolean, own: ReadonlyMap<string, Answerer>): Element {
  const payload = childElements(request)[0];
  const namespace = payload ? namespaceOf(payload) : '';
  const answerer = own.get(namespace) ?? standard[namespace] ?? (ownPush ? empty : undefined);
  const reply = xml`<iq id="${request.attrs.id ?? ''}" type="${answerer ? 'result' : 'error'}"/>`;
  if (request.attrs.from !== undefined) reply.attrs.to = request.attrs.from as string;
  if (answerer) {
    const content = answerer(request);
    if (content) reply.cnode(clone(content));
  } else {
    reply.cnode(xml`<error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>`);
  }
  return reply;
}
