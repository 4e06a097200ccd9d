import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type FeatureCell, featureRows } from '../../reports/model/features.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const cellOf = (results: readonly Partial<Result>[], over: Partial<RunRecord> = {}): FeatureCell | undefined =>
  featureRows(sampleRun({ results: results.map((result) => sampleResult(result)), ...over }))[0]?.cells['A->B'];

describe('what an outcome does to a function', () => {
  for (const [verdict, impact, state] of [
    ['fail', 'blocking', 'does not work'],
    ['fail', 'degraded', 'works in part'],
    ['fail', 'none', 'works in part'],
    ['fail', null, 'works in part'],
    ['warn', 'blocking', 'does not work'],
    ['warn', 'degraded', 'works in part'],
    ['warn', 'none', 'works'],
    ['warn', null, 'works'],
    ['inconclusive', 'blocking', 'does not work'],
    ['inconclusive', 'degraded', 'works in part'],
    ['inconclusive', 'none', 'undetermined'],
    ['inconclusive', null, 'undetermined'],
    ['refused', 'blocking', 'does not work'],
    ['refused', null, 'does not work'],
    ['refused', 'degraded', 'works in part'],
    ['refused', 'none', 'works in part'],
    ['error', 'blocking', 'undetermined'],
    ['error', null, 'undetermined'],
    ['pass', null, 'works'],
    ['not-run', 'blocking', 'not tested'],
    ['not-applicable', 'blocking', 'not offered'],
  ] as const) {
    it(`is "${state}" for ${verdict} with impact ${String(impact)}`, () => {
      expect(cellOf([{ verdict, impact }])?.state).to.equal(state);
    });
  }
});

describe('the reason of a function', () => {
  for (const [results, reason] of [
    [[{}], '1 of 1 result held'],
    [[{}, { verdict: 'fail' }, { verdict: 'not-applicable' }], '1 of 2 results held'],
    [[{}, { verdict: 'warn' }, { verdict: 'not-run' }], '2 of 2 results held, 1 with a warning, 1 not run'],
    [[{ verdict: 'not-run' }, { verdict: 'not-run' }], '2 not run'],
    [[{ verdict: 'not-run' }, { verdict: 'not-applicable' }], 'the service says that it has none'],
    [[{ direction: 'B->A' }], 'not in this run'],
  ] as const satisfies readonly (readonly [readonly Partial<Result>[], string])[]) {
    it(`is "${reason}"`, () => {
      expect(cellOf(results)?.reason).to.equal(reason);
    });
  }
});

describe('the results behind a function', () => {
  const [held, warned, off, impaired, open] = [
    sampleResult({ title: 'held' }),
    sampleResult({ title: 'warned', verdict: 'warn' }),
    sampleResult({ title: 'off', verdict: 'fail', impact: 'blocking' }),
    sampleResult({ title: 'impaired', verdict: 'fail', impact: 'degraded' }),
    sampleResult({ title: 'open', verdict: 'inconclusive' }),
  ];
  const titles = (...results: readonly Result[]): readonly string[] | undefined =>
    cellOf(results)?.results.map(({ title }) => title);

  it('are those that did not pass, each once, the decisive ones first', () => {
    expect(titles(held, open, warned, impaired, off)).to.deep.equal(['off', 'impaired', 'open']);
    expect(titles(open, impaired)).to.deep.equal(['impaired', 'open']);
    expect(titles(open, held)).to.deep.equal(['open']);
    expect(titles({ ...open, impact: 'blocking' }, { ...open, title: 'less', impact: 'degraded' })).to.deep.equal([
      'open',
      'less',
    ]);
  });

  it('are the warnings where it works, and none where nothing was judged', () => {
    expect(titles(held, warned)).to.deep.equal(['warned']);
    expect(titles(sampleResult({ verdict: 'not-applicable' }))).to.deep.equal([]);
    expect(titles(sampleResult({ verdict: 'not-run' }))).to.deep.equal([]);
    expect(cellOf([held, { verdict: 'not-run' }], { partial: true })).to.deep.include({
      state: 'undetermined',
      results: [],
    });
  });
});

describe('the functions of a run', () => {
  it('are undetermined in a run that ended early only where something of them was not run', () => {
    expect(cellOf([{}], { partial: true })?.state).to.equal('works');
    expect(cellOf([{ verdict: 'not-run' }], { partial: true })?.state).to.equal('not tested');
    expect(cellOf([{}, { verdict: 'not-run' }])?.state).to.equal('works');
  });

  it('are told apart by article and name, in the order of the articles and then of the run', () => {
    const results = [
      sampleResult({ article: '7(8)', feature: 'Privacy' }),
      sampleResult({ feature: 'Text' }),
      sampleResult({ feature: 'Replies', direction: 'B->A' }),
      sampleResult({ article: '7(8)', feature: 'Text' }),
      sampleResult({ feature: 'Text', direction: 'B->A', verdict: 'fail' }),
    ];
    const rows = featureRows(sampleRun({ results }));
    expect(rows.map(({ article, feature }) => `${article} ${feature}`)).to.deep.equal([
      '7(2)(a)(i) Text',
      '7(2)(a)(i) Replies',
      '7(8) Privacy',
      '7(8) Text',
    ]);
    expect([rows[0]?.cells['A->B'].state, rows[0]?.cells['B->A'].state]).to.deep.equal(['works', 'works in part']);
  });
});
