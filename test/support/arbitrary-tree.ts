import fc from 'fast-check';
import { type Element, escapeXml, parseElement } from '../../runners/stanza/element.ts';

/** An element by what it means, apart from how it is written. Attribute names are local names, or `urn:… local`. */
export interface Tree {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

const names = ['body', 'item', 'x'] as const;
const namespaces = ['urn:one', 'urn:two', 'jabber:client'] as const;
const attributeNames = ['id', 'type', 'urn:one n', 'urn:two n', 'xml:lang'] as const;

/** XML has no other control characters, and reads a carriage return as a line feed. */
const legal = (text: string): string => text.replace(/[^\n\x20-\uD7FF\uE000-\uFFFD]/gu, '');

/** Text that an element may carry; what is empty is no text. */
export const anyText = fc
  .oneof(fc.constantFrom(' ', '<&>"\'', ']]>', 'Soft!'), fc.string({ unit: 'grapheme', maxLength: 8 }))
  .map(legal)
  .filter((text) => text !== '');

const anyAttributes = fc.dictionary(
  fc.constantFrom(...attributeNames),
  anyText.map((text) => text.replaceAll('\n', ' ')),
  { noNullPrototype: true },
);

/** Text of neighbouring pieces is one text. */
function joined(children: readonly (Tree | string)[]): readonly (Tree | string)[] {
  return children.reduce<readonly (Tree | string)[]>((all, child) => {
    const before = all.at(-1);
    return typeof child === 'string' && typeof before === 'string'
      ? [...all.slice(0, -1), before + child]
      : [...all, child];
  }, []);
}

export const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name: fc.constantFrom(...names),
    namespace: fc.constantFrom(...namespaces),
    attributes: anyAttributes,
    children: fc.array(fc.oneof({ maxDepth: 3 }, anyText, tie('tree')), { maxLength: 3 }).map(joined),
  }),
})).tree;

/** How something may be written: each choice is free, and none changes the meaning. */
export interface Hand {
  readonly usesPrefixes: boolean;
  readonly reverses: boolean;
  readonly usesCdata: boolean;
  readonly quote: '"' | "'";
}

export const anyHand: fc.Arbitrary<Hand> = fc.record({
  usesPrefixes: fc.boolean(),
  reverses: fc.boolean(),
  usesCdata: fc.boolean(),
  quote: fc.constantFrom('"' as const, "'" as const),
});

const plainHand: Hand = { usesPrefixes: false, reverses: false, usesCdata: false, quote: '"' };

export function written({ name, namespace, attributes, children }: Tree, hand: Hand): string {
  const { usesPrefixes, reverses, quote } = hand;
  const tag = usesPrefixes ? `p:${name}` : name;
  const [one, two] = usesPrefixes ? ['a', 'b'] : ['b', 'a'];
  const all = [
    [usesPrefixes ? 'xmlns:p' : 'xmlns', namespace],
    [`xmlns:${one}`, 'urn:one'],
    [`xmlns:${two}`, 'urn:two'],
    ...Object.entries(attributes).map(([key, value]) => {
      const [space, local] = key.split(' ');
      return [local === undefined ? key : `${space === 'urn:one' ? one : two}:${local}`, value];
    }),
  ].map(([key = '', value]) => ` ${key}=${quote}${escapeXml(value)}${quote}`);
  const content = children.map((child) => (typeof child === 'string' ? textOf(child, hand) : written(child, hand)));
  return `<${tag}${(reverses ? all.reverse() : all).join('')}>${content.join('')}</${tag}>`;
}

/** In one piece, or the middle of it as a CDATA section. */
function textOf(text: string, { usesCdata }: Hand): string {
  if (!usesCdata || text.includes(']]>')) return escapeXml(text);
  const middle = text.slice(1);
  return middle === '' ? escapeXml(text) : `${escapeXml(text.slice(0, 1))}<![CDATA[${middle}]]>`;
}

export const built = (tree: Tree, hand: Hand = plainHand): Element => parseElement(written(tree, hand));

/** The same with one difference in its outermost element that changes the meaning. */
export const anyChange: fc.Arbitrary<(tree: Tree) => Tree> = fc.constantFrom<((tree: Tree) => Tree)[]>(
  (tree) => ({ ...tree, name: `${tree.name}s` }),
  (tree) => ({ ...tree, namespace: `${tree.namespace}:2` }),
  (tree) => ({ ...tree, attributes: { ...tree.attributes, id: `${tree.attributes.id ?? ''}.` } }),
  (tree) => ({ ...tree, attributes: { ...tree.attributes, to: '' } }),
  (tree) => ({ ...tree, children: joined([...tree.children, 'more']) }),
  (tree) => ({
    ...tree,
    children: [...tree.children, { name: 'y', namespace: 'urn:one', attributes: {}, children: [] }],
  }),
  (tree) => ({ ...tree, children: [{ ...tree, name: 'in' }] }),
);

/** The tree within others that each have nothing else in them. */
export const within = (tree: Tree, outer: readonly string[]): Tree =>
  outer.reduceRight<Tree>((inner, name) => ({ name, namespace: 'urn:one', attributes: {}, children: [inner] }), tree);
