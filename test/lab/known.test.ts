import { expect } from 'chai';
import { describe, it } from 'mocha';
import { loadScenarios } from '../../runners/campaign/catalogue.ts';
import type { Result } from '../../reports/model/record.ts';
import { type Expected, expectedOnLab, knownOn } from '../../runners/lab/known.ts';

const expected: Expected = {
  product: 'prosody',
  version: '0.12',
  deviations: [
    { scenario: 's1', verdict: 'fail', clause: 'the clause', seen: 'what was seen', why: 'why' },
    { scenario: 's2', verdict: 'refused', clause: 'another clause', seen: 'what was seen', why: 'why' },
  ],
  notApplicable: [],
};
const accountable = { party: 'senderServer', domain: 'alpha.example' };
const result = (change: Partial<Result>): Result =>
  ({ scenario: 's1', direction: 'A->B', verdict: 'fail', atFault: 'A', accountable, ...change }) as Result;
const software = { A: 'Prosody 0.12.3', B: 'ejabberd 23.01-1' };
const known = knownOn(['prosody', 'ejabberd'], [expected]);

describe('what is on record', () => {
  it('speaks for its scenario, verdict, product and version', () => {
    expect(known(result({}), software)).to.contain('the clause');
  });

  it('is silent for another version, party, scenario or verdict', () => {
    expect(known(result({}), { ...software, A: 'Prosody 13.0.1' })).to.equal(undefined);
    expect(known(result({ atFault: 'B' }), software)).to.equal(undefined);
    expect(known(result({ scenario: 's3' }), software)).to.equal(undefined);
    expect(known(result({ verdict: 'warn' }), software)).to.equal(undefined);
  });

  it('speaks for what the server that is bound declines, and for no other', () => {
    const refused = result({ scenario: 's2', verdict: 'refused', atFault: null });
    expect(known(refused, software)).to.contain('another clause');
    expect(known({ ...refused, direction: 'B->A' }, software)).to.equal(undefined);
  });

  it('excuses two servers at fault only where both are on record', () => {
    expect(known(result({ atFault: 'both' }), software)).to.equal(undefined);
    const same = knownOn(['prosody', 'prosody'], [expected]);
    expect(same(result({ atFault: 'both' }), { ...software, B: 'Prosody 0.12.3' })).to.contain('the clause');
  });

  it('names scenarios that there are, once each', async () => {
    const ids = new Set((await loadScenarios()).map(({ id }) => id));
    for (const { deviations, notApplicable } of expectedOnLab()) {
      const named = [...deviations, ...notApplicable].map(({ scenario }) => scenario);
      expect(named.filter((id) => !ids.has(id))).to.deep.equal([]);
      expect(named).to.have.lengthOf(new Set(named).size);
    }
  });
});
