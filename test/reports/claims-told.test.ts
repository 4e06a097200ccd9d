import { expect } from 'chai';
import { describe, it } from 'mocha';
import { functionClaims, missingFunctions, type FunctionClaimRow } from '../../reports/model/claims-functions.ts';
import type { Claims } from '../../reports/model/claims.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { sampleEntry } from '../support/sample-catalogue.ts';
import { claimingRun, groupResult } from '../support/sample-claims.ts';

const broken: Partial<Result> = { verdict: 'fail', atFault: 'A', impact: 'degraded', actual: 'it was cut' };
const beside = (over: Partial<Result> = {}): Result => groupResult({ covers: ['MUC-05'], title: 'beside', ...over });
const held = groupResult({ title: 'held' });
const refusal = 'declined: <iq from="rooms.alpha.example"/>';

describe('what is told of a declared function', () => {
  const rowOf = (results: readonly Result[], claims: Partial<Claims> = {}): FunctionClaimRow | undefined =>
    functionClaims(claimingRun([...results], claims))[0];

  for (const [what, results, state, reason] of [
    ['nothing where all of it holds', [held, beside(), beside({ covers: ['MUC-06'] })], 'holds', ''],
    [
      'what was not run',
      [held, beside({ verdict: 'not-run' }), beside({ covers: ['MUC-01'], verdict: 'not-run' })],
      'holds',
      '2 results were not run',
    ],
    ['one that was not run', [held, groupResult({ verdict: 'not-run' })], 'holds', '1 result was not run'],
    ['what is broken beside it', [held, beside(broken)], 'holds in part', 'beside, B->A: it was cut'],
    [
      'what is declined beside it',
      [held, beside({ verdict: 'refused', actual: refusal })],
      'holds in part',
      `beside, B->A: ${refusal}`,
    ],
    [
      'what is open beside it',
      [held, beside({ verdict: 'error', actual: 'ours' })],
      'holds in part',
      'beside, B->A: ours',
    ],
    [
      'nothing of what another side lacks',
      [held, beside({ verdict: 'not-applicable', actual: 'beta.example has none' })],
      'holds',
      '',
    ],
    ['nothing of what is not there beside it', [held, beside({ verdict: 'not-applicable' })], 'holds', ''],
    [
      'who broke it, of each result',
      [
        groupResult({ ...broken, title: 'one' }),
        groupResult({ verdict: 'not-applicable', title: 'two', actual: 'none' }),
      ],
      'missing',
      'broken: one, B->A: it was cut; not offered: two, B->A: none',
    ],
    [
      'that it was declined',
      [groupResult({ verdict: 'refused', actual: refusal, title: 'one' })],
      'missing',
      `refused: one, B->A: ${refusal}`,
    ],
    [
      'that nobody is at fault',
      [groupResult({ verdict: 'fail', atFault: 'undetermined', title: 'one', actual: 'lost' })],
      'undetermined',
      'nobody, or the other service, is shown to be at fault: one, B->A: lost',
    ],
    [
      'what is open only where it decides',
      [held, groupResult({ verdict: 'inconclusive', title: 'one', actual: 'lost' })],
      'holds in part',
      'one, B->A: lost',
    ],
    [
      'why it was not run',
      [groupResult({ verdict: 'not-run', title: 'one', actual: 'needs --heavy' })],
      'not tested',
      'one, B->A: needs --heavy',
    ],
    ['that only what is beside it was seen', [beside()], 'not tested', 'not in this run'],
  ] as const) {
    it(`is ${what}`, () => {
      expect(rowOf(results)).to.include({ state, reason });
    });
  }

  it('is what is blocking, though the essential part holds, but for a refusal', () => {
    expect(rowOf([held, beside({ ...broken, impact: 'blocking' })])?.state).to.equal('missing');
    expect(rowOf([held, beside({ verdict: 'refused', actual: refusal, impact: 'blocking' })])?.state).to.equal(
      'holds in part',
    );
    const call = (over: Partial<Result>): Result => groupResult({ covers: ['CALL-01'], ...over });
    const calls = { functions: ['calls'] };
    expect(rowOf([call({}), call({ verdict: 'refused', actual: refusal, impact: 'blocking' })], calls)?.state).to.equal(
      'missing',
    );
    expect(rowOf([call({}), call({ verdict: 'refused', actual: refusal })], calls)?.state).to.equal('holds in part');
  });

  it('is open where all that was seen beside it is', () => {
    expect(rowOf([beside({ verdict: 'error' })])?.state).to.equal('undetermined');
    expect(rowOf([beside(broken)])?.state).to.equal('missing');
    expect(rowOf([beside({ verdict: 'not-applicable' })])?.state).to.equal('not tested');
    expect(rowOf([beside({ verdict: 'not-applicable', actual: 'beta.example has none' })])?.state).to.equal(
      'not tested',
    );
  });

  it('takes a result for an essential one where it covers more than that', () => {
    const wide = groupResult({ covers: ['MUC-05', 'MUC-01'], verdict: 'not-applicable' });
    expect(rowOf([wide])?.state).to.equal('missing');
    expect(rowOf([wide, held])?.state).to.equal('holds');
  });

  it('lists what of a function without an essential part was not tested', () => {
    const call = groupResult({ covers: ['CALL-01'], title: 'call' });
    expect(rowOf([call], { functions: ['calls'] })?.reason).to.equal('not tested: CALL-02');
    const unrun = groupResult({ covers: ['CALL-02'], verdict: 'not-run' });
    expect(rowOf([call, unrun], { functions: ['calls'] })?.reason).to.equal('not tested: CALL-02');
    expect(rowOf([call, { ...call, ...broken, impact: null }], { functions: ['calls'] })?.reason).to.equal(
      'call, B->A: it was cut; not tested: CALL-02',
    );
  });

  it('keeps an id that no profile knows', () => {
    expect(rowOf([held], { functions: ['telepathy'] })).to.deep.include({
      function: { id: 'telepathy', title: 'telepathy', article: '', entries: [], essential: [] },
      state: 'not tested',
      reason: 'not in this run',
      reference: '',
      results: [],
      known: false,
    });
  });

  it('names the exemption, and what would be without it', () => {
    const exemptions = [
      { reference: 'C(2026) 1', functions: ['calls'] },
      { reference: 'C(2026) 2', functions: ['calls', 'groups'] },
    ];
    const whole = [held, beside()];
    expect(rowOf([...whole], { exemptions })).to.include({
      state: 'exempt',
      reference: 'C(2026) 2',
      reason: 'exempt by C(2026) 2, as declared; it holds all the same',
      known: false,
    });
    expect(rowOf([groupResult({ ...broken, known: 'recorded' })], { exemptions })).to.include({
      reason: 'exempt by C(2026) 2, as declared; without it: missing',
      known: false,
    });
    expect(rowOf([held])?.reference).to.equal('');
  });

  it('is on record only where all that decides is', () => {
    const known = { ...broken, known: 'recorded' };
    expect(rowOf([groupResult(known)])?.known).to.equal(true);
    expect(rowOf([groupResult(known), groupResult(broken)])?.known).to.equal(false);
    expect(rowOf([held])?.known).to.equal(false);
    expect(rowOf([held, beside(known)])?.known).to.equal(false);
    expect(missingFunctions(claimingRun([groupResult(known)]))).to.deep.equal([]);
    expect(missingFunctions(claimingRun([groupResult(broken)]))).to.have.lengthOf(1);
  });

  it('shows every result, the decisive ones first', () => {
    const [open, minor] = [groupResult({ verdict: 'error' }), beside(broken)];
    expect(rowOf([held, minor])?.results).to.deep.equal([minor, held]);
    expect(rowOf([beside(), open])?.results).to.deep.equal([open, beside()]);
  });

  it('is a note where it was not declared', () => {
    const typing = groupResult({ covers: ['MSG-19'] });
    const [, row] = functionClaims(claimingRun([held, typing]));
    expect(row).to.include({
      side: 'A',
      state: 'present, not declared',
      reason: 'not declared, but seen to work across federation',
      reference: '',
    });
  });

  it('gives each reason of the catalogue once', () => {
    const run: RunRecord = claimingRun([], { functions: ['calls'] });
    const entries = [
      sampleEntry({ id: 'CALL-01', notTested: 'no calls yet' }),
      sampleEntry({ id: 'CALL-02', notTested: 'no calls yet' }),
      sampleEntry({ id: 'CALL-03', notTested: 'another' }),
    ];
    const reason = (some: typeof entries): string | undefined =>
      functionClaims({ ...run, catalogue: { entries: some, features: [] } })[0]?.reason;
    expect(reason(entries)).to.equal('no calls yet');
    expect(
      reason([sampleEntry({ id: 'CALL-01', notTested: 'one' }), sampleEntry({ id: 'CALL-02', notTested: 'two' })]),
    ).to.equal('one; two');
    expect(reason([sampleEntry({ id: 'CALL-01' })])).to.equal('not in this run');
    expect(reason([sampleEntry({ id: 'CALL-01' }), sampleEntry({ id: 'CALL-02', notTested: 'two' })])).to.equal('two');
  });
});
