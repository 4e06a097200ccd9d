import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bearingOf, resultsOn, told } from '../../reports/model/claims-evidence.ts';
import type { Result, Side } from '../../reports/model/record.ts';
import { anyResult } from '../support/arbitrary-run.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const run = sampleRun();
const ofA = { accountable: { party: 'homeServer', domain: 'alpha.example' } };
const ofB = { accountable: { party: 'homeServer', domain: 'beta.example' } };
const bearing = (over: Partial<Result>, side: Side = 'A') => bearingOf(run, side, sampleResult({ ...ofA, ...over }));

describe('what a result says of a claim', () => {
  for (const [over, said] of [
    [{ verdict: 'pass' }, 'held'],
    [{ verdict: 'pass', impact: 'degraded', atFault: 'A' }, 'held'],
    [{ verdict: 'warn' }, 'held'],
    [{ verdict: 'warn', impact: 'none', atFault: 'A' }, 'held'],
    [{ verdict: 'warn', impact: 'degraded', atFault: 'A' }, 'broken'],
    [{ verdict: 'warn', impact: 'blocking', atFault: 'both' }, 'broken'],
    [{ verdict: 'warn', impact: 'blocking', atFault: 'B' }, 'open'],
    [{ verdict: 'fail', atFault: 'A' }, 'broken'],
    [{ verdict: 'fail', atFault: 'both' }, 'broken'],
    [{ verdict: 'fail', atFault: 'B' }, 'open'],
    [{ verdict: 'fail', atFault: 'undetermined' }, 'open'],
    [{ verdict: 'not-run' }, 'not run'],
    [{ verdict: 'inconclusive' }, 'open'],
    [{ verdict: 'error' }, 'open'],
    [{ verdict: 'not-applicable' }, 'not offered'],
    [{ verdict: 'not-applicable', actual: 'alpha.example lists no room' }, 'not offered'],
    [{ verdict: 'not-applicable', actual: 'neither alpha.example nor beta.example lists one' }, 'not offered'],
    [{ verdict: 'not-applicable', actual: 'beta.example lists no room' }, 'open'],
    [{ verdict: 'not-applicable', ...ofB }, 'open'],
  ] as const satisfies readonly (readonly [Partial<Result>, string])[]) {
    it(`is "${said}" for ${JSON.stringify(over)}`, () => {
      expect(bearing(over)).to.equal(said);
    });
  }

  for (const [actual, said] of [
    ['declined: <iq from="alpha.example" type="error"/>', 'refused'],
    ["declined: <iq type='error' from='alpha.example'/>", 'refused'],
    ['declined: <iq from="alice@alpha.example/phone"/>', 'refused'],
    ['declined: <iq from="rooms.alpha.example"/>', 'refused'],
    ['declined: <iq from="upload.alpha.example"/>', 'refused'],
    ['declined: <iq from="room@rooms.alpha.example/a@b"/>', 'refused'],
    ['declined: <iq from="alpha.example.evil.example"/>', 'open'],
    ['declined: <iq from="notalpha.example"/>', 'open'],
    ['declined: <iq from="beta.example"/>', 'open'],
    ['declined: <iq from="alpha.example"><error type="cancel" by="beta.example"/></iq>', 'open'],
    ['declined: <iq from="beta.example"><error type="cancel" by="alpha.example"/></iq>', 'refused'],
    ['declined: <iq id="1"><x from="alpha.example"/></iq>', 'open'],
    ['declined: <iq from="alpha.example"><error><remote-server-timeout/></error></iq>', 'open'],
    ['declined: <iq from="alpha.example"><error><remote-server-not-found xmlns="x"/></error></iq>', 'open'],
    ['declined: <iq from="alpha.example"><error/><x by="beta.example"/></iq>', 'refused'],
    ['', 'open'],
  ] as const) {
    it(`is "${said}" where ${actual === '' ? 'nothing was' : actual} ${actual === '' ? 'seen' : 'was the answer'}`, () => {
      expect(bearing({ verdict: 'refused', actual })).to.equal(said);
    });
  }

  it('is a refusal only of the service that was to do it', () => {
    const actual = 'declined: <iq from="alpha.example"/>';
    expect(bearing({ verdict: 'refused', actual, ...ofB })).to.equal('open');
  });

  it('is a refusal by a room service of any name, where the domain says that it is its own', () => {
    const named = sampleRun();
    named.targets.a.mucService = 'chat.elsewhere.example';
    const actual = 'declined: <iq from="room@chat.elsewhere.example/nick"/>';
    expect(bearingOf(named, 'A', sampleResult({ ...ofA, verdict: 'refused', actual }))).to.equal('refused');
    expect(bearing({ verdict: 'refused', actual })).to.equal('open');
  });

  it('is never "broken" of a service that is not shown to be at fault', () => {
    fc.assert(
      fc.property(anyResult, fc.constantFrom<Side>('A', 'B'), (result, side) => {
        if (bearingOf(run, side, result) === 'broken') expect([side, 'both']).to.include(result.atFault);
      }),
    );
  });

  it('is the same of A as of B, with the parts swapped', () => {
    const mirrored = { ...run, targets: { a: run.targets.b, b: run.targets.a } };
    const swap = { A: 'B', B: 'A' } as const;
    fc.assert(
      fc.property(anyResult, fc.constantFrom<Side>('A', 'B'), (result, side) => {
        const { atFault } = result;
        const other = atFault === 'A' || atFault === 'B' ? { ...result, atFault: swap[atFault] } : result;
        expect(bearingOf(mirrored, swap[side], other)).to.equal(bearingOf(run, side, result));
      }),
    );
  });
});

describe('the results that bear on a service', () => {
  const on = (over: Partial<Result>, side: Side = 'A'): number =>
    resultsOn(sampleRun({ results: [sampleResult({ covers: ['MSG-01', 'MSG-02'], ...over })] }), side, ['MSG-01', 'X'])
      .length;

  it('are those on one of the entries in which it had a part, or is at fault', () => {
    expect(on(ofA)).to.equal(1);
    expect(on(ofB)).to.equal(0);
    expect(on({ accountable: { party: 'both', domain: '' } })).to.equal(1);
    expect(on({ ...ofB, atFault: 'A' })).to.equal(1);
    expect(on({ ...ofB, atFault: 'both' })).to.equal(1);
    expect(on({ ...ofB, atFault: 'B' })).to.equal(0);
    expect(on(ofB, 'B')).to.equal(1);
    expect(on({ ...ofA, covers: ['MSG-02'] })).to.equal(0);
  });
});

describe('results in a sentence', () => {
  it('are three, and how many more there are', () => {
    const some = ['a', 'b', 'c', 'd', 'e'].map((actual) => sampleResult({ title: 'T', actual }));
    expect(told(some.slice(0, 2))).to.equal('T, A->B: a; T, A->B: b');
    expect(told(some.slice(0, 3))).to.equal('T, A->B: a; T, A->B: b; T, A->B: c');
    expect(told(some.slice(0, 4))).to.equal('T, A->B: a; T, A->B: b; T, A->B: c; and 1 more result');
    expect(told(some)).to.equal('T, A->B: a; T, A->B: b; T, A->B: c; and 2 more results');
  });
});
