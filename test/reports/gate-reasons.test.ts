import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Entry } from '../../reports/model/catalogue.ts';
import { type Gated, judgeGates, sidesOf } from '../../reports/model/gate-reasons.ts';
import type { Result } from '../../reports/model/record.ts';
import { gateOf, id, judge, on, told } from '../support/gated.ts';
import { onEntry, profiledRun } from '../support/sample-profile.ts';

const both = { party: 'both', domain: '' };
const ofA = { party: 'homeServer', domain: 'alpha.example' };

describe('what a result does to a level, by the weight of its entry', () => {
  for (const [weight, level, verdict, expected] of [
    ['binding', 'MUST', 'pass', []],
    ['binding', 'MUST NOT', 'pass', []],
    ['binding', 'MUST', 'warn', ['observed: seen (warning)']],
    ['binding', 'MUST', 'fail', ['hinders: seen']],
    ['binding', 'MUST NOT', 'fail', ['hinders: seen']],
    ['binding', 'MUST', 'inconclusive', ['open: seen']],
    ['binding', 'MUST', 'error', ['open: seen']],
    ['binding', 'MUST', 'not-run', ['open: seen']],
    ['policy', 'MUST', 'fail', ['hinders: seen']],
    ['policy', 'policy', 'warn', ['hinders: seen']],
    ['policy', 'policy', 'fail', ['hinders: seen']],
    ['policy', 'policy', 'pass', []],
    ['policy', 'MUST', 'warn', ['observed: seen (warning)']],
    ['promoted', 'SHOULD', 'warn', ['hinders: seen']],
    ['promoted', 'policy', 'warn', ['hinders: seen']],
    ['promoted', 'SHOULD NOT', 'fail', ['hinders: seen']],
    ['promoted', 'SHOULD', 'pass', []],
  ] as const) {
    it(`is ${expected[0] ?? 'nothing'} for ${weight}, ${level}, ${verdict}`, () => {
      const result = on({ verdict, atFault: 'B', actual: 'seen' }, level);
      expect(told([result], { gate: gateOf(weight) })).to.deep.equal(expected);
    });
  }

  for (const [weight, level] of [
    ['binding', 'SHOULD'],
    ['binding', 'policy'],
    ['policy', 'SHOULD'],
    ['promoted', 'MAY'],
  ] as const) {
    const open = `open: What ${id} asks for: not tested, only parts of it that do not decide have scenarios`;
    it(`is observed where it breaks, and decides nothing, for ${weight}, ${level}`, () => {
      const of = (verdict: Result['verdict'], atFault: Result['atFault'] = 'B') =>
        judge([on({ verdict, atFault, actual: 'seen' }, level)], { gate: gateOf(weight), judged: ['B'] });
      const sentences = (gated: Gated | undefined) => gated?.reasons.map((one) => `${one.kind}: ${one.sentence}`);
      const observed = `observed: What ${id} asks for: seen (not decisive)`;
      for (const verdict of ['fail', 'warn'] as const) {
        expect(sentences(of(verdict))).to.deep.equal([open, observed]);
        expect(sentences(of(verdict, 'both'))).to.deep.equal([open, observed]);
        expect(sentences(of(verdict, 'A'))).to.deep.equal([open]);
      }
      for (const verdict of ['pass', 'error', 'not-applicable'] as const)
        expect(sentences(of(verdict))).to.deep.equal([open]);
      expect(of('pass')?.held).to.equal(false);
    });
  }

  it('is at most observed for an advisory entry, which is never held', () => {
    const gate = gateOf('advisory');
    expect(told([on({ verdict: 'fail', atFault: 'B', actual: 'seen' })], { gate })).to.deep.equal([
      'observed: seen (not decisive)',
    ]);
    expect(told([], { gate })).to.deep.equal([]);
    expect(judge([on()], { gate })?.held).to.equal(false);
    expect(judge([on()])?.held).to.equal(true);
    expect(judge([on({ verdict: 'warn' })])?.held).to.equal(true);
    expect(judge([on({ verdict: 'fail' })])?.held).to.equal(false);
  });

  it('takes advice beside a policy for advice', () => {
    const advice = on({ verdict: 'warn', atFault: 'B', actual: 'seen', reasonCode: 'advice-not-followed' }, 'policy');
    expect(told([advice], { gate: gateOf('policy') })).to.deep.equal(['observed: seen (warning)']);
    expect(told([advice], { gate: gateOf('promoted') })).to.deep.equal(['hinders: seen']);
  });

  it('looks at the named scenarios only, where some are named', () => {
    const gate = gateOf('promoted', { scenarios: ['one'] });
    const failed = { verdict: 'fail', atFault: 'B', actual: 'seen' } as const;
    expect(told([on({ ...failed, scenario: 'one' })], { gate })).to.deep.equal(['hinders: seen']);
    expect(told([on({ scenario: 'one' }), on({ ...failed, scenario: 'two' })], { gate })).to.deep.equal([
      'observed: seen (not decisive)',
    ]);
    expect(judge([on({ ...failed, scenario: 'one' }), on({ scenario: 'two' })], { gate })?.held).to.equal(false);
  });
});

