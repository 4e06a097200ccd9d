import { expect } from 'chai';
import { describe, it } from 'mocha';
import { articleStates } from '../../reports/model/articles-state.ts';
import { featureRows } from '../../reports/model/features.ts';
import { findings } from '../../reports/model/findings.ts';
import type { Result } from '../../reports/model/record.ts';
import { citation, specificationUrl } from '../../reports/model/spec-link.ts';
import { exitCode } from '../../reports/model/exit-code.ts';
import { conclude, requirementRows } from '../../reports/model/verdict.ts';
import { sampleRequirement, sampleResult, sampleRun } from '../support/sample-run.ts';

const both = (there: Partial<Result>, back: Partial<Result> = there): Result[] => [
  sampleResult({ ...there, direction: 'A->B' }),
  sampleResult({ ...back, direction: 'B->A' }),
];
const runOf = (results: Result[]) => sampleRun({ results });
const advice = sampleRequirement({ level: 'SHOULD', sentence: 'Answers are alike.' });

describe('roll-up to requirements', () => {
  const stateOf = (...results: Result[]) => requirementRows(results).map(({ state }) => state);

  it('is satisfied only where every direction held', () => {
    expect(stateOf(...both({}))).to.deep.equal(['satisfied']);
    expect(stateOf(...both({}, { verdict: 'not-run', actual: 'needs --heavy' }))).to.deep.equal(['not tested']);
    expect(stateOf(...both({}, { verdict: 'not-applicable' }))).to.deep.equal(['satisfied']);
  });

  it('lets one breach outweigh everything, and doubt outweigh a pass', () => {
    expect(stateOf(...both({ verdict: 'fail' }, { verdict: 'inconclusive' }))).to.deep.equal(['not satisfied']);
    for (const verdict of ['inconclusive', 'error', 'refused'] as const) {
      expect(stateOf(...both({}, { verdict }))).to.deep.equal(['undetermined']);
    }
    expect(stateOf(...both({ verdict: 'not-applicable' }))).to.deep.equal(['not applicable']);
  });

  it('counts a warning against the advice that was not followed, not against a requirement that held', () => {
    expect(stateOf(sampleResult({ verdict: 'warn', requirement: advice }))).to.deep.equal(['not satisfied']);
    expect(stateOf(sampleResult({ verdict: 'warn' }))).to.deep.equal(['satisfied']);
  });

  it('groups by section and sentence, and says why', () => {
    const rows = requirementRows([
      ...both({}),
      sampleResult({
        requirement: sampleRequirement({ sentence: 'another' }),
        verdict: 'not-run',
        actual: 'needs --heavy',
      }),
    ]);
    expect(rows.map(({ results, reason }) => [results.length, reason])).to.deep.equal([
      [2, ''],
      [1, 'A->B: needs --heavy'],
    ]);
  });
});

describe('the conclusion of a run', () => {
  const statement = (results: Result[]) => conclude(runOf(results)).statement;

  it('follows from binding requirements only', () => {
    expect(statement(both({}))).to.equal('conformant');
    expect(statement([...both({}), sampleResult({ verdict: 'warn', requirement: advice })])).to.equal('conformant');
    expect(statement(both({}, { verdict: 'fail' }))).to.equal('non-conformant');
    expect(statement(both({}, { verdict: 'inconclusive' }))).to.equal('undetermined');
    expect(statement(both({}, { verdict: 'not-run' }))).to.equal('undetermined');
    expect(statement(both({ verdict: 'not-applicable' }))).to.equal('undetermined');
  });

  it('makes no statement on a filtered, a partial or an empty run, and says why', () => {
    expect(conclude(sampleRun({ filtered: true }))).to.deep.equal({
      statement: null,
      reason: 'only a selection of the scenarios was run',
    });
    expect(conclude(sampleRun({ partial: true, stopped: 'beta.example closed' }))).to.deep.equal({
      statement: null,
      reason: 'the run ended early: beta.example closed',
    });
    expect(conclude(runOf([])).statement).to.equal(null);
  });
});

