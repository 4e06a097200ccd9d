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

  it('shows no secret of any length, whatever is around it, however it is cut and wherever it ends', () => {
    // Digits stand in secrets alone, so that not one of them may be seen.
    const plain = fc.constantFrom(
      '<a b="c">text</a>',
      "<authority x='/>'>open</authority>",
      ' ',
      '<b',
      '/>',
      'auth',
      '</c>',
    );
    const secret = fc
      .tuple(
        fc.constantFrom('auth', 'response', 'challenge', 'success'),
        fc.constantFrom('', 's:', 'stream:'),
        fc.constantFrom('', ' ', ` ${sasl}`, "\n mechanism='PLAIN'"),
        fc.array(fc.constantFrom('1', '23', '456', '=', '<![CDATA[7]]>', '<x y="8">9</x>', '&#48;', '<!--0-->')),
      )
      .map(
        ([name, prefix, attributes, content]) =>
          `<${prefix}${name}${attributes}>${content.join('')}</${prefix}${name} >`,
      );
    const pieces = fc.array(fc.oneof(plain, secret), { maxLength: 8 }).map((some) => some.join(''));
    fc.assert(
      fc.property(
        pieces,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.nat(),
        (text, lengths, end) => {
          expect(show(text, lengths)).not.to.match(/\d/);
          expect(show(text.slice(0, end % (text.length + 1)), lengths)).not.to.match(/\d/);
        },
      ),
      { numRuns: 300 },
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
