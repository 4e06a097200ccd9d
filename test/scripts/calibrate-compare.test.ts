import { expect } from 'chai';
import { describe, it } from 'mocha';
import { surprises } from '../../scripts/calibrate-compare.mjs';

const pair = ['prosody', 'ejabberd'] as const;
const onRecord = [{ product: 'prosody', scenario: 's1', verdict: 'fail' }];
const result = { scenario: 's1', direction: 'A->B', verdict: 'fail', atFault: 'A', actual: 'seen', known: 'clause' };

describe('calibration', () => {
  it('is content when what was seen is what is on record', () => {
    expect(
      surprises({ results: [result, { ...result, scenario: 's2', verdict: 'pass', atFault: null }] }, pair, onRecord),
    ).to.deep.equal([]);
  });

  it('names a deviation that is not on record', () => {
    const unknown = { scenario: 's2', direction: 'A->B', verdict: 'fail', atFault: 'A', actual: 'seen' };
    expect(surprises({ results: [result, unknown] }, pair, onRecord)).to.deep.equal(['new: s2 A->B fail: seen']);
  });

  it('names a deviation on record that no longer shows', () => {
    const passes = { ...result, verdict: 'pass', atFault: null };
    expect(surprises({ results: [passes] }, pair, onRecord)).to.deep.equal([
      'gone: s1 no longer ends in fail on prosody as A',
    ]);
  });

  it('expects nothing of a product that took no part, or of a scenario that was not selected', () => {
    expect(surprises({ results: [] }, pair, onRecord)).to.deep.equal([]);
    expect(
      surprises({ results: [{ ...result, verdict: 'pass', atFault: null }] }, ['ejabberd', 'ejabberd'], onRecord),
    ).to.deep.equal([]);
  });

  it('counts what could not be decided', () => {
    expect(
      surprises(
        { results: [result, { ...result, scenario: 's2', verdict: 'inconclusive', atFault: 'undetermined' }] },
        pair,
        onRecord,
      ),
    ).to.have.lengthOf(1);
  });
});
