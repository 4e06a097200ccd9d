import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import {
  bySpecification,
  countEntries,
  entryRows,
  featureCoverage,
  grouped,
  groupings,
  isExercised,
} from '../../reports/model/coverage.ts';
import { securityGate } from '../../reports/model/gate.ts';
import { gateSentence } from '../../reports/render/sentences.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { sampleCatalogue, sampleEntry } from '../support/sample-catalogue.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const entry = sampleEntry({ critical: true });
const covering = (...results: readonly Partial<Result>[]) =>
  sampleRun({
    catalogue: { entries: [entry], features: [] },
    results: results.map((result) => sampleResult({ covers: [entry.id], ...result })),
  });
const stateOf = (...results: readonly Partial<Result>[]) => entryRows(covering(...results))[0]?.state;

describe('the coverage of the requirement catalogue', () => {
  it('takes the worst of what the scenarios of an entry found', () => {
    expect(stateOf({}, { verdict: 'fail' }, { verdict: 'inconclusive' })).to.equal('not satisfied');
    expect(stateOf({}, { verdict: 'inconclusive' }, { verdict: 'warn' })).to.equal('undetermined');
    expect(stateOf({}, { verdict: 'warn' })).to.equal('satisfied with a warning');
    expect(stateOf({}, { verdict: 'not-applicable' })).to.equal('satisfied');
    expect(stateOf({ verdict: 'not-applicable' })).to.equal('not applicable');
  });

  it('does not count what was not run as satisfied', () => {
    expect(stateOf({}, { verdict: 'not-run' })).to.equal('satisfied in part');
    expect(stateOf({ verdict: 'not-run' })).to.equal('not tested');
    expect(stateOf()).to.equal('not tested');
  });

  it('counts a scenario that a selection left out, in one direction or both, as a gap', () => {
    const whole = sampleEntry({ scenarios: ['one', 'two'] });
    const state = (...results: readonly Partial<Result>[]) =>
      entryRows({
        ...covering(...results.map((result) => ({ ...result, covers: [whole.id] }))),
        catalogue: { entries: [whole], features: [] },
      })[0]?.state;
    const both = (scenario: string) => [{ scenario }, { scenario, direction: 'B->A' as const }];
    expect(state(...both('one'), ...both('two'))).to.equal('satisfied');
    expect(state(...both('one'))).to.equal('satisfied in part');
    expect(state(...both('one'), { scenario: 'two' })).to.equal('satisfied in part');
  });

  it('does not count what does not apply as exercised', () => {
    expect(entryRows(covering({ verdict: 'not-applicable' })).filter(isExercised)).to.deep.equal([]);
    expect(entryRows(covering({ verdict: 'inconclusive' })).filter(isExercised)).to.have.lengthOf(1);
  });

  it('gives the reason that the catalogue has for an entry without a scenario', () => {
    const [, , untested] = entryRows(sampleRun());
    expect(untested).to.include({ state: 'not tested', reason: 'The specification is deprecated' });
  });

  it('counts entries by what they have in common', () => {
    const rows = countEntries(entryRows(sampleRun()), bySpecification);
    expect(rows.map(({ name, entries, states }) => [name, entries, states['not tested']])).to.deep.equal([
      ['RFC 6121', 2, 0],
      ['XEP-0013', 1, 1],
    ]);
  });

  it('orders groups by name, numbers by value, and levels by strength', () => {
    const rows = [
      { entry: sampleEntry({ specification: 'XEP-0045', version: '1', levels: ['policy'] }) },
      { entry: sampleEntry({ specification: 'RFC 10000', version: '', levels: ['SHOULD'] }) },
      { entry: sampleEntry({ specification: 'RFC 6120', version: '', levels: ['MUST'] }) },
    ];
    const names = groupings.map((grouping) => grouped(rows, grouping).map(([name]) => name));
    expect(names.slice(0, 2)).to.deep.equal([
      ['RFC 6120', 'RFC 10000', 'XEP-0045 1'],
      ['MUST', 'SHOULD', 'policy'],
    ]);
  });

  it("lists the RFCs' features for servers, never exercised first", () => {
    const { features } = sampleCatalogue();
    const covered = featureCoverage(features, entryRows(sampleRun()));
    expect(covered.map(({ feature, state }) => [feature.id, state === undefined])).to.deep.equal([
      ['roster-version', true],
      ['message-type-deliver', false],
    ]);
  });
});

describe('the security gate', () => {
  it('is broken by one breach of a critical requirement, and says by whom', () => {
    const run = covering({}, { verdict: 'fail', atFault: 'B' });
    expect(securityGate(run).state).to.equal('broken');
    expect(gateSentence(run)).to.equal('The security gate is broken: 1 of its 1 critical requirement, at fault: B.');
  });

  it('holds only where every critical requirement was judged', () => {
    expect(securityGate(covering({})).state).to.equal('held');
    expect(securityGate(covering({}, { verdict: 'inconclusive' })).state).to.equal('open');
    expect(securityGate(covering({}, { verdict: 'not-run' })).state).to.equal('open');
    expect(securityGate(covering({ verdict: 'not-run' })).state).to.equal('absent');
  });

  it('is not moved by a breach of another requirement', () => {
    const run = sampleRun({ catalogue: { entries: [entry, sampleEntry({ id: 'other' })], features: [] } });
    const results = [sampleResult({ covers: [entry.id] }), sampleResult({ covers: ['other'], verdict: 'fail' })];
    expect(securityGate({ ...run, results }).state).to.equal('held');
  });

  it('stands in the reports', () => {
    const run = sampleRun();
    expect(renderHtml(run)).to.include('id="s-gate"').and.to.include(gateSentence(run));
    expect(renderMarkdown(run)).to.include('The security gate is broken');
    expect(renderHtml(run)).to.include('Never exercised (1)').and.to.include('The specification is deprecated');
  });
});
