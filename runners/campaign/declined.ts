import type { Breach } from '../judge/breach.ts';
import type { Element } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Ending } from './perform.ts';

/**
 * How a story ends whose breach a service explains by policy, by load or by what passes; undefined where nothing of the kind
 * was said among what the actors received. What must not come at all has come whatever was said.
 */
export function declined({ kind, offending }: Breach, received: readonly Element[]): Ending | undefined {
  if (kind === 'forbidden-stanza') return undefined;
  if (offending && isTemporary(offending))
    return { kind: 'undecided', code: 'not-observed', why: `the error is temporary: ${offending.toString()}` };
  const error = received.find(isPolicy);
  return error && { kind: 'refused', code: 'refused', why: `the server declined: ${error.toString()}` };
}

/**
 * The rules of delivery do not override a service's own policies (RFC 6121, section 8.1), and such an error says that one
 * applied, or that the service has no room for more just now (RFC 6120, sections 8.3.3.12 and 8.3.3.18).
 */
const isPolicy = (stanza: Element): boolean =>
  ['policy-violation', 'resource-constraint'].some((condition) => errorIn(stanza)?.getChild(condition, ns.stanzas));

/** "wait -- retry after waiting (the error is temporary)" (RFC 6120, section 8.3.2). */
const isTemporary = (stanza: Element): boolean => errorIn(stanza)?.attrs.type === 'wait';

const errorIn = (stanza: Element): Element | undefined =>
  stanza.attrs.type === 'error' ? stanza.getChild('error') : undefined;
