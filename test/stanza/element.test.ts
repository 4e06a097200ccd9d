import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  childElements,
  clone,
  escapeXml,
  localName,
  namespaceOf,
  ownText,
  parseElement,
  xml,
} from '../../runners/stanza/element.ts';
import { canonical } from '../../runners/stanza/match.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { anyHand, anyTree, built } from '../support/arbitrary-tree.ts';

const legalText = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[^\t\n\x20-\uD7FF\uE000-\uFFFD]/gu, ''));

describe('xml`…`', () => {
  it('escapes what is interpolated, so that it can never become markup', () => {
    fc.assert(
      fc.property(legalText, (text) => {
        const message = xml`<message to="${text}"><body>${text}</body></message>`;
        expect(message.attrs.to).to.equal(text.replace(/[\n\t]/g, ' '));
        expect(message.getChildText('body')).to.equal(text);
      }),
    );
  });

  it('drops layout between elements and keeps text', () => {
    const message = xml`
      <message>
        <body> two  spaces </body>
      </message>`;
    expect(message.toString()).to.equal('<message><body> two  spaces </body></message>');
  });

  it('takes an element as a child', () => {
    const child = xml`<x xmlns="urn:example:x"/>`;
    expect(xml`<message>${child}</message>`.getChild('x', 'urn:example:x')).not.to.equal(undefined);
  });

  it('refuses what is not well-formed', () => {
    expect(() => parseElement('<message><b></message>')).to.throw();
    expect(() => parseElement('<message a=b/>')).to.throw();
    expect(() => parseElement('<x:message/>')).to.throw();
    expect(() => parseElement('<a/><b/>')).to.throw();
    expect(() => parseElement('text')).to.throw();
    expect(() => parseElement('')).to.throw();
  });

  it('refuses a document type, which could declare entities', () => {
    expect(() => parseElement('<!DOCTYPE a><a/>')).to.throw('a document type declaration stands in it');
  });

  it('reads one element with white space around it', () => {
    expect(parseElement('\n  <a>b</a>\n').toString()).to.equal('<a>b</a>');
  });

  it('keeps text beside elements, and white space that is all the text', () => {
    expect(xml`<a>one <b/> two</a>`.toString()).to.equal('<a>one <b/> two</a>');
    expect(xml`<a><b> </b> </a>`.toString()).to.equal('<a><b> </b></a>');
  });
});

describe('clone', () => {
  it('shares nothing and declares the namespace that it had inherited', () => {
    const query = xml`<iq><query xmlns="${ns.roster}"><item jid="a@b.example"/></query></iq>`.getChild('query');
    const item = query?.getChild('item');
    if (!item) throw new Error('the pattern of the test lacks an item');
    const copy = clone(item);
    copy.attrs.jid = 'changed';
    expect(namespaceOf(copy)).to.equal(ns.roster);
    expect(item.attrs.jid).to.equal('a@b.example');
  });

  it('means the same as the original and leaves it alone', () => {
    fc.assert(
      fc.property(anyTree, anyHand, (tree, hand) => {
        const original = built(tree, hand);
        const [meaning, text] = [canonical(original), original.toString()];
        const copy = clone(original);
        expect(canonical(copy)).to.equal(meaning);
        copy.attrs.id = 'changed';
        for (const child of childElements(copy)) child.attrs.id = 'changed';
        copy.t('more');
        expect(original.toString()).to.equal(text);
      }),
    );
  });

  it('declares nothing that no ancestor declared, and no default namespace for a prefixed name', () => {
    expect(clone(xml`<a/>`).attrs).to.deep.equal({});
    expect(clone(parseElement('<p:a xmlns:p="urn:p"/>')).toString()).to.equal('<p:a xmlns:p="urn:p"/>');
  });
});

describe('escapeXml', () => {
  it('leaves no character that is markup', () => {
    expect(escapeXml(`<a b="c" d='e'>&`)).to.equal('&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;');
  });
});

describe('what an element is', () => {
  const element = parseElement('<p:a xmlns:p="urn:p">one<b/>two<c/></p:a>');

  it('is told without its prefix', () => {
    expect([localName(element), namespaceOf(element), ownText(element)]).to.deep.equal(['a', 'urn:p', 'onetwo']);
    expect(childElements(element).map(localName)).to.deep.equal(['b', 'c']);
  });

  it('is in the namespace of client streams where nothing is declared', () => {
    expect(namespaceOf(xml`<message/>`)).to.equal('jabber:client');
  });
});
