import type { BreachKind } from '../judge/breach.ts';
import { clone, type Element } from '../stanza/element.ts';

/** A mutation of what the actors receive. Each run of a story arms it anew, so that it may count. */
export interface Fault {
  /** As `fedcheck explain` shows it: "drops the message". */
  readonly name: string;
  /** The breaches that show that it was caught for the right reason. */
  readonly kinds: readonly BreachKind[];
  /** What it must turn the verdict to, where that is not what the requirement's level says. */
  readonly verdict?: 'warn';
  arm(): ArmedFault;
}

export interface Sender {
  readonly name: string;
  readonly fullJid: string;
  readonly bareJid: string;
}

export interface ArmedFault {
  /** The stanzas that the actor gets instead of this one. Fences and the harness's own traffic never come here. */
  receive(actor: string, stanza: Element): readonly Element[];
  /** Sees what the actors send; `inject` puts a stanza into what another actor receives, at once. */
  send?(sender: Sender, stanza: Element, inject: (actor: string, stanza: Element) => void): void;
}

/** Attributes by name, and the value that each must have or the pattern that it must match; an absent one is empty. */
export type Attributes = Readonly<Record<string, string | RegExp>>;
type Reception = (stanza: Element) => readonly Element[];

export const fits = (element: Element, name: string, attributes: Attributes = {}): boolean =>
  element.name === name &&
  Object.entries(attributes).every(([key, value]) => {
    const found = String(element.attrs[key] ?? '');
    return typeof value === 'string' ? found === value : value.test(found);
  });

