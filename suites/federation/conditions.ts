import { childElements, type Element, localName, namespaceOf, ns, type Story } from '../../runners/index.ts';

/** The defined condition of a stanza error. */
export const conditionIn = (stanza: Element): string | undefined =>
  childElements(stanza.getChild('error') ?? stanza)
    .filter((child) => namespaceOf(child) === ns.stanzas)
    .map(localName)
    .find((name) => name !== 'text');

/** Who refuses others in the same words has a policy (RFC 6121, section 8.1), which tells nothing of this address. */
export function unlessRefusedAlike(error: Element, control: Element, story: Story): void {
  const condition = conditionIn(error);
  if (condition !== 'service-unavailable' && condition !== undefined && condition === conditionIn(control))
    story.inconclusive(`${condition} is also the answer at another address: ${control.toString()}`);
}