describe('the exit code', () => {
  const code = (...over: Partial<Result>[]) => exitCode(runOf(over.map(sampleResult)));

  it('is 0 for passes, warnings and what was left out', () => {
    expect(code({}, { verdict: 'warn' }, { verdict: 'not-run' }, { verdict: 'not-applicable' })).to.equal(0);
    expect(exitCode(runOf([sampleResult({ verdict: 'warn' })]), { strict: true })).to.equal(1);
  });

  it('is the first of 4, 1, 3 and 5 that applies', () => {
    expect(code({ verdict: 'fail' }, { verdict: 'inconclusive' }, { verdict: 'error' })).to.equal(4);
    expect(code({ verdict: 'fail' }, { verdict: 'inconclusive' })).to.equal(1);
    expect(code({ verdict: 'inconclusive' }, {})).to.equal(3);
    expect(code({ verdict: 'refused' }, {})).to.equal(3);
    expect(code()).to.equal(5);
  });

  it('takes a known deviation for expected, though it stays a fail', () => {
    const results = [sampleResult({ verdict: 'fail', known: 'RFC 6121 section 3.1.3' })];
    expect(exitCode(runOf(results))).to.equal(0);
    expect(conclude(runOf(results)).statement).to.equal('non-conformant');
  });

  it('is 4 where a target was lost and 3 where the user stopped the run', () => {
    expect(exitCode(sampleRun({ results: both({}), partial: true, stopped: 'beta.example closed' }))).to.equal(4);
    expect(exitCode(sampleRun({ results: both({}), partial: true, stopped: 'interrupted' }))).to.equal(3);
  });
});

describe('functions', () => {
  const stateOf = (...over: Partial<Result>[]) =>
    featureRows(runOf(over.map((one) => sampleResult({ ...one, direction: 'A->B' })))).map(
      ({ cells }) => cells['A->B'].state,
    );

  it('are judged by the effect on users, not by the verdict alone', () => {
    expect(stateOf({})).to.deep.equal(['works']);
    expect(stateOf({}, { verdict: 'warn', impact: 'none' })).to.deep.equal(['works']);
    expect(stateOf({}, { verdict: 'fail', impact: 'degraded' })).to.deep.equal(['works in part']);
    expect(stateOf({}, { verdict: 'fail', impact: 'blocking' })).to.deep.equal(['does not work']);
    expect(stateOf({}, { verdict: 'inconclusive', impact: 'blocking' })).to.deep.equal(['does not work']);
    expect(stateOf({}, { verdict: 'inconclusive', impact: null })).to.deep.equal(['undetermined']);
    expect(stateOf({}, { verdict: 'refused', impact: null })).to.deep.equal(['does not work']);
  });

  it('are not offered or not tested where no result says more', () => {
    expect(stateOf({ verdict: 'not-applicable' })).to.deep.equal(['not offered']);
    expect(stateOf({ verdict: 'not-run' })).to.deep.equal(['not tested']);
    expect(featureRows(runOf([sampleResult()])).map(({ cells }) => cells['B->A'].state)).to.deep.equal(['not tested']);
  });

  it('are undetermined where the run ended before all of their scenarios', () => {
    const results = [sampleResult(), sampleResult({ verdict: 'not-run' })];
    const stateIn = (partial: boolean) =>
      featureRows(sampleRun({ results, partial })).map(({ cells }) => cells['A->B'].state);
    expect(stateIn(true)).to.deep.equal(['undetermined']);
    expect(stateIn(false)).to.deep.equal(['works']);
  });

  it('add up to the basic functions of Article 7(2), those without a scenario included', () => {
    const states = articleStates(sampleRun()).map(({ article, state }) => `${article.paragraph} ${state}`);
    expect(states).to.have.length(8);
    expect(states.slice(0, 3)).to.deep.equal([
      '7(2)(a)(i) works in part',
      '7(2)(a)(ii) not tested',
      '7(2)(b)(i) works in part',
    ]);
  });
});

describe('findings and citations', () => {
  it('number what did not pass, the worst first, each direction apart', () => {
    expect(findings(sampleRun()).map(({ id, result }) => `${id} ${result.verdict} ${result.direction}`)).to.deep.equal([
      'F-01 fail A->B',
      'F-02 fail B->A',
      'F-03 warn A->B',
      'F-04 inconclusive A->B',
      'F-05 error B->A',
      'F-06 refused A->B',
    ]);
  });

  it('lead to the section in the published text', () => {
    const xep = sampleRequirement({
      specification: 'XEP-0045',
      version: '1.35.5',
      section: '7.2.2',
      anchor: 'enter-pres',
    });
    expect(specificationUrl(sampleRequirement())).to.equal('https://www.rfc-editor.org/rfc/rfc6121#section-8.5.2.1.1');
    expect(specificationUrl(xep)).to.equal('https://xmpp.org/extensions/xep-0045.html#enter-pres');
    expect(specificationUrl(sampleRequirement({ specification: 'DMA' }))).to.equal(undefined);
    expect(citation(xep)).to.equal('XEP-0045 1.35.5, section 7.2.2');
  });
});
