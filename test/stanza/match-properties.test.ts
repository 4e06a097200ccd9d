import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseElement, xml } from '../../runners/stanza/element.ts';
import { canonical, carries, difference, isLike } from '../../runners/stanza/match.ts';
import { anyChange, anyHand, anyText, anyTree, built, type Tree, within, written } from '../support/arbitrary-tree.ts';

const anyOuter = fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 });

describe('subset matching, of any element', () => {
  it('accepts what it was built from, however that is written', () => {
    fc.assert(
      fc.property(anyTree, anyHand, (tree, hand) => {
        expect(difference(built(tree, hand), built(tree))).to.equal(undefined);
      }),
    );
  });

  it('accepts whatever more there is, at any depth', () => {
    fc.assert(
      fc.property(anyTree, anyOuter, (tree, outer) => {
        const more = {
          ...tree,
          attributes: { ...tree.attributes, to: 'x' },
          children: [...tree.children, within(tree, ['z'])],
        };
        expect(isLike(built(within(more, outer)), built(within(tree, outer)))).to.equal(true);
      }),
    );
  });

  it('refuses a pattern that asks for something else, at any depth', () => {
    fc.assert(
      fc.property(anyTree, anyChange, anyOuter, (tree, change, outer) => {
        const [actual, pattern] = [built(within(tree, outer)), built(within(change(tree), outer))];
        expect(difference(actual, pattern)).to.be.a('string');
        expect(isLike(actual, pattern)).to.equal(false);
      }),
    );
  });

  it('finds below, and only below, what carries it', () => {
    fc.assert(
      fc.property(anyTree, fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }), (tree, outer) => {
        const leaf: Tree = { ...tree, children: [] };
        expect(carries(built(within(tree, outer)), built(tree))).to.equal(true);
        expect(carries(built(leaf), built(leaf))).to.equal(false);
      }),
    );
  });
});

describe('the canonical form, of any element', () => {
  it('is the same however the element is written', () => {
    fc.assert(
      fc.property(anyTree, anyHand, anyHand, (tree, one, other) => {
        expect(canonical(built(tree, one))).to.equal(canonical(built(tree, other)));
      }),
    );
  });

  it('differs where the meaning does, however both are written', () => {
    fc.assert(
      fc.property(anyTree, anyChange, anyOuter, anyHand, (tree, change, outer, hand) => {
        expect(canonical(built(within(change(tree), outer), hand))).not.to.equal(canonical(built(within(tree, outer))));
      }),
    );
  });

  it('is the same for two elements only where they mean the same', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (one, other) => {
        const isSame = canonical(built(one)) === canonical(built(other));
        expect(isSame).to.equal(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
    );
  });

  it('keeps text apart from attributes and elements that look like it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const forms = [xml`<a>${text}</a>`, xml`<a b="${text}"/>`, xml`<a><b>${text}</b></a>`];
        expect(new Set(forms.map(canonical))).to.have.lengthOf(3);
      }),
    );
  });
});

/** With the attributes in one order. */
const sorted = (tree: Tree): unknown => ({
  ...tree,
  attributes: Object.entries(tree.attributes).toSorted(([left], [right]) => left.localeCompare(right)),
  children: tree.children.map((child) => (typeof child === 'string' ? child : sorted(child))),
});

describe('the canonical form', () => {
  for (const [what, text, form] of [
    ['an element alone', '<a/>', '{jabber:client}a()'],
    ['attributes in order', '<a c="1" b="2"/>', '{jabber:client}a b="2" c="1"()'],
    [
      'text and elements in turn',
      '<a xmlns="urn:x">1<b/>2<c/><d/></a>',
      '{urn:x}a("1"{urn:x}b()"2"{urn:x}c(){urn:x}d())',
    ],
    ['a prefixed attribute by its namespace', '<a xmlns:p="urn:p" p:b="1"/>', '{jabber:client}a {urn:p}b="1"()'],
    ['xml:lang by its name', '<a xml:lang="de"/>', '{jabber:client}a xml:lang="de"()'],
  ] as const) {
    it(`shows ${what}`, () => {
      expect(canonical(parseElement(text))).to.equal(form);
    });
  }

  it('shows no attribute that was taken away', () => {
    const element = xml`<a b="1"/>`;
    element.attrs.b = undefined;
    expect(canonical(element)).to.equal('{jabber:client}a()');
  });

  it('shows a prefix that nothing declares as it stands', () => {
    const element = xml`<a/>`;
    element.attrs['p:b'] = '1';
    expect(canonical(element)).to.equal('{jabber:client}a {p}b="1"()');
  });
});

describe('subset matching', () => {
  it('takes no declaration of a prefix for something that is asked for', () => {
    expect(isLike(xml`<a/>`, xml`<a xmlns:p="urn:p"/>`)).to.equal(true);
    expect(difference(xml`<a/>`, xml`<a b="1"/>`)).to.equal("<a/> lacks b='1'");
  });

  it('asks for no text where the pattern has only layout', () => {
    expect(isLike(parseElement('<a>text<b/></a>'), parseElement('<a> \n <b/></a>'))).to.equal(true);
    expect(isLike(parseElement('<a>text</a>'), parseElement('<a> </a>'))).to.equal(true);
  });

  it('tells the first difference of the children that could be meant', () => {
    expect(difference(xml`<a><b c="1"/><b c="2"/></a>`, xml`<a><b c="3"/></a>`)).to.equal(
      "c of <b/> is '1' instead of '3'",
    );
  });
});

describe('what is written', () => {
  it('is read as the same', () => {
    fc.assert(
      fc.property(anyTree, anyHand, (tree, hand) => {
        const element = parseElement(written(tree, hand));
        expect(canonical(parseElement(element.toString()))).to.equal(canonical(element));
      }),
    );
  });
});
