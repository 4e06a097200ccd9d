import { childElements, type Element, isLike } from '../../runners/index.ts';

/** A subscription stanza of a type from whomever. A server may write it anew, so its id tells nothing. */
export const subscription = (type: 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed') => ({
  what: `presence of type ${type}`,
  matches: ({ name, attrs }: Element): boolean => name === 'presence' && attrs.type === type,
});

/** The contact, or an agreement with the provider, may have allowed that (RFC 6121, section 3.1.3). */
export const approvesAlone = 'the request was approved without asking the contact, as an agreement may allow';

/** Presence of a resource with at least one child of the update, so that repeated older presence is not taken for it. */
export const anyPartOf = (update: Element, fullJid: string) => ({
  what: `the updated presence of ${fullJid}`,
  matches: (stanza: Element): boolean =>
    stanza.name === 'presence' &&
    stanza.attrs.from === fullJid &&
    stanza.attrs.type === undefined &&
    childElements(update).some((part) => childElements(stanza).some((child) => isLike(child, part))),
});
