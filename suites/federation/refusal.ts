import { type Fault, inject, ns, xml } from '../../runners/index.ts';

/** Fault: romeo's message is refused with this condition. */
export const refusal = (condition: string): Fault =>
  inject(condition, 'romeo', { sends: 'message' }, ({ attrs }) => {
    const { id, to } = attrs as Record<string, string>;
    const error = xml`<error type="cancel"/>`;
    error.c(condition, { xmlns: ns.stanzas });
    return xml`<message from="${to}" id="${id}" type="error">${error}</message>`;
  });
