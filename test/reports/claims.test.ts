import { expect } from 'chai';
import { describe, it } from 'mocha';
import { claimRows } from '../../reports/model/claims-rows.ts';
import type { Claims } from '../../reports/model/claims.ts';
import { exitCode } from '../../reports/model/exit-code.ts';
import type { Result } from '../../reports/model/record.ts';
import { claimingRun, groupResult } from '../support/sample-claims.ts';
import { sampleRequirement, sampleResult, sampleRun } from '../support/sample-run.ts';

const broken: Partial<Result> = { verdict: 'fail', atFault: 'A', impact: 'degraded', reasonCode: 'missing-stanza' };

describe('claims on functions', () => {
  const stateOf = (results: Result[], claims: Partial<Claims> = {}) =>
    claimRows(claimingRun(results, claims)).functions.map(({ function: { id }, state }) => `${id}: ${state}`);

  it('are nothing where neither provider declares anything', () => {
    expect(claimRows(sampleRun())).to.deep.equal({ functions: [], limits: [], software: [] });
  });

  it('hold where results of the provider hold, whatever other functions do', () => {
    expect(stateOf([groupResult()])).to.deep.equal(['groups: holds']);
  });

  it('are missing where the essential part is broken, declined or not offered by the provider', () => {
    const declined = `the server declined: <iq from="rooms.alpha.example" type="error"><error type="cancel"/></iq>`;
    expect(stateOf([groupResult(broken)])).to.deep.equal(['groups: missing']);
    expect(stateOf([groupResult({ verdict: 'refused', actual: declined, impact: 'blocking' })])).to.deep.equal([
      'groups: missing',
    ]);
    expect(
      stateOf([groupResult({ verdict: 'not-applicable', actual: 'service discovery of alpha.example lists no room' })]),
    ).to.deep.equal(['groups: missing']);
  });

  it('are undetermined where the peer is at fault, or nobody is shown to be', () => {
    const peer = [
      groupResult({ ...broken, atFault: 'B', accountable: { party: 'both', domain: 'alpha.example, beta.example' } }),
    ];
    const byPeer = `the server declined: <message from="bob@beta.example" type="error"><error type="cancel"/></message>`;
    const unreached = `the server declined: <iq from="rooms.alpha.example"><error><remote-server-not-found/></error></iq>`;
    const named = `the server declined: <iq from="rooms.alpha.example"><error by="beta.example"/></iq>`;
    expect(stateOf(peer)).to.deep.equal(['groups: undetermined']);
    expect(stateOf([groupResult({ verdict: 'inconclusive', atFault: 'undetermined' })])).to.deep.equal([
      'groups: undetermined',
    ]);
    for (const actual of [byPeer, unreached, named])
      expect(stateOf([groupResult({ verdict: 'refused', actual, impact: 'blocking' })])).to.deep.equal([
        'groups: undetermined',
      ]);
    expect(
      stateOf([groupResult({ verdict: 'not-applicable', actual: 'service discovery of beta.example lists no room' })]),
    ).to.deep.equal(['groups: undetermined']);
  });

  it('hold in part where something beside the essential part is broken', () => {
    const beside = groupResult({ ...broken, covers: ['MUC-05'], scenario: 'beside' });
    expect(stateOf([groupResult(), beside])).to.deep.equal(['groups: holds in part']);
    expect(stateOf([groupResult(), { ...beside, impact: 'blocking' }])).to.deep.equal(['groups: missing']);
  });

  it('hold where one of several scenarios of the essential part needs more than is offered', () => {
    expect(stateOf([groupResult(), groupResult({ scenario: 'more', verdict: 'not-applicable' })])).to.deep.equal([
      'groups: holds',
    ]);
  });

  it('do not hear of results in which the provider had no part', () => {
    const other = groupResult({
      ...broken,
      atFault: 'B',
      accountable: { party: 'mucService', domain: 'beta.example' },
    });
    expect(stateOf([groupResult(), other])).to.deep.equal(['groups: holds']);
  });

  it('are not tested where nothing ran, with the reason of the catalogue', () => {
    const [groups, calls] = claimRows(claimingRun([], { functions: ['groups', 'calls'] })).functions;
    expect([groups?.state, groups?.reason]).to.deep.equal(['not tested', 'not in this run']);
    expect([calls?.state, calls?.reason]).to.deep.equal(['not tested', 'no scenarios for calls yet']);
  });

  it('are exempt by a decision, which the row names', () => {
    const exemptions = [{ reference: 'C(2026) 1', functions: ['groups'] }];
    const [row] = claimRows(claimingRun([groupResult(broken)], { exemptions })).functions;
    expect([row?.state, row?.reference]).to.deep.equal(['exempt', 'C(2026) 1']);
    expect(row?.reason).to.contain('without it: missing');
  });

  it('note what works and is not declared, of a provider that declares anything', () => {
    const typing = groupResult({
      covers: ['MSG-19'],
      accountable: { party: 'both', domain: 'alpha.example, beta.example' },
    });
    expect(stateOf([groupResult(), typing])).to.deep.equal(['groups: holds', 'typing: present, not declared']);
    expect(stateOf([groupResult(), typing], { functions: [] })).to.deep.equal([]);
  });

  it('need what makes the function to be seen, or all of it', () => {
    const beside = groupResult({ covers: ['MUC-05'], scenario: 'beside' });
    expect(stateOf([beside])).to.deep.equal(['groups: not tested']);
    const call = groupResult({ covers: ['CALL-01'] });
    expect(stateOf([call], { functions: ['calls'] })).to.deep.equal(['calls: holds in part']);
    expect(stateOf([call, groupResult({ covers: ['CALL-02'] })], { functions: ['calls'] })).to.deep.equal([
      'calls: holds',
    ]);
    expect(stateOf([call])).to.deep.equal(['groups: not tested']);
  });

  it('name the decisive results first, with their reason', () => {
    const beside = groupResult({ covers: ['MUC-05'], scenario: 'beside' });
    const decisive = groupResult({ ...broken, actual: 'nobody entered' });
    const [row] = claimRows(claimingRun([beside, decisive])).functions;
    expect(row?.results).to.deep.equal([decisive, beside]);
    expect(row?.reason).to.match(/^broken: .*B->A: nobody entered$/);
  });

  it('fail the run where they are missing, but for known deviations', () => {
    const lacking = groupResult({ verdict: 'not-applicable' });
    expect(exitCode(claimingRun([lacking]))).to.equal(1);
    expect(exitCode(claimingRun([lacking], { functions: [] }))).to.equal(0);
    expect(exitCode(claimingRun([lacking], { exemptions: [{ reference: 'x', functions: ['groups'] }] }))).to.equal(0);
    expect(exitCode(claimingRun([groupResult({ ...broken, known: 'clause: why' })]))).to.equal(0);
  });
});

