import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parseElement, xml } from '../../runners/stanza/element.ts';
import { canonical, carries, difference, isLike } from '../../runners/stanza/match.ts';

const message = xml`
  <message from="a@b.example/c" type="chat" id="1">
    <body>Soft!</body>
    <x xmlns="urn:example:x"><item n="1"/><item n="2">two</item></x>
  </message>`;

describe('subset matching', () => {
  it('accepts extra attributes, children and siblings of the same name', () => {
    expect(isLike(message, xml`<message type="chat"><x xmlns="urn:example:x"><item n="2"/></x></message>`)).to.equal(
      true,
    );
  });

  for (const [what, pattern, says] of [
    ['another name', xml`<presence/>`, 'element is <message/> instead of <presence/>'],
    ['a missing attribute', xml`<message to="x"/>`, "<message/> lacks to='x'"],
    ['another value', xml`<message type="normal"/>`, "type of <message/> is 'chat' instead of 'normal'"],
    ['another text', xml`<message><body>Loud!</body></message>`, 'text of <body/> is "Soft!" instead of "Loud!"'],
    ['a missing child', xml`<message><subject/></message>`, '<message/> lacks the child <subject/>'],
    [
      'another namespace',
      xml`<message><x xmlns="urn:example:y"/></message>`,
      "namespace of <x/> is 'urn:example:x' instead of 'urn:example:y'",
    ],
  ] as const) {
    it(`names ${what}`, () => {
      expect(difference(message, pattern)).to.equal(says);
    });
  }

  it('finds a descendant at any depth', () => {
    expect(carries(message, xml`<item xmlns="urn:example:x" n="2">two</item>`)).to.equal(true);
    expect(carries(message, xml`<item xmlns="urn:example:x" n="3"/>`)).to.equal(false);
  });
});

describe('canonical form', () => {
  it('is the same for other prefixes, quotes and order of attributes', () => {
    const left = parseElement('<a xmlns="urn:x" c="1" b="2"><d>t</d></a>');
    const right = parseElement("<p:a xmlns:p='urn:x' b='2' c='1'><p:d>t</p:d></p:a>");
    expect(canonical(left)).to.equal(canonical(right));
  });

  it('differs with text, order of children, namespace or attribute', () => {
    const forms = [
      '<a xmlns="urn:x"><b/><c/></a>',
      '<a xmlns="urn:x"><c/><b/></a>',
      '<a xmlns="urn:y"><b/><c/></a>',
      '<a xmlns="urn:x" d=""><b/><c/></a>',
      '<a xmlns="urn:x"><b/> <c/></a>',
    ];
    expect(new Set(forms.map((form) => canonical(parseElement(form))))).to.have.lengthOf(forms.length);
  });

  it('is the same for text in pieces and in one', () => {
    const [pieces, one] = ['<a xmlns="urn:x">b<![CDATA[<c]]>d</a>', '<a xmlns="urn:x">b&lt;cd</a>'];
    expect(canonical(parseElement(pieces))).to.equal(canonical(parseElement(one)));
  });

  it('tells a prefixed attribute from one without', () => {
    const forms = ['<a xmlns="urn:x" xmlns:p="urn:p" p:b="1"/>', '<a xmlns="urn:x" b="1"/>'];
    expect(new Set(forms.map((form) => canonical(parseElement(form))))).to.have.lengthOf(2);
  });
});
