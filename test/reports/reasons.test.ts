import { expect } from 'chai';
import { describe, it } from 'mocha';
import { entryRows, isExercised } from '../../reports/model/coverage.ts';
import type { Entry } from '../../reports/model/catalogue.ts';
import type { Result } from '../../reports/model/record.ts';
import { conclude, reasonOf, requirementRows } from '../../reports/model/verdict.ts';
import { sampleEntry } from '../support/sample-catalogue.ts';
import { sampleRequirement, sampleResult, sampleRun } from '../support/sample-run.ts';

const results = (...all: readonly Partial<Result>[]): Result[] => all.map((one) => sampleResult(one));
const back = { direction: 'B->A' } as const;

describe('the reason of a requirement', () => {
  const rowOf = (...all: readonly Partial<Result>[]) => requirementRows(results(...all))[0];

  it('names each direction with what was seen, once', () => {
    expect(
      rowOf({ verdict: 'fail', actual: 'it was cut' }, { verdict: 'fail', actual: 'it was cut' }, back),
    ).to.include({
      state: 'not satisfied',
      reason: 'A->B: it was cut',
    });
    expect(rowOf({ verdict: 'fail', actual: 'cut' }, { ...back, verdict: 'fail', actual: 'lost' })?.reason).to.equal(
      'A->B: cut; B->A: lost',
    );
    expect(rowOf({ verdict: 'refused', actual: 'no' }, back)).to.include({ state: 'undetermined', reason: 'A->B: no' });
  });

  it('is of what applies not, or warns, where it is satisfied all the same', () => {
    expect(
      rowOf({ verdict: 'not-applicable', actual: 'no rooms' }, { ...back, verdict: 'warn', actual: 'late' }),
    ).to.include({ state: 'satisfied', reason: 'A->B: no rooms; B->A: late' });
    expect(rowOf({ verdict: 'not-applicable', actual: 'no rooms' })).to.include({
      state: 'not applicable',
      reason: 'A->B: no rooms',
    });
  });

  it('counts a warning as a breach of advice only', () => {
    for (const level of ['SHOULD', 'SHOULD NOT', 'MAY'] as const)
      expect(rowOf({ verdict: 'warn', requirement: sampleRequirement({ level }) })?.state).to.equal('not satisfied');
    expect(rowOf({ requirement: sampleRequirement({ level: 'SHOULD' }) })?.state).to.equal('satisfied');
    for (const level of ['MUST', 'MUST NOT', 'policy'] as const)
      expect(rowOf({ verdict: 'warn', requirement: sampleRequirement({ level }) })?.state).to.equal('satisfied');
  });

  it('is the first that there is of what was seen, the argument, the code and the verdict', () => {
    const all = { actual: 'seen', argument: 'because', reasonCode: 'code' };
    expect(reasonOf(sampleResult(all))).to.equal('seen');
    expect(reasonOf(sampleResult({ ...all, actual: '' }))).to.equal('because');
    expect(reasonOf(sampleResult({ ...all, actual: '', argument: '' }))).to.equal('code');
    expect(reasonOf(sampleResult({ verdict: 'not-run' }))).to.equal('not-run');
  });
});

describe('the conclusion', () => {
  const concludes = (...all: readonly Partial<Result>[]) => conclude(sampleRun({ results: results(...all) }));
  const other = sampleRequirement({ sentence: 'another' });

  for (const [all, statement, reason] of [
    [[{}], 'conformant', 'all 1 binding requirement that apply held'],
    [[{}, { requirement: other }], 'conformant', 'all 2 binding requirements that apply held'],
    [
      [{}, { requirement: other, verdict: 'not-applicable' }],
      'conformant',
      'all 1 binding requirement that apply held',
    ],
    [[{ verdict: 'fail' }, {}], 'non-conformant', '1 result broke a binding requirement'],
    [[{ verdict: 'fail' }, { verdict: 'fail' }], 'non-conformant', '2 results broke a binding requirement'],
    [
      [{ verdict: 'error' }, { requirement: other, verdict: 'not-run' }],
      'undetermined',
      '2 binding requirements could not be judged or was not tested',
    ],
    [[{ verdict: 'error' }], 'undetermined', '1 binding requirement could not be judged or was not tested'],
    [[{ verdict: 'not-run' }], 'undetermined', '1 binding requirement could not be judged or was not tested'],
    [[{ verdict: 'not-applicable' }], 'undetermined', 'no binding requirement was exercised'],
    [
      [{ requirement: sampleRequirement({ level: 'MAY' }), verdict: 'error' }, { requirement: other }],
      'conformant',
      'all 1 binding requirement that apply held',
    ],
    [[], null, 'nothing was run'],
  ] as const satisfies readonly (readonly [readonly Partial<Result>[], string | null, string])[]) {
    it(`is ${String(statement)}: ${reason}`, () => {
      expect(concludes(...all)).to.deep.equal({ statement, reason });
    });
  }

  it('says why a run that ended early allows none', () => {
    expect(conclude(sampleRun({ partial: true })).reason).to.equal('the run ended before all that was planned');
  });
});

