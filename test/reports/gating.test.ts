import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeCell, plainReason } from '../../reports/model/gate-cell.ts';
import { gatesOf, gatesOfView, hasRooms } from '../../reports/model/gating.ts';
import { levelEntries, type Profile } from '../../reports/model/profile.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { sampleEntry } from '../support/sample-catalogue.ts';
import { onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';

const profileOf = (run: RunRecord): Profile => {
  const [profile] = run.profiles;
  if (!profile) throw new Error('the sample has no profile');
  return profile;
};
describe('the entries of a level', () => {
  const level = sampleLevel({
    gating: ['g'],
    mustPartOnly: ['m'],
    policyGating: ['p'],
    declared: [{ function: 'text', ids: ['d'] }],
    promoted: [
      { ids: ['s'], scenarios: ['one'] },
      { function: 'calls', ids: ['c'] },
    ],
    advisory: ['a'],
  });

  it('are all that it names', () => {
    expect(levelEntries(level)).to.deep.equal(['g', 'm', 'p', 'd', 's', 'c', 'a']);
  });

  it('have the weight that the level gives them, some only where a function is declared', () => {
    const weights = (...functions: string[]) =>
      gatesOf(level, profiledRun([], {}, { a: sampleClaims({ functions }) }), ['A', 'B']);
    expect(weights()).to.deep.equal([
      { id: 'g', weight: 'binding', reading: '' },
      { id: 'm', weight: 'binding', reading: '' },
      { id: 'p', weight: 'policy', reading: '' },
      { id: 'd', weight: 'advisory', reading: '' },
      { id: 's', weight: 'promoted', reading: '', scenarios: ['one'] },
      { id: 'c', weight: 'advisory', reading: '' },
      { id: 'a', weight: 'advisory', reading: '' },
    ]);
    const declared = weights('text', 'calls');
    expect(declared[3]).to.deep.equal({ id: 'd', weight: 'binding', reading: 'reading by Art. 2(29)' });
    expect(declared[5]).to.deep.equal({ id: 'c', weight: 'promoted', reading: '' });
  });

  it('ask what the judged services declare, not the others', () => {
    const run = profiledRun([], {}, { a: sampleClaims({ functions: ['text'] }) });
    expect(gatesOf(level, run, ['A'])[3]?.weight).to.equal('binding');
    expect(gatesOf(level, run, ['B'])[3]?.weight).to.equal('advisory');
  });

  it('keep in a view the weight of the level, else that of their own levels', () => {
    const run = profiledRun([], { levels: [level] });
    const entries = [
      sampleEntry({ id: 'must', levels: ['SHOULD', 'MUST'] }),
      sampleEntry({ id: 'must not', levels: ['MUST NOT'] }),
      sampleEntry({ id: 'should', levels: ['SHOULD', 'policy'] }),
    ];
    const gates = gatesOfView(
      profileOf(run),
      ['a', 'p', 'must', 'must not', 'should', 'unknown'],
      { ...run, catalogue: { entries, features: [] } },
      ['A'],
    );
    expect(gates.map(({ id, weight, reading }) => `${id}: ${weight}${reading}`)).to.deep.equal([
      'a: advisory',
      'p: policy',
      'must: binding',
      'must not: binding',
      'should: advisory',
      'unknown: binding',
    ]);
  });

  it('have to do with rooms where one of them binds a room service', () => {
    const rooms = (...entries: ReturnType<typeof sampleEntry>[]) =>
      hasRooms(level, { ...profiledRun([]), catalogue: { entries, features: [] } });
    expect(rooms(sampleEntry({ id: 'g' }), sampleEntry({ id: 'd', accountable: 'mucService' }))).to.equal(true);
    expect(rooms(sampleEntry({ id: 'g' }), sampleEntry({ id: 'x', accountable: 'mucService' }))).to.equal(false);
  });
});

describe('one cell', () => {
  const judge = (...results: readonly Result[]) => {
    const run = profiledRun(results);
    const gates = [...new Set(results.flatMap(({ covers }) => covers))].map((id) => ({
      id,
      weight: id === 'ADV' ? ('advisory' as const) : ('binding' as const),
      reading: '',
    }));
    return judgeCell(gates, 'A->B', { run, profile: profileOf(run), judged: ['A', 'B'] });
  };
  const fail = { verdict: 'fail', atFault: 'B', actual: 'cut' } as const;

  it('counts what decides, and of that what is clear', () => {
    expect(
      judge(onEntry('one'), onEntry('two', fail), onEntry('three', { verdict: 'error' }), onEntry('ADV')),
    ).to.include({
      state: 'not met',
      gating: 3,
      held: 1,
    });
    expect(judge(onEntry('one'), onEntry('two', { verdict: 'warn' }))).to.include({
      state: 'met with observations',
      gating: 2,
      held: 2,
    });
  });

  it('is not idle where something hinders or is open, though nothing held', () => {
    expect(judge(onEntry('one', fail)).reasons).to.have.lengthOf(1);
    expect(judge(onEntry('one', { verdict: 'error' })).reasons).to.have.lengthOf(1);
  });

  it('is undetermined where nothing that decides applies, and says so', () => {
    const { state, reasons } = judge(onEntry('one', { verdict: 'not-applicable' }), onEntry('ADV', fail));
    expect(state).to.equal('undetermined');
    expect(reasons.map(({ kind }) => kind)).to.deep.equal(['open', 'observed']);
    expect(reasons[0]).to.deep.equal({
      kind: 'open',
      entry: '',
      results: [],
      atFault: null,
      sentence: 'Nothing that decides applies to these services',
    });
  });

  it('lists what hinders, what is open, what was observed and what is noted, in this order', () => {
    const kinds = judge(
      onEntry('ADV', fail),
      onEntry('one', { verdict: 'error' }),
      onEntry('two', fail),
      onEntry('three'),
    ).reasons.map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['hinders', 'open', 'observed']);
    const results = [onEntry('two', { verdict: 'refused', atFault: 'A' }), onEntry('one', fail)];
    const gates = ['two', 'one'].map((id) => ({ id, weight: 'binding' as const, reading: '' }));
    const run = profiledRun(results);
    const noted = judgeCell(gates, 'A->B', { run, profile: profileOf(run), judged: ['B'] });
    expect(noted.reasons.map(({ kind }) => kind)).to.deep.equal(['hinders', 'noted']);
  });

  it('says why a run makes no statement, and how much would decide', () => {
    const run = profiledRun([onEntry('one')], {}, {}, { filtered: true });
    const cell = judgeCell([{ id: 'one', weight: 'binding', reading: '' }], 'A->B', {
      run,
      profile: profileOf(run),
      judged: ['A', 'B'],
    });
    expect(cell).to.deep.equal({
      state: 'undetermined',
      reasons: [plainReason('open', 'only a selection of the scenarios was run')],
      gating: 1,
      held: 0,
    });
  });
});
