import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import { type Deviation, knownOn } from '../../runners/lab/known.ts';

const deviation: Deviation = {
  product: 'prosody',
  version: '0.12',
  scenario: 's1',
  verdict: 'fail',
  clause: 'the clause',
  seen: 'what was seen',
  why: 'why',
};
const result = (change: Partial<Result>): Result =>
  ({ scenario: 's1', verdict: 'fail', atFault: 'A', ...change }) as Result;
const software = { A: 'Prosody 0.12.3', B: 'ejabberd 23.01-1' };
const known = knownOn(['prosody', 'ejabberd'], [deviation]);

describe('what is on record', () => {
  it('speaks for its scenario, verdict, product and version', () => {
    expect(known(result({}), software)).to.contain('the clause');
  });

  it('is silent for another version, party, scenario or verdict', () => {
    expect(known(result({}), { ...software, A: 'Prosody 13.0.1' })).to.equal(undefined);
    expect(known(result({ atFault: 'B' }), software)).to.equal(undefined);
    expect(known(result({ scenario: 's2' }), software)).to.equal(undefined);
    expect(known(result({ verdict: 'warn' }), software)).to.equal(undefined);
  });

  it('excuses two servers at fault only where both are on record', () => {
    expect(known(result({ atFault: 'both' }), software)).to.equal(undefined);
    const same = knownOn(['prosody', 'prosody'], [deviation]);
    expect(same(result({ atFault: 'both' }), { ...software, B: 'Prosody 0.12.3' })).to.contain('the clause');
  });
});
