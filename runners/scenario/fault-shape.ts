import { clone, type Element } from '../stanza/element.ts';
import { type Attributes, edit, type Fault, fits, onReceipt } from './fault.ts';

/** Faults in the order of stanzas and elements, and in their namespaces. */

/** Holds the first stanzas of that name back until there are so many, and delivers those in reverse order. */
export const reverse = (count: number, name: string, attributes?: Attributes, at?: string): Fault =>
  onReceipt(`delivers the first ${String(count)} <${name}> in reverse order`, ['wrong-content'], at, () => {
    const held: Element[] = [];
    return (stanza) => {
      if (held.length === count || !fits(stanza, name, attributes)) return [stanza];
      held.unshift(stanza);
      return held.length === count ? held : [];
    };
  });

/** Changes every element of that name, in stanzas and in what comes before them, as only its scenario knows. */
export const amend = (what: string, name: string, change: (element: Element) => void, at?: string): Fault =>
  onReceipt(what, ['wrong-content', 'missing-stanza'], at, () => (stanza) => edit(stanza, name, {}, change));

/** Turns the order of the children of every element of that name round. */
export const turnRound = (name: string, at?: string): Fault =>
  onReceipt(
    `turns the children of <${name}> round`,
    ['wrong-content'],
    at,
    () => (stanza) =>
      edit(stanza, name, {}, (element) => {
        element.children = element.children.toReversed();
      }),
  );

/** Takes every element of that name out of all namespaces, as an empty declaration does (RFC 6120, section 4.8.3). */
export const undeclare = (name: string, at?: string): Fault =>
  onReceipt(
    `takes <${name}> out of every namespace`,
    ['wrong-content'],
    at,
    () => (stanza) =>
      edit(stanza, name, {}, (element) => {
        element.attrs.xmlns = '';
      }),
  );

/** Takes the attributes of that local name out of their namespaces, whatever their prefixes; those without one go. */
export const unprefix = (attribute: string, at?: string): Fault =>
  onReceipt(`takes the attribute ${attribute} out of its namespace`, ['wrong-content'], at, () => (stanza) => {
    const copy = clone(stanza);
    const visit = (element: Element): void => {
      for (const [name, value] of Object.entries(element.attrs)) {
        if (!name.endsWith(`:${attribute}`) || name.startsWith('xml')) continue;
        Reflect.deleteProperty(element.attrs, name);
        element.attrs[attribute] = value as string;
      }
      for (const child of element.getChildElements()) visit(child);
    };
    visit(copy);
    return [copy];
  });
