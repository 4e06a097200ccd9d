import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Claims } from '../../reports/model/claims.ts';
import { levelRows } from '../../reports/model/levels.ts';
import type { LevelCell } from '../../reports/model/profile-rows.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { levelNote } from '../../reports/render/level-lines.ts';
import { onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';

const cellOf = (run: RunRecord): LevelCell | undefined => levelRows(run)[0]?.cells['A->B'];
const claimsOfA = (over: Partial<Claims>): { readonly a: Claims } => ({ a: sampleClaims(over) });
const designated = claimsOfA({ designated: '2023-09-05', requested: '2024-01-10' });

describe('levels and what providers declare', () => {
  const reacting = sampleLevel({
    gating: ['MSG-01'],
    declared: [{ function: 'reactions', ids: ['MSG-22'] }],
  });
  const judged = (result: Result, claims: { readonly a?: Claims; readonly b?: Claims }): LevelCell | undefined =>
    cellOf(profiledRun([onEntry('MSG-01'), result], { levels: [reacting] }, claims));

  it('let a function decide where it is declared for own users, as a reading of the law', () => {
    const lost = onEntry('MSG-22', { verdict: 'fail', atFault: 'A' });
    expect(judged(lost, {})?.state).to.equal('met with observations');
    const cell = judged(lost, claimsOfA({ functions: ['reactions'] }));
    expect(cell).to.include({ state: 'not met', gating: 2, held: 1 });
    expect(cell?.reasons[0]?.sentence).to.include('reading by Art. 2(29)');
  });

  it('do not let a refusal hinder outside the declared functions, and leave it open where nothing is declared', () => {
    const refused = onEntry('MSG-01', { verdict: 'refused', atFault: 'A', accountable: accountable('A') });
    const state = (claims: { readonly a?: Claims }) => cellOf(profiledRun([onEntry('MSG-01'), refused], {}, claims));
    expect(state(claimsOfA({ functions: ['text'] }))?.state).to.equal('not met');
    expect(state({})?.state).to.equal('undetermined');
    expect(state(claimsOfA({ statements: { tracking: 'none' } }))?.state).to.equal('undetermined');
    const elsewhere = state(claimsOfA({ functions: ['reactions'] }));
    expect(elsewhere?.state).to.equal('met');
    expect(elsewhere?.reasons[0]).to.include({ kind: 'noted' });
    expect(elsewhere?.reasons[0]?.sentence).to.include('7(9)');
  });

  it('take a declared function that is not there for a breach', () => {
    const absent = onEntry('MSG-22', { verdict: 'not-applicable', accountable: accountable('A') });
    expect(judged(absent, claimsOfA({ functions: ['reactions'] }))?.state).to.equal('not met');
    expect(judged(absent, { b: sampleClaims({ functions: ['reactions'] }) })?.state).to.equal('met');
  });

  it('leave it open where the function may be lacking on the other side', () => {
    const party = { party: 'both', domain: 'alpha.example, beta.example' };
    const absent = onEntry('MSG-22', { verdict: 'not-applicable', accountable: party });
    expect(judged(absent, claimsOfA({ functions: ['reactions'] }))?.state).to.equal('undetermined');
    const named = { accountable: accountable('A'), actual: 'beta.example does not list it' };
    const peers = onEntry('MSG-22', { verdict: 'not-applicable', ...named });
    expect(judged(peers, claimsOfA({ functions: ['reactions'] }))?.state).to.equal('undetermined');
  });

  it('miss nothing of an entry of which another scenario held', () => {
    const levels = [sampleLevel({ gating: ['MSG-22'] })];
    const results = [
      onEntry('MSG-22', {}, 'SHOULD'),
      onEntry('MSG-22', { verdict: 'not-applicable', accountable: accountable('A') }),
      onEntry('MSG-22', {}),
    ];
    const run = profiledRun(results, { levels }, claimsOfA({ functions: ['reactions'] }));
    expect(cellOf(run)?.state).to.equal('met');
  });

  it('blame a refusal only on the service that is shown to have refused', () => {
    const by = (from: string): LevelCell | undefined => {
      const actual = `it is <message type="error" from="${from}"><error type="cancel"/></message>`;
      const refused = onEntry('MSG-01', { verdict: 'refused', accountable: accountable('A'), actual });
      return cellOf(profiledRun([refused], {}, claimsOfA({ functions: ['text'] })));
    };
    expect(by('alice@alpha.example')?.state).to.equal('not met');
    expect(by('bob@beta.example')?.state).to.equal('undetermined');
  });

  it('only observe what an extension covers', () => {
    const lost = onEntry('MSG-22', { verdict: 'fail', atFault: 'A' });
    const exemptions = [{ reference: 'C(2026) 1', functions: ['reactions'] }];
    const cell = judged(lost, claimsOfA({ functions: ['reactions'], exemptions }));
    expect(cell?.state).to.equal('met with observations');
    expect(cell?.reasons[0]?.sentence).to.include('C(2026) 1');
  });
});

describe('levels and the designation', () => {
  const startingAt = (startedAt: string, claims: { readonly a?: Claims; readonly b?: Claims }) =>
    levelRows(profiledRun([onEntry('MSG-01'), onEntry('MSG-01', { direction: 'B->A' })], {}, claims, { startedAt }))[0];

  it('are due from the end of their months, and not before three months after the request', () => {
    expect(startingAt('2024-03-04T23:59:59Z', designated)).to.deep.include({ state: 'not due', due: '2024-04-10' });
    expect(startingAt('2024-04-09T12:00:00Z', designated)?.cells['A->B']).to.include({
      state: 'not due',
      readiness: 'met',
    });
    expect(startingAt('2024-04-10T00:00:00Z', designated)?.state).to.equal('met');
    expect(startingAt('2024-02-28T00:00:00Z', claimsOfA({ designated: '2023-08-31' }))?.due).to.equal('2024-02-29');
  });

  it('are not due without a request, which the obligation hangs on', () => {
    const unasked = startingAt('2026-03-05T00:00:00Z', claimsOfA({ designated: '2023-09-05' }));
    expect(unasked).to.include({ state: 'not due', due: '2024-03-05' });
    expect(unasked?.cells['A->B'].readiness).to.equal('met');
    expect(unasked?.dueLabel).to.include('no request is declared');
    const asked = { ...designated, b: sampleClaims({ designated: '2023-01-05' }) };
    expect(startingAt('2026-03-05T00:00:00Z', asked)).to.include({ state: 'met', due: '2024-04-10' });
  });

  it('are judged without a designation, and labelled so', () => {
    const row = startingAt('2020-01-01T00:00:00Z', {});
    expect(row).to.deep.include({ state: 'met', due: null, obliged: [] });
    expect(row?.dueLabel).to.include('judged as if due');
    expect(levelNote(row === undefined ? [] : [row])).to.include('accuse nobody');
  });

  it('do not hold the faults of the peer against the gatekeeper', () => {
    const fail = (party: string, side: 'A' | 'B') =>
      onEntry('MSG-02', { verdict: 'fail', atFault: 'B', accountable: { ...accountable(side), party } });
    const cell = (result: Result, claims: { readonly a?: Claims }) => {
      const levels = [sampleLevel({ gating: ['MSG-01', 'MSG-02'] })];
      return cellOf(profiledRun([onEntry('MSG-01'), result], { levels }, claims));
    };
    expect(cell(fail('recipientServer', 'B'), {})?.state).to.equal('not met');
    expect(cell(fail('recipientServer', 'B'), designated)?.state).to.equal('met');
    expect(cell(fail('both', 'B'), designated)?.state).to.equal('undetermined');
    const unknown = onEntry('MSG-02', { verdict: 'inconclusive', atFault: 'undetermined' });
    expect(cell(unknown, designated)?.state).to.equal('undetermined');
  });
});

function accountable(side: 'A' | 'B'): Result['accountable'] {
  return { party: 'homeServer', domain: side === 'A' ? 'alpha.example' : 'beta.example' };
}