describe('claims on limits', () => {
  const rowsOf = (results: Result[]) => claimRows(claimingRun(results, { limits: { stanzaBytes: 262_144 } })).limits;
  const large = groupResult({ covers: ['MSG-31'], title: 'accepts a message of 9500 bytes' });

  it('are contradicted by an amount below them that the provider did not take', () => {
    expect(rowsOf([{ ...large, ...broken }])[0]?.state).to.equal('contradicted');
    expect(rowsOf([{ ...large, ...broken, actual: 'of 563,200 bytes nothing came' }])[0]?.state).to.equal('not tested');
    expect(rowsOf([{ ...large, ...broken, atFault: 'B' }])[0]?.state).to.equal('not tested');
  });

  it('are not contradicted by what passed, and not tested where nothing bears on them', () => {
    expect(rowsOf([large])[0]?.state).to.equal('not contradicted');
    expect(rowsOf([])[0]?.state).to.equal('not tested');
  });
});

describe('claims of a DOAP file', () => {
  const requirement = sampleRequirement({ specification: 'XEP-0045', version: '1.35.5' });
  const claim = { xep: '0045', version: '1.35.5', status: 'complete' };
  const rowsOf = (results: Result[], ...claims: Partial<typeof claim>[]) =>
    claimRows(
      claimingRun(results, {
        software: { name: 'Verona', version: '', implements: claims.map((one) => ({ ...claim, ...one })) },
      }),
    ).software;
  const stateOf = (...given: Parameters<typeof rowsOf>) => rowsOf(...given)[0]?.state;
  const failed = groupResult({ ...broken, requirement });

  it('are confirmed by what held, and contradicted by a fail of that side', () => {
    expect(stateOf([groupResult()], {})).to.equal('confirmed');
    expect(stateOf([groupResult(), failed], {})).to.equal('contradicted');
    expect(stateOf([{ ...failed, atFault: 'B' }], {})).to.equal('not tested');
    expect(stateOf([groupResult({ ...broken })], {})).to.equal('not tested');
  });

  it('are contradicted where they are complete and discovery does not list it', () => {
    const lacking = groupResult({ verdict: 'not-applicable' });
    expect(stateOf([lacking], {})).to.equal('contradicted');
    expect(stateOf([lacking], { status: 'partial' })).to.equal('not tested');
    expect(stateOf([lacking, groupResult()], {})).to.equal('confirmed');
  });

  it('of another version are held against none, and say both versions', () => {
    const [row] = rowsOf([failed], { version: '1.32.0' });
    expect(row?.state).to.equal('other version');
    expect(row?.reason).to.contain('claimed is version 1.32.0, tested was 1.35.5');
    expect(rowsOf([groupResult()], { version: '1.32' })[0]).to.include({ state: 'confirmed', otherVersion: true });
  });

  it('in part are contradicted only where nothing of it held', () => {
    expect(stateOf([groupResult(), failed], { status: 'partial' })).to.equal('confirmed');
    expect(stateOf([failed], { status: 'partial' })).to.equal('contradicted');
  });

  it('are not tested where the catalogue has nothing of it, and none where it is planned or gone', () => {
    expect(stateOf([sampleResult()], { xep: '0999' })).to.equal('not tested');
    expect(rowsOf([], { xep: '0353' })[0]?.reason).to.contain('no scenarios for calls yet');
    expect(rowsOf([], { status: 'planned' }, { status: 'removed' })).to.deep.equal([]);
  });
});
