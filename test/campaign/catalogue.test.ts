import { expect } from 'chai';
import { describe, it } from 'mocha';
import { leftOut, loadScenarios, missingOption, select } from '../../runners/campaign/catalogue.ts';
import type { Selection } from '../../runners/campaign/types.ts';
import { UsageError } from '../../runners/config/usage-error.ts';
import { xep } from '../../runners/scenario/requirement.ts';
import { sampleScenario } from '../support/scenarios.ts';

const scenarios = [
  sampleScenario(),
  sampleScenario({
    id: 'xep0045.7.2.2.sample',
    area: 'muc',
    requirement: xep('0045', '1.35.5').should('7.2.2', 'enter-pres', 'Something'),
    accountable: 'mucService',
  }),
];
const ids = (selection: Selection): string[] =>
  select(scenarios, selection).map(({ scenario, direction }) => `${scenario.id} ${direction}`);

describe('an option that a scenario needs', () => {
  it('is named where the run lacks it', () => {
    const run = { heavy: false };
    expect(missingOption(sampleScenario({ heavy: true }), run)).to.equal('heavy');
    expect(missingOption(sampleScenario({ unreachable: true }), run)).to.equal('unreachable');
    expect(missingOption(sampleScenario(), run)).to.equal(undefined);
  });

  it('is not missed where the run has it', () => {
    const run = { heavy: true, unreachable: 'dead.example' };
    expect(missingOption(sampleScenario({ heavy: true, unreachable: true }), run)).to.equal(undefined);
  });
});

describe('selection', () => {
  it('plans both directions of everything by default', () => {
    expect(ids({})).to.have.lengthOf(4);
  });

  it('narrows by id, glob, area, specification in any spelling, level, party and direction', () => {
    const muc = ['xep0045.7.2.2.sample A->B', 'xep0045.7.2.2.sample B->A'];
    for (const selection of [
      { scenario: ['xep0045.*'] },
      { area: ['MUC'] },
      { specification: ['xep0045'] },
      { specification: ['XEP-0045'] },
      { level: ['should'] },
      { party: ['mucService'] },
      { exclude: ['rfc6121*'] },
    ]) {
      expect(ids(selection), JSON.stringify(selection)).to.deep.equal(muc);
    }
    expect(ids({ area: ['muc'], direction: 'B->A' })).to.deep.equal([muc[1]]);
  });

  it('refuses what nothing has, and says what was probably meant', () => {
    expect(() => ids({ area: ['mcu'] })).to.throw(
      UsageError,
      `--area is "mcu", which fits no scenario. Did you mean 'muc'?`,
    );
    expect(() => ids({ scenario: ['rfc6121.8.5.1.sampel'] })).to.throw(
      UsageError,
      "Did you mean 'rfc6121.8.5.1.sample'?",
    );
  });

  it('says why a scenario is left out', () => {
    expect(scenarios.map(leftOut(scenarios, { area: ['muc'] }))).to.deep.equal(['its area is federation', undefined]);
  });
});

describe('the catalogue', () => {
  it('holds at least twelve scenarios in each area, each with a fault and a citable requirement', async () => {
    const all = await loadScenarios();
    for (const area of ['federation', 'presence', 'muc', 'offline']) {
      expect(all.filter((scenario) => scenario.area === area).length, area).to.be.at.least(12);
    }
    for (const { id, faults, requirement, title, feature } of all) {
      expect(faults, id).not.to.have.lengthOf(0);
      expect(requirement.section, id).to.match(/^[A-Z0-9][\d.]*/);
      expect(requirement.sentence.split(/\s+/).length, `${id}: sentence`).to.be.within(3, 30);
      expect(title, id).not.to.match(/\bshould\b/i);
      expect(feature, id).not.to.equal('');
      expect(id, id).to.match(/^[a-z0-9]+(\.[a-z0-9-]+)+$/i);
    }
  });
});
