import { type Attributes, edit, type Fault, fits, onReceipt } from './fault.ts';
import type { Element } from '../stanza/element.ts';

/** Adds to the number in an attribute of every element of that name: a count that is out by so many. */
export const shift = (name: string, attribute: string, by: number, attributes: Attributes = {}, at?: string): Fault =>
  onReceipt(
    `shifts ${attribute} of <${name}> by ${String(by)}`,
    ['wrong-content'],
    at,
    () => (stanza) =>
      edit(stanza, name, attributes, (element) => {
        element.attrs[attribute] = String(Number(element.attrs[attribute]) + by);
      }),
  );

/** Holds the first stanza of that name, with the attributes of `heldWith`, back until one of the other name has come. */
export const overtake = (
  name: string,
  other: string,
  attributes?: Attributes,
  at?: string,
  heldWith?: Attributes,
): Fault =>
  onReceipt(`lets a <${other}> overtake <${name}>`, ['wrong-content'], at, () => {
    let held: Element | undefined;
    let done = false;
    return (stanza) => {
      if (done) return [stanza];
      if (held === undefined && fits(stanza, name, heldWith)) {
        held = stanza;
        return [];
      }
      if (held === undefined || !fits(stanza, other, attributes)) return [stanza];
      done = true;
      return [stanza, held];
    };
  });
