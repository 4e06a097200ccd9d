import { expect } from 'chai';
import { describe, it } from 'mocha';
import { exitCode } from '../../reports/model/exit-code.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const results = (...all: readonly Partial<Result>[]): Result[] => all.map((one) => sampleResult(one));

describe('the exit code', () => {
  const code = (over: Partial<RunRecord>, options = {}) =>
    exitCode(sampleRun({ results: results({}), ...over }), options);

  it('takes only a fail or refusal on record for expected', () => {
    expect(code({ results: results({ verdict: 'error', known: 'recorded' }) })).to.equal(4);
    expect(code({ results: results({ verdict: 'fail', known: 'recorded' }, {}) })).to.equal(0);
    expect(code({ results: results({ verdict: 'refused', known: 'recorded' }, {}) })).to.equal(0);
    expect(code({ results: results({ verdict: 'refused' }, {}) })).to.equal(3);
  });

  it('is not moved by why a whole run stopped, nor by a run that ended early without a reason', () => {
    expect(code({ stopped: 'beta.example closed' })).to.equal(0);
    expect(code({ partial: true })).to.equal(3);
    expect(code({ partial: true, stopped: 'the stream was interrupted' })).to.equal(4);
    expect(code({ partial: true, stopped: 'interrupted by the user' })).to.equal(3);
  });

  it('counts warnings only where it is strict', () => {
    expect(code({ results: results({}) }, { strict: true })).to.equal(0);
    expect(code({ results: results({ verdict: 'warn' }) })).to.equal(0);
    expect(code({ results: results({ verdict: 'warn' }) }, { strict: true })).to.equal(1);
  });
});
