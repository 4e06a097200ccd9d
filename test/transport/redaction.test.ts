import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { Redactor } from '../../runners/transport/redaction.ts';

const sasl = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

/** Shows the text in pieces of the given lengths, in turn. */
function show(text: string, lengths: readonly number[] = [text.length]): string {
  const redactor = new Redactor();
  let shown = '';
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? text.length;
    shown += redactor.pass(text.slice(at, at + length));
    at += length;
  }
  return shown + redactor.flush();
}

describe('Redactor', () => {
  it('stars the content of SASL elements and nothing else', () => {
    expect(show(`<a>1</a><auth ${sasl} mechanism="PLAIN">c2VjcmV0</auth><b/>`)).to.equal(
      `<a>1</a><auth ${sasl} mechanism="PLAIN">***</auth><b/>`,
    );
    expect(show(`<s:challenge xmlns:s='x'>cj1h</s:challenge><success ${sasl}/>`)).to.equal(
      `<s:challenge xmlns:s='x'>***</s:challenge><success ${sasl}/>`,
    );
    expect(show('<authority>open</authority>')).to.equal('<authority>open</authority>');
  });

  it('shows the same, however the text is cut', () => {
    const text = `<x a='1'>t</x><success ${sasl}>c2VjcmV0<![CDATA[more]]></success><response ${sasl}>c2VjcmV0</response><y>&lt;</y>`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (lengths) => {
        const shown = show(text, lengths);
        expect(shown).to.equal(show(text));
        expect(shown).not.to.contain('c2Vj');
      }),
    );
  });

  it('shows nothing of a SASL element that never ends', () => {
    expect(show(`<response ${sasl}>c2VjcmV0`, [7])).to.equal(`<response ${sasl}>***`);
  });

  it('keeps no endless tag', () => {
    const shown = show(`<a ${'x'.repeat(100_000)}`, [1000]);
    expect(shown.length).to.be.below(100_000);
    expect(shown).to.match(/^\*\*\*/);
  });
});
