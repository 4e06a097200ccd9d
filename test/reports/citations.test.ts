import { expect } from 'chai';
import { describe, it } from 'mocha';
import { countVerdicts, plural } from '../../reports/model/count.ts';
import type { Requirement, Result } from '../../reports/model/record.ts';
import { citation, specificationUrl } from '../../reports/model/spec-link.ts';
import { sampleRequirement, sampleResult } from '../support/sample-run.ts';

const results = (...all: readonly Partial<Result>[]): Result[] => all.map((one) => sampleResult(one));
const back = { direction: 'B->A' } as const;

describe('counts in words', () => {
  it('know one from many', () => {
    expect([plural(0, 'result'), plural(1, 'result'), plural(2, 'result')]).to.deep.equal([
      '0 results',
      '1 result',
      '2 results',
    ]);
    expect([plural(1, 'result was', 'results were'), plural(2, 'result was', 'results were')]).to.deep.equal([
      '1 result was',
      '2 results were',
    ]);
  });

  it('are of one direction where one is named', () => {
    expect(countVerdicts(results({}, {}, back), 'B->A').pass).to.equal(1);
    expect(countVerdicts(results({}, {}, back)).pass).to.equal(3);
  });
});

describe('citations', () => {
  const cited: readonly (readonly [Partial<Requirement>, string, string | undefined])[] = [
    [{ section: '' }, 'RFC 6120', 'https://www.rfc-editor.org/rfc/rfc6120'],
    [{ section: '13' }, 'RFC 6120, section 13', 'https://www.rfc-editor.org/rfc/rfc6120#section-13'],
    [{ section: '13.10.11' }, 'RFC 6120, section 13.10.11', 'https://www.rfc-editor.org/rfc/rfc6120#section-13.10.11'],
    [{ section: '13 and 14' }, 'RFC 6120, section 13 and 14', 'https://www.rfc-editor.org/rfc/rfc6120'],
    [{ section: 'appendix 4' }, 'RFC 6120, section appendix 4', 'https://www.rfc-editor.org/rfc/rfc6120'],
    [
      { specification: 'XEP-0045', version: '1.35.5', section: '' },
      'XEP-0045 1.35.5',
      'https://xmpp.org/extensions/xep-0045.html',
    ],
    [
      { specification: 'XEP-0045', version: '1.35.5', section: '7', anchor: 'a b' },
      'XEP-0045 1.35.5, section 7',
      'https://xmpp.org/extensions/xep-0045.html#a%20b',
    ],
    [{ specification: 'our RFC 6120', section: '1' }, 'our RFC 6120, section 1', undefined],
    [{ specification: 'RFC 6120bis', section: '1' }, 'RFC 6120bis, section 1', undefined],
  ];
  for (const [over, text, url] of cited) {
    it(`of ${text} lead to ${String(url)}`, () => {
      const place = sampleRequirement({ specification: 'RFC 6120', ...over });
      expect(citation(place)).to.equal(text);
      expect(specificationUrl(place)).to.equal(url);
    });
  }
});