describe('whose fault counts', () => {
  const failed = (over: Partial<Result> = {}): Result => on({ verdict: 'fail', actual: 'seen', atFault: 'A', ...over });

  it('is not that of a peer, in what the peer is accountable for', () => {
    expect(told([failed({ accountable: ofA })], { judged: ['B'] })).to.deep.equal([
      "noted: seen (the peer's fault, which does not count)",
    ]);
    expect(told([failed()], { judged: ['B'] })).to.deep.equal([
      "open: seen (the peer's fault; a run with another peer can show more)",
    ]);
    expect(told([failed({ accountable: both })], { judged: ['B'] })).to.deep.equal([
      "open: seen (the peer's fault; a run with another peer can show more)",
    ]);
    expect(told([failed({ verdict: 'warn' })], { judged: ['B'] })).to.deep.equal([]);
    expect(told([failed({ atFault: 'B' })], { judged: ['A'] })).to.deep.equal([
      "noted: seen (the peer's fault, which does not count)",
    ]);
  });

  it('is that of the judged, alone or with the peer', () => {
    expect(told([failed()], { judged: ['A'] })).to.deep.equal(['hinders: seen']);
    expect(told([failed({ atFault: 'both' })], { judged: ['A'] })).to.deep.equal(['hinders: seen']);
  });

  it('is open where nobody is shown to have it', () => {
    for (const atFault of ['undetermined', 'link', 'tool', null] as const)
      expect(told([failed({ atFault })])).to.deep.equal(['open: seen (nobody is shown to be at fault)']);
  });

  it('is of the sides that the result names as accountable', () => {
    const run = profiledRun([]);
    expect(sidesOf(on(), { run })).to.deep.equal(['B']);
    expect(sidesOf(on({ accountable: ofA }), { run })).to.deep.equal(['A']);
    expect(sidesOf(on({ accountable: both }), { run })).to.deep.equal(['A', 'B']);
    expect(sidesOf(on({ accountable: { party: 'mucService', domain: 'c.example' } }), { run })).to.deep.equal([]);
  });
});

describe('the reasons of an entry', () => {
  const failed = (over: Partial<Result> = {}): Result => on({ verdict: 'fail', atFault: 'B', actual: 'cut', ...over });

  it('gather results of one kind, cause and party, and say each thing once', () => {
    const results = [failed(), failed(), failed({ actual: 'lost' }), failed({ atFault: 'A' }), on()];
    const reasons = judge(results)?.reasons;
    expect(reasons?.map(({ atFault, results: own }) => [atFault, own.length])).to.deep.equal([
      ['B', 3],
      ['A', 1],
    ]);
    expect(reasons?.[0]?.sentence).to.equal(`What ${id} asks for: cut; lost`);
  });

  it('tell by which reading it decides', () => {
    expect(told([failed()], { gate: gateOf('binding', { reading: 'as we read it' }) })).to.deep.equal([
      'hinders: cut (as we read it)',
    ]);
    expect(
      told([failed({ atFault: 'link' })], { gate: gateOf('binding', { reading: 'as we read it' }) }),
    ).to.deep.equal(['open: cut (nobody is shown to be at fault) (as we read it)']);
  });

  it('are of one direction', () => {
    expect(judge([failed({ direction: 'B->A' }), on()])).to.deep.include({ reasons: [], held: true });
  });

  it('say why it is not tested', () => {
    const elsewhere = [onEntry('MSG-02')];
    const gate = gateOf('binding', { id: 'MSG-02' });
    const back = [onEntry('MSG-02', { direction: 'B->A' })];
    const untested = (entry: Partial<Entry>) =>
      judge(back, { gate, entry: { sentence: 'S', ...entry } })?.reasons.map(({ sentence }) => sentence);
    expect(judge(elsewhere)?.reasons).to.deep.equal([
      {
        kind: 'open',
        entry: id,
        results: [],
        atFault: null,
        sentence: `${id}: not tested, the catalogue of this run does not have it`,
      },
    ]);
    expect(untested({ notTested: 'deprecated' })).to.deep.equal(['S: not tested, deprecated']);
    expect(untested({})).to.deep.equal(['S: not tested, it has no scenario']);
    expect(untested({ scenarios: ['one'] })).to.deep.equal(['S: not tested, not in this run']);
  });

  it('name the entry by its id where the catalogue does not have it', () => {
    const run = profiledRun([failed()]);
    const [profile] = run.profiles;
    if (!profile) throw new Error('the sample has no profile');
    const judging = { run: { ...run, catalogue: { entries: [], features: [] } }, profile, judged: ['A', 'B'] as const };
    expect(judgeGates([gateOf('binding')], 'A->B', judging)[0]?.reasons[0]?.sentence).to.equal(`${id}: cut`);
  });
});
