import { createHash, randomUUID } from 'node:crypto';
import type { Session } from './session.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

const software = 'urn:fedcheck:client';

/**
 * Sends presence with capabilities that nobody has seen before (XEP-0115, section 5.1), and answers who asks for them.
 * Resolves with the node of service discovery under which they are asked for.
 */
export async function showCapabilities(session: Session, features: readonly string[]): Promise<string> {
  const name = `fedcheck ${randomUUID()}`;
  const all = [ns.discoInfo, ns.ping, ...features].sort();
  const ver = verificationOf(name, all);
  session.answer(ns.discoInfo, (request) => {
    const query = xml`<query xmlns="${ns.discoInfo}"><identity category="client" type="pc" name="${name}"/></query>`;
    const node = request.getChild('query', ns.discoInfo)?.attrs.node as string | undefined;
    if (node !== undefined) query.attrs.node = node;
    for (const feature of all) query.c('feature', { var: feature });
    return query;
  });
  await session.present(capable(session.priority, ver));
  return `${software}#${ver}`;
}

/** Of one identity without a language, and features in order. */
export const verificationOf = (name: string, features: readonly string[]): string =>
  createHash('sha1')
    .update(['client/pc//' + name, ...features, ''].join('<'))
    .digest('base64');

const capable = (priority: number, ver: string): Element => xml`
  <presence>
    <priority>${priority}</priority>
    <c xmlns="${ns.caps}" hash="sha-1" node="${software}" ver="${ver}"/>
  </presence>`;
