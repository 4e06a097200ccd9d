import { expect } from 'chai';
import { describe, it } from 'mocha';
import { entryRows, featureCoverage } from '../../reports/model/coverage.ts';
import { securityGate } from '../../reports/model/gate.ts';
import type { Result } from '../../reports/model/record.ts';
import { sampleCatalogue, sampleEntry } from '../support/sample-catalogue.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const results = (...all: readonly Partial<Result>[]): Result[] => all.map((one) => sampleResult(one));

describe('the features of the RFCs', () => {
  const { features } = sampleCatalogue();
  const [feature] = features;
  if (!feature) throw new Error('the sample has no feature');
  const tagged = ['RFC 6121 message-type-deliver'];
  const states = (...all: readonly (readonly [string, Result['verdict'] | undefined])[]) => {
    const run = sampleRun({
      catalogue: { features: [], entries: all.map(([id]) => sampleEntry({ id, features: tagged })) },
      results: all.flatMap(([id, verdict]) => (verdict === undefined ? [] : results({ covers: [id], verdict }))),
    });
    return featureCoverage([feature], entryRows(run)).map(({ state }) => state);
  };

  it('have the worst state of their entries', () => {
    expect(states(['one', 'pass'], ['two', 'fail'], ['three', undefined])).to.deep.equal(['not satisfied']);
    expect(states(['one', 'pass'], ['two', 'error'])).to.deep.equal(['undetermined']);
    expect(states(['one', 'pass'], ['two', 'warn'])).to.deep.equal(['satisfied with a warning']);
    expect(states(['one', 'not-applicable'], ['two', 'pass'], ['three', undefined])).to.deep.equal(['satisfied']);
    expect(states(['one', 'not-applicable'], ['two', undefined])).to.deep.equal(['not applicable']);
    expect(states(['one', undefined])).to.deep.equal(['not tested']);
  });

  it('stand behind those that were never exercised', () => {
    const names = ['tested', 'untested', 'unknown'].map((id) => ({ ...feature, id }));
    const run = sampleRun({
      catalogue: {
        features: [],
        entries: ['tested', 'untested'].map((id) => sampleEntry({ id, features: [`RFC 6121 ${id}`] })),
      },
      results: results({ covers: ['tested'] }),
    });
    expect(featureCoverage(names, entryRows(run)).map((row) => row.feature.id)).to.deep.equal([
      'untested',
      'unknown',
      'tested',
    ]);
  });
});

describe('the security gate', () => {
  it('is open where one of several critical entries was not in the run', () => {
    const run = sampleRun({
      catalogue: {
        features: [],
        entries: ['one', 'two'].map((id) => sampleEntry({ id, critical: true })),
      },
      results: results({ covers: ['one'] }),
    });
    expect(securityGate(run).state).to.equal('open');
  });
});