describe('the reason of an entry', () => {
  const rowOf = (entry: Partial<Entry>, ...all: readonly Partial<Result>[]) =>
    entryRows(
      sampleRun({
        catalogue: { entries: [sampleEntry({ id: 'MSG-01', ...entry })], features: [] },
        results: results(...all.map((one) => ({ scenario: 'one', covers: ['MSG-01'], ...one }))),
      }),
    )[0];

  for (const [what, entry, all, state, reason] of [
    ['what broke', {}, [{ verdict: 'fail', actual: 'cut' }, {}], 'not satisfied', 'one, A->B: cut'],
    [
      'each thing that is open, once',
      {},
      [
        { verdict: 'error', actual: 'ours' },
        { verdict: 'error', actual: 'ours' },
        { ...back, verdict: 'refused', actual: 'no' },
      ],
      'undetermined',
      'one, A->B: ours; one, B->A: no',
    ],
    [
      'what a selection left out',
      { scenarios: ['one', 'two'] },
      [{}, { verdict: 'not-run', scenario: 'three' }],
      'satisfied in part',
      'not run, or in one direction only: three, one, two',
    ],
    [
      'what a selection left out, though the rest warned',
      {},
      [
        { verdict: 'warn', actual: 'late' },
        { verdict: 'not-run', scenario: 'three' },
      ],
      'satisfied in part',
      'not run, or in one direction only: three',
    ],
    ['a warning', {}, [{ verdict: 'warn', actual: 'late' }, {}], 'satisfied with a warning', 'one, A->B: late'],
    ['what no scenario tests', { untestedPart: 'its size' }, [{}], 'satisfied', 'left out: its size'],
    ['nothing where it is satisfied', {}, [{}], 'satisfied', ''],
    ['that nothing of it was in the run', {}, [], 'not tested', 'not in this run'],
    ['why the catalogue leaves it', { notTested: 'deprecated' }, [], 'not tested', 'deprecated'],
    [
      'why it was not run',
      {},
      [{ verdict: 'not-run', actual: 'needs --heavy' }, { verdict: 'not-applicable' }],
      'not tested',
      'one, A->B: needs --heavy',
    ],
    [
      'why it does not apply',
      {},
      [{ verdict: 'not-applicable', actual: 'no rooms' }],
      'not applicable',
      'one, A->B: no rooms',
    ],
  ] as const satisfies readonly (readonly [string, Partial<Entry>, readonly Partial<Result>[], string, string])[]) {
    it(`is ${what}`, () => {
      expect(rowOf(entry, ...all)).to.include({ state, reason });
    });
  }

  it('is silent of a scenario that ran in both directions', () => {
    expect(rowOf({ scenarios: ['one'] }, {}, back)).to.include({ state: 'satisfied', reason: '' });
    expect(rowOf({ scenarios: ['one'] }, {}, { scenario: 'two', ...back })?.state).to.equal('satisfied in part');
  });

  it('is not exercised where it was not tested or does not apply', () => {
    expect(isExercised({ state: 'not tested' })).to.equal(false);
    expect(isExercised({ state: 'not applicable' })).to.equal(false);
    expect(isExercised({ state: 'undetermined' })).to.equal(true);
  });
});
