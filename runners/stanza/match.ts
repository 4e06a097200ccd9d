import { childElements, type Element, localName, namespaceOf, ownText } from './element.ts';

/**
 * Subset matching: attributes, text and children of the pattern must be there, anything else may be.
 * That is XMPP's extensibility in one rule. Pure; the functions return the first difference, or nothing when all agree.
 */
export function difference(actual: Element, pattern: Element): string | undefined {
  const where = `<${pattern.name}/>`;
  if (localName(actual) !== localName(pattern)) return `element is <${actual.name}/> instead of ${where}`;
  if (namespaceOf(actual) !== namespaceOf(pattern)) {
    return `namespace of ${where} is '${namespaceOf(actual)}' instead of '${namespaceOf(pattern)}'`;
  }
  const attributes = new Map(attributesOf(actual));
  for (const [name, value] of attributesOf(pattern)) {
    const found = attributes.get(name);
    if (found !== value) {
      return found === undefined
        ? `${where} lacks ${name}='${value}'`
        : `${name} of ${where} is '${found}' instead of '${value}'`;
    }
  }
  const text = ownText(pattern);
  if (text.trim() !== '' && ownText(actual) !== text) {
    return `text of ${where} is ${JSON.stringify(ownText(actual))} instead of ${JSON.stringify(text)}`;
  }
  return childDifference(actual, pattern);
}

function childDifference(actual: Element, pattern: Element): string | undefined {
  for (const child of childElements(pattern)) {
    const differences = childElements(actual)
      .filter((candidate) => localName(candidate) === localName(child))
      .map((candidate) => difference(candidate, child));
    if (differences.length === 0) return `<${pattern.name}/> lacks the child <${child.name}/>`;
    if (!differences.includes(undefined)) return differences[0];
  }
  return undefined;
}

export const isLike = (actual: Element, pattern: Element): boolean => difference(actual, pattern) === undefined;

/** True when the element or one of its descendants is like the pattern. */
export const carries = (actual: Element, pattern: Element): boolean =>
  childElements(actual).some((child) => isLike(child, pattern) || carries(child, pattern));

/**
 * Canonical form of a subtree for comparing payloads: namespaces, local names, attributes in order of name, text as it is.
 * Two subtrees mean the same XML exactly when their canonical forms are equal (RFC 6120, section 8.4).
 */
export function canonical(element: Element): string {
  const attributes = attributesOf(element)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join('');
  const content = joined(element)
    .map((child) => (typeof child === 'string' ? JSON.stringify(child) : canonical(child)))
    .join('');
  return `{${namespaceOf(element)}}${localName(element)}${attributes}(${content})`;
}

/** Text comes in pieces where a CDATA section begins or ends, and means the same in one. */
function joined({ children }: Element): readonly (Element | string)[] {
  const all: (Element | string)[] = [];
  for (const child of children) {
    const before = all.at(-1);
    if (typeof child === 'string' && typeof before === 'string') all[all.length - 1] = before + child;
    else all.push(child);
  }
  return all;
}

/** The attributes that are there, by names that no prefix changes. */
const attributesOf = (element: Element): readonly (readonly [string, string])[] =>
  Object.entries(element.attrs)
    .filter(([name, value]) => value !== undefined && name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([name, value]) => [attributeName(element, name), String(value)]);

function attributeName(element: Element, name: string): string {
  const [prefix, local] = name.split(':');
  if (local === undefined || prefix === 'xml') return name;
  return `{${String(element.findNS(prefix) ?? prefix)}}${local}`;
}
