import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { SuiteFeature } from '../../reports/model/profile.ts';
import type { SuiteCell } from '../../reports/model/profile-rows.ts';
import type { Result, Side } from '../../reports/model/record.ts';
import { suiteRows } from '../../reports/model/suite-rows.ts';
import { onEntry, profiledRun } from '../support/sample-profile.ts';

const feature: SuiteFeature = {
  category: 'IM',
  feature: 'Blocking',
  specifications: ['XEP-0191'],
  server: 'advanced',
  namespaces: [],
  ids: ['PRV-03'],
  entriesOf: [],
};
const both = { party: 'both', domain: '' };
const on = (over: Partial<Result> = {}): Result => onEntry('PRV-03', { accountable: both, ...over });

function cellOf(results: readonly Result[], side: Side = 'A', over: Partial<SuiteFeature> = {}): SuiteCell | undefined {
  return suiteRows(profiledRun(results, { suite: [{ ...feature, ...over }] }))[0]?.cells[side];
}

describe('a feature of a compliance suite', () => {
  const [held, warned, failed, absent] = [
    on(),
    on({ verdict: 'warn', actual: 'late' }),
    on({ verdict: 'fail', actual: 'cut', atFault: 'A' }),
    on({ verdict: 'not-applicable', actual: 'none' }),
  ];
  const open = (['inconclusive', 'error', 'refused'] as const).map((verdict) => on({ verdict, actual: verdict }));

  for (const [what, results, cell] of [
    ['works', [held], { state: 'works', reason: '', results: [held] }],
    ['works with a warning', [held, warned], { state: 'works with a warning', reason: 'late', results: [warned] }],
    [
      'is undetermined',
      [held, ...open],
      { state: 'undetermined', reason: 'inconclusive; error; refused', results: open },
    ],
    [
      'is broken, whatever else is open',
      [...open, failed, failed],
      { state: 'broken', reason: 'cut', results: [failed, failed] },
    ],
    ['is not offered', [absent], { state: 'not offered', reason: 'none', results: [absent] }],
    ['is not tested', [onEntry('OTHER')], { state: 'not tested', reason: 'nothing of it was run', results: [] }],
    [
      'is not tested where it was not run',
      [on({ verdict: 'not-run' })],
      { state: 'not tested', reason: 'nothing of it was run', results: [] },
    ],
  ] as const satisfies readonly (readonly [string, readonly Result[], SuiteCell])[]) {
    it(what, () => {
      expect(cellOf(results)).to.deep.equal(cell);
    });
  }

  it('is advertised where discovery lists it and nothing was judged', () => {
    const namespaces = ['urn:xmpp:blocking', 'urn:x', 'urn:xmpp:ping'];
    expect(cellOf([absent], 'A', { namespaces })).to.deep.equal({
      state: 'advertised',
      reason: 'service discovery lists urn:xmpp:blocking, urn:xmpp:ping',
      results: [],
    });
    expect(cellOf([absent], 'B', { namespaces })?.reason).to.equal('service discovery lists urn:xmpp:ping');
    expect(cellOf([held], 'A', { namespaces })?.state).to.equal('works');
  });

  it('is what the results on it show, also where they cover more', () => {
    expect(cellOf([on({ covers: ['OTHER', 'PRV-03'], verdict: 'warn' })])?.state).to.equal('works with a warning');
    expect(cellOf([on({ covers: ['OTHER'] })])?.state).to.equal('not tested');
  });

  it('says why no run can show it', () => {
    expect(cellOf([failed], 'A', { reason: 'not seen from outside' })).to.deep.equal({
      state: 'not tested',
      reason: 'not seen from outside',
      results: [],
    });
  });

  it('is not judged by a selection', () => {
    const run = profiledRun([held], { suite: [feature] }, {}, { filtered: true });
    expect(suiteRows(run)[0]?.cells.B).to.deep.equal({
      state: 'undetermined',
      reason: 'only a selection of the scenarios was run',
      results: [],
    });
  });

  it('is broken for the side at fault, for both where both are, else for the accountable', () => {
    const states = (atFault: Result['atFault'], accountable = both) => {
      const results = [on({ verdict: 'fail', atFault, accountable })];
      return [cellOf(results, 'A')?.state, cellOf(results, 'B')?.state];
    };
    const ofB = { party: 'homeServer', domain: 'beta.example' };
    expect(states('A')).to.deep.equal(['broken', 'not tested']);
    expect(states('B')).to.deep.equal(['not tested', 'broken']);
    expect(states('A', ofB)).to.deep.equal(['broken', 'not tested']);
    expect(states('both', ofB)).to.deep.equal(['broken', 'broken']);
    expect(states('undetermined', ofB)).to.deep.equal(['not tested', 'broken']);
    expect(states(null, ofB)).to.deep.equal(['not tested', 'broken']);
  });
});