const shown = (name: string, attributes: Attributes = {}): string =>
  `<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${String(value)}"`)].join(' ')}>`;

/** A fault made of what is received alone; with `at`, only that actor's stream is spoilt. */
export function onReceipt(
  name: string,
  kinds: readonly BreachKind[],
  at: string | undefined,
  arm: () => Reception,
): Fault {
  return {
    name: at === undefined ? name : `${name} on the way to ${at}`,
    kinds,
    arm: () => {
      const spoil = arm();
      return { receive: (actor, stanza) => (at === undefined || at === actor ? spoil(stanza) : [stanza]) };
    },
  };
}

/** Every element with that name and attributes, the stanza itself included. */
const everyOne = (stanza: Element, name: string, attributes: Attributes): Element[] => {
  const found: Element[] = [];
  const visit = (element: Element): void => {
    if (fits(element, name, attributes)) found.push(element);
    for (const child of element.getChildElements()) visit(child);
  };
  visit(stanza);
  return found;
};

/** A copy of the stanza in which every element of that name was changed. */
export const edit = (
  stanza: Element,
  name: string,
  attributes: Attributes,
  change: (element: Element) => void,
): readonly Element[] => {
  const copy = clone(stanza);
  for (const element of everyOne(copy, name, attributes)) change(element);
  return [copy];
};

/** Loses stanzas of that name. */
export const drop = (name: string, attributes?: Attributes, at?: string): Fault =>
  onReceipt(
    `drops ${shown(name, attributes)}`,
    ['missing-stanza'],
    at,
    () => (stanza) => (fits(stanza, name, attributes) ? [] : [stanza]),
  );

/** Loses stanzas of that name but for the first. */
export const dropLater = (name: string, attributes?: Attributes, at?: string): Fault =>
  onReceipt(`drops ${shown(name, attributes)} after the first`, ['missing-stanza'], at, () => {
    let seen = 0;
    return (stanza) => (fits(stanza, name, attributes) && (seen += 1) > 1 ? [] : [stanza]);
  });

/** Delivers stanzas of that name twice. */
export const duplicate = (name: string, attributes?: Attributes, at?: string): Fault =>
  onReceipt(
    `doubles ${shown(name, attributes)}`,
    ['wrong-content', 'forbidden-stanza'],
    at,
    () => (stanza) => (fits(stanza, name, attributes) ? [stanza, clone(stanza)] : [stanza]),
  );

/** Holds the first stanza of that name back until the next one came. */
export const reorder = (name: string, attributes?: Attributes, at?: string): Fault =>
  onReceipt(`reorders ${shown(name, attributes)}`, ['wrong-content'], at, () => {
    let held: Element | undefined;
    let swapped = false;
    return (stanza) => {
      if (swapped || !fits(stanza, name, attributes)) return [stanza];
      if (held === undefined) {
        held = stanza;
        return [];
      }
      swapped = true;
      return [stanza, held];
    };
  });

/** Removes descendants of that name from every stanza. */
export const strip = (name: string, attributes: Attributes = {}, at?: string): Fault =>
  onReceipt(
    `strips ${shown(name, attributes)}`,
    ['wrong-content', 'missing-stanza'],
    at,
    () => (stanza) =>
      edit(stanza, name, attributes, (element) => {
        const { parent } = element;
        if (parent) parent.children = parent.children.filter((child) => child !== element);
      }),
  );

/** Sets attributes of every element of that name; an empty value removes the attribute. */
export const rewrite = (
  name: string,
  changes: Readonly<Record<string, string>>,
  attributes: Attributes = {},
  at?: string,
): Fault =>
  onReceipt(
    `rewrites ${Object.keys(changes).join(', ')} of ${shown(name, attributes)}`,
    ['wrong-content', 'missing-stanza', 'forbidden-stanza'],
    at,
    () => (stanza) =>
      edit(stanza, name, attributes, (element) => {
        for (const [key, value] of Object.entries(changes)) {
          if (value === '') Reflect.deleteProperty(element.attrs, key);
          else element.attrs[key] = value;
        }
      }),
  );

/** Sets the text of every element of that name. */
export const retext = (name: string, text: string, at?: string): Fault =>
  onReceipt(
    `rewrites the text of <${name}>`,
    ['wrong-content', 'missing-stanza'],
    at,
    () => (stanza) =>
      edit(stanza, name, {}, (element) => {
        element.children = [text];
      }),
  );

/** Gives every element of that name, or of one of those names, another name, such as another error condition. */
export const rename = (name: string | readonly string[], to: string, at?: string): Fault => {
  const names = [name].flat();
  return onReceipt(
    `turns <${names.join('> or <')}> into <${to}>`,
    ['wrong-content', 'missing-stanza'],
    at,
    () => (stanza) => {
      const copy = clone(stanza);
      for (const element of names.flatMap((one) => everyOne(copy, one, {}))) element.name = to;
      return [copy];
    },
  );
};

/** Whenever an actor sends a stanza of that name, another actor gets what `make` builds from it. */
export const inject = (
  what: string,
  to: string,
  when: { readonly sends: string; readonly with?: Attributes; readonly by?: string },
  make: (sent: Element, sender: Sender) => Element,
): Fault => ({
  name: `injects ${what} for ${to}`,
  kinds: ['forbidden-stanza', 'wrong-content'],
  arm: () => ({
    receive: (_actor, stanza) => [stanza],
    send: (sender, stanza, put) => {
      if (fits(stanza, when.sends, when.with) && (when.by === undefined || when.by === sender.name))
        put(to, make(stanza, sender));
    },
  }),
});

/** Delivers to an actor a copy of what another one sends, as if its server had routed it there. */
export const leak = (name: string, to: string, attributes?: Attributes): Fault =>
  inject(
    `a copy of ${shown(name, attributes)}`,
    to,
    { sends: name, ...(attributes ? { with: attributes } : {}) },
    (sent, sender) => {
      const copy = clone(sent);
      copy.attrs.from = sender.fullJid;
      return copy;
    },
  );

/** The same fault, which must turn the verdict to a warning only: it breaks a part that its scenario judges under a SHOULD. */
export const advisory = (fault: Fault): Fault => ({ ...fault, verdict: 'warn' });
