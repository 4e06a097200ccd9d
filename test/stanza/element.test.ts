import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { clone, escapeXml, namespaceOf, parseElement, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';

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
});

describe('escapeXml', () => {
  it('leaves no character that is markup', () => {
    expect(escapeXml(`<a b="c" d='e'>&`)).to.equal('&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;');
  });
});
