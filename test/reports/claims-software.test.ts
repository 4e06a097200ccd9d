import { expect } from 'chai';
import { describe, it } from 'mocha';
import { softwareClaims } from '../../reports/model/claims-software.ts';
import type { SoftwareClaim } from '../../reports/model/claims.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { sampleEntry } from '../support/sample-catalogue.ts';
import { claimingRun, groupResult } from '../support/sample-claims.ts';
import { sampleRequirement, sampleResult } from '../support/sample-run.ts';

const broken: Partial<Result> = { verdict: 'fail', atFault: 'A', impact: 'degraded', actual: 'it was cut' };
const held = groupResult({ title: 'held' });

describe('what is told of a XEP that a DOAP file lists', () => {
  const requirement = sampleRequirement({ specification: 'XEP-0045', version: '1.35.5' });
  const rowOf = (results: readonly Result[], claim: Partial<SoftwareClaim> = {}, over: Partial<RunRecord> = {}) => {
    const full = { xep: '0045', version: '1.35.5', status: 'complete', ...claim };
    const claims = { software: { name: 'Verona', version: '', implements: [full] } };
    return softwareClaims({ ...claimingRun([...results], claims), ...over })[0];
  };
  const failed = groupResult({ ...broken, requirement, title: 'failed' });
  const lacking = groupResult({ verdict: 'not-applicable', title: 'lacking', actual: 'none' });

  for (const [what, results, claim, row] of [
    ['how many held', [held, held], {}, { state: 'confirmed', reason: '2 results held' }],
    ['that one held', [held], {}, { state: 'confirmed', reason: '1 result held' }],
    [
      'what did not hold',
      [held, failed],
      {},
      { state: 'contradicted', reason: '1 result held, 1 did not: failed, B->A: it was cut' },
    ],
    [
      'what did not hold of a part',
      [held, failed],
      { status: 'partial' },
      { state: 'confirmed', reason: 'claimed in part; 1 result held, 1 did not: failed, B->A: it was cut' },
    ],
    [
      'what another version did not hold',
      [failed],
      { version: '1.2' },
      {
        state: 'other version',
        reason: '0 results held, 1 did not: failed, B->A: it was cut; claimed is version 1.2, tested was 1.35.5',
      },
    ],
    [
      'that it is not offered',
      [lacking],
      {},
      { state: 'contradicted', reason: 'claimed as complete, but not offered: lacking, B->A: none' },
    ],
    [
      'that another version is not offered',
      [lacking],
      { version: '1.2' },
      {
        state: 'other version',
        reason: 'claimed as complete, but not offered: lacking, B->A: none; claimed is version 1.2, tested was 1.35.5',
      },
    ],
    ['what was there of it', [lacking], { status: '' }, { state: 'not tested', reason: 'lacking, B->A: none' }],
    ['that it is not in the run', [], {}, { state: 'not tested', reason: 'not in this run' }],
    [
      'that the catalogue has none of it',
      [],
      { xep: '0999' },
      { state: 'not tested', reason: 'no requirement of it is in the catalogue' },
    ],
    [
      'why it is not tested',
      [],
      { xep: '0353', version: '' },
      { state: 'not tested', reason: 'no scenarios for calls yet' },
    ],
  ] as const) {
    it(`is ${what}`, () => {
      expect(rowOf(results, claim)).to.include(row);
    });
  }

  it('is of another version only where both are known and differ by more than zeros at the end', () => {
    const other = (version: string, tested = '1.35.5') =>
      rowOf(
        [held],
        { version },
        {
          catalogue: {
            features: [],
            entries: [sampleEntry({ id: 'MUC-01', specification: 'XEP-0045', version: tested })],
          },
        },
      )?.otherVersion;
    expect([other('1.35.5'), other(' 1.35.5 '), other('1.35.5.0.0'), other('')]).to.deep.equal([
      false,
      false,
      false,
      false,
    ]);
    expect([other('1.35'), other('1.35.50'), other('1.0.35')]).to.deep.equal([true, true, true]);
    expect([other('1', '1.0.0'), other('1.0', ''), other('1.0.2', '1.2')]).to.deep.equal([false, false, true]);
  });

  it('has the version by which was tested, where there is one', () => {
    expect(rowOf([])?.catalogueVersion).to.equal('1.35.5');
    expect(rowOf([], { xep: '0999' })).to.deep.include({ catalogueVersion: '', otherVersion: false, results: [] });
  });

  it('says why it is not tested, whichever of its entries tells', () => {
    const entries = [
      sampleEntry({ id: 'one', specification: 'XEP-0045' }),
      sampleEntry({ id: 'two', specification: 'XEP-0045', notTested: 'deprecated' }),
    ];
    expect(rowOf([], { version: '' }, { catalogue: { features: [], entries } })?.reason).to.equal('deprecated');
  });

  it('shows the results that decide', () => {
    expect(rowOf([held, failed])?.results).to.deep.equal([failed]);
    expect(rowOf([held, failed], { status: 'partial' })?.results).to.deep.equal([held, failed]);
    expect(rowOf([held, lacking])?.results).to.deep.equal([held]);
    expect(rowOf([lacking])?.results).to.deep.equal([lacking]);
  });

  it('holds a warning against nobody, and only a breach of that specification', () => {
    const warned = groupResult({ ...broken, verdict: 'warn', requirement });
    expect(rowOf([warned])?.state).to.equal('not tested');
    expect(rowOf([sampleResult({ ...failed, requirement: sampleRequirement() })])?.state).to.equal('not tested');
  });

  it('is nothing of what is planned, removed or will not come', () => {
    for (const status of ['planned', 'removed', 'wontfix']) expect(rowOf([held], { status })).to.equal(undefined);
    for (const status of ['partial', 'deprecated', '']) expect(rowOf([held], { status })?.state).to.equal('confirmed');
  });
});
