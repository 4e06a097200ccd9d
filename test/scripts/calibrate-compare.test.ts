import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Expected, type Result, surprises } from '../../scripts/calibrate-compare.mjs';

const pair = ['prosody', 'ejabberd'] as const;
const expected: readonly Expected[] = [
  {
    product: 'prosody',
    version: '0.12',
    deviations: [{ scenario: 's1', verdict: 'fail' }],
    notApplicable: [{ scenario: 's3' }],
  },
  { product: 'ejabberd', version: '23.01', deviations: [], notApplicable: [] },
];
const onA = { party: 'senderServer', domain: 'alpha.example' };
const onB = { party: 'senderServer', domain: 'beta.example' };
const passes: Result = {
  scenario: 's1',
  direction: 'A->B',
  verdict: 'pass',
  atFault: null,
  actual: 'seen',
  accountable: onA,
  durationMs: 1,
};
const deviation: Result = { ...passes, verdict: 'fail', atFault: 'A', known: 'clause' };

const seen = (results: Result[], products: readonly [string, string] = pair, software = 'Prosody 0.12.3') =>
  surprises(
    {
      startedAt: '',
      finishedAt: '',
      floorMs: 0,
      results,
      targets: { a: { domain: 'alpha.example', software }, b: { domain: 'beta.example', software: 'ejabberd 23.01' } },
    },
    products,
    expected,
  );

describe('calibration', () => {
  it('is content when what was seen is what is on record', () => {
    expect(seen([deviation, { ...passes, scenario: 's2' }])).to.deep.equal([]);
  });

  it('names a deviation that is not on record', () => {
    const unknown: Result = { ...passes, scenario: 's2', verdict: 'fail', atFault: 'A' };
    expect(seen([deviation, unknown])).to.deep.equal(['new: s2 A->B fail: seen']);
  });

  it('names a deviation on record that no longer shows', () => {
    expect(seen([passes])).to.deep.equal(['gone: s1 no longer ends in fail on prosody as A']);
  });

  it('is content with a refusal that is on record, and names any other', () => {
    const refused: Result = { ...passes, scenario: 's4', verdict: 'refused' };
    expect(seen([deviation, { ...refused, known: 'clause' }])).to.deep.equal([]);
    expect(seen([deviation, refused])).to.deep.equal(['undecided: s4 A->B refused: seen']);
  });

  it('names what is newly not applicable, and what newly applies', () => {
    const absent: Result = { ...passes, scenario: 's3', verdict: 'not-applicable' };
    expect(seen([deviation, absent])).to.deep.equal([]);
    expect(seen([deviation, { ...absent, accountable: onB }])).to.deep.equal(['new: s3 A->B not applicable: seen']);
    expect(seen([deviation, { ...absent, verdict: 'pass' }])).to.deep.equal(['gone: s3 now applies to prosody as A']);
  });

  it('expects nothing of a product that took no part, or of a scenario that was not selected', () => {
    expect(seen([])).to.deep.equal([]);
    expect(seen([passes], ['ejabberd', 'ejabberd'], 'ejabberd 23.01')).to.deep.equal([]);
  });

  it('says that nothing is on record for another version', () => {
    expect(seen([], pair, 'Prosody 13.0.1')).to.deep.equal([
      'unknown: nothing is on record for Prosody 13.0.1, which is A',
    ]);
  });

  it('counts what could not be decided', () => {
    const open: Result = { ...passes, scenario: 's2', verdict: 'inconclusive', atFault: 'undetermined' };
    expect(seen([deviation, open])).to.have.lengthOf(1);
  });
});
