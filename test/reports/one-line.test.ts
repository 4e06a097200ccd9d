import { expect } from 'chai';
import { describe, it } from 'mocha';
import * as fc from 'fast-check';
import { visible, visibleLine } from '../../reports/render/text.ts';

describe('text on one line', () => {
  it('has a space for each tab, and for each newline with the white space around it', () => {
    const pieces = fc.array(fc.constantFrom('a', 'b', ' ', '\t', '\n', '\r\n'), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, (all) => {
        const text = all.join('');
        expect(visibleLine(text)).to.equal(visible(text).replaceAll(/\s*\n\s*|\t/g, ' '));
      }),
    );
  });

  it('takes no longer for a long row of spaces than for other text', () => {
    const began = performance.now();
    visibleLine(`${' '.repeat(500_000)}x\n${' '.repeat(500_000)}y`);
    expect(performance.now() - began, 'milliseconds').to.be.lessThan(2000);
  });
});
