import { Element } from '@xmpp/xml';
import { SaxesParser } from 'saxes';

export { Element };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export const escapeXml = (value: unknown): string =>
  String(value).replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** Parses one element strictly: namespaces resolved; anything not well-formed throws, and so does a document type. */
export function parseElement(text: string): Element {
  let root: Element | undefined;
  let current: Element | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new Error('a document type declaration stands in it');
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, { value }]) => [name, value]));
    const element = new Element(tag.name, attributes);
    root ??= element;
    current = current ? current.cnode(element) : element;
  });
  parser.on('text', (value) => current?.t(value));
  parser.on('cdata', (value) => current?.t(value));
  parser.on('closetag', () => {
    current = current?.parent ?? undefined;
  });
  parser.write(text).close();
  if (root === undefined) throw new Error(`no element in ${JSON.stringify(text)}`);
  return root;
}

/**
 * Builds an element from XML as it stands in the specifications; what is interpolated is escaped.
 * White space between elements is layout and dropped; text inside an element without child elements is kept.
 */
export function xml(strings: TemplateStringsArray, ...values: unknown[]): Element {
  const text = String.raw(
    { raw: strings.raw },
    ...values.map((value) => (value instanceof Element ? value : escapeXml(value))),
  );
  return withoutLayout(parseElement(text));
}

function withoutLayout(element: Element): Element {
  const children = childElements(element);
  if (children.length > 0 && ownText(element).trim() === '') element.children = children;
  for (const child of children) withoutLayout(child);
  return element;
}

export const childElements = (element: Element): Element[] =>
  element.children.filter((child): child is Element => child instanceof Element);

export const ownText = (element: Element): string =>
  element.children.filter((child): child is string => typeof child === 'string').join('');

/** Local name, without the prefix. */
export const localName = (element: Element): string => element.name.slice(element.name.indexOf(':') + 1);

/** Namespace of an element, with that of the enclosing stream where nothing is declared. */
export const namespaceOf = (element: Element): string => element.getNS() ?? 'jabber:client';

/** A copy that shares nothing with the original; the namespace inherited from ancestors is declared on it. */
export function clone(element: Element): Element {
  const copy = copyTree(element);
  const namespace = element.getNS();
  if (namespace !== undefined && !element.name.includes(':')) copy.attrs.xmlns = namespace;
  return copy;
}

function copyTree(element: Element): Element {
  const copy = new Element(element.name, { ...element.attrs });
  for (const child of element.children) {
    if (child instanceof Element) copy.cnode(copyTree(child));
    else copy.t(child);
  }
  return copy;
}
