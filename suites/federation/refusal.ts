import { amend, childElements, type Fault, inject, ns, xml } from '../../runners/index.ts';

/** Fault: romeo's message is refused with this condition; with `to`, only one to such an address. */
export const refusal = (condition: string, to = /^/): Fault =>
  inject(condition, 'romeo', { sends: 'message', with: { to } }, ({ attrs }) => {
    const { id, to } = attrs as Record<string, string>;
    const error = xml`<error type="cancel"/>`;
    error.c(condition, { xmlns: ns.stanzas });
    return xml`<message from="${to}" id="${id}" type="error">${error}</message>`;
  });

/** Fault: an error for a request, from such an address, has this condition instead of service-unavailable. */
export const otherCondition = (condition: string, from: RegExp): Fault =>
  amend(`turns <service-unavailable> from ${String(from)} into <${condition}>`, 'iq', (iq) => {
    if (!from.test(String(iq.attrs.from))) return;
    for (const child of childElements(iq.getChild('error') ?? iq))
      if (child.is('service-unavailable', ns.stanzas)) child.name = condition;
  });
