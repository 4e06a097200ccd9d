import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Catalogue } from '../../reports/model/catalogue.ts';
import { catalogueSchema } from '../../reports/model/catalogue.ts';
import { loadScenarios } from '../../runners/campaign/catalogue.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';
import { entered } from '../../runners/scenario/entries.ts';

describe('the requirement catalogue', () => {
  let catalogue: Catalogue;
  let scenarios: readonly Scenario[];
  const covering = (id: string): readonly Scenario[] => scenarios.filter(({ covers }) => covers.includes(id));

  before(async () => {
    scenarios = await loadScenarios();
    catalogue = entered();
  });

  it('keeps to its schema, and names each entry once', () => {
    expect(catalogueSchema.parse(catalogue)).to.deep.equal(catalogue);
    const ids = catalogue.entries.map(({ id }) => id);
    expect(ids).to.have.lengthOf(new Set(ids).size);
  });

  it('has for every entry either a scenario or the reason why there is none', () => {
    const silent = catalogue.entries.filter(
      ({ id, notTested }) => covering(id).length === 0 && notTested === undefined,
    );
    expect(silent.map(({ id }) => id)).to.deep.equal([]);
    const both = catalogue.entries.filter(({ id, notTested }) => covering(id).length > 0 && notTested !== undefined);
    expect(both.map(({ id }) => id)).to.deep.equal([]);
  });

  it('tests every critical requirement', () => {
    const untested = catalogue.entries.filter(({ critical, id }) => critical && covering(id).length === 0);
    expect(untested.map(({ id }) => id)).to.deep.equal([]);
  });

  it('names only conformance features that the RFCs list', () => {
    const listed = new Set(catalogue.features.map(({ specification, id }) => `${specification} ${id}`));
    expect(listed.size).to.equal(catalogue.features.length);
    const unknown = catalogue.entries.flatMap(({ features }) => features).filter((feature) => !listed.has(feature));
    expect(unknown).to.deep.equal([]);
  });

  it('holds the features of RFC 6120, RFC 6121 and RFC 7622 in full', () => {
    const count = (specification: string): number =>
      catalogue.features.filter((feature) => feature.specification === specification).length;
    expect([count('RFC 6120'), count('RFC 6121'), count('RFC 7622')]).to.deep.equal([63, 17, 6]);
  });

  it('is named by every scenario on RFC 6120, RFC 6121 and RFC 7622', () => {
    const own = scenarios.filter(
      ({ covers, id, requirement }) => requirement.specification.startsWith('RFC') && covers.includes(id),
    );
    expect(own.map(({ id }) => id)).to.deep.equal([]);
  });
});
