import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Catalogue } from '../../reports/model/catalogue.ts';
import { levelEntries, type Profile, profileSchema } from '../../reports/model/profile.ts';
import { leftOut, loadScenarios } from '../../runners/campaign/catalogue.ts';
import { profileParts, profiles } from '../../runners/campaign/profiles.ts';
import { UsageError } from '../../runners/config/usage-error.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';
import { entered } from '../../runners/scenario/entries.ts';

const rowIds = /^(?:MSG|ARC|MUC|MED|E2E|CALL|PEP|PRV)-\d/u;

/** Every id of an entry that a profile names, wherever. */
const named = (profile: Profile): readonly string[] => [
  ...profile.levels.flatMap(levelEntries),
  ...profile.levels.flatMap(({ alternatives }) => alternatives.flatMap(({ ids }) => ids)),
  ...profile.functions.flatMap(({ entries, essential }) => [...entries, ...essential]),
  ...[...profile.subProfiles, ...profile.questions, ...profile.suite, ...profile.outside].flatMap(({ ids }) => ids),
];

describe('the profiles', () => {
  let catalogue: Catalogue;
  let scenarios: readonly Scenario[];
  const [dma] = profiles();

  before(async () => {
    scenarios = await loadScenarios();
    catalogue = entered();
  });

  it('keep to their schema, and give nothing one name twice', () => {
    expect(profileSchema.array().parse(profiles())).to.deep.equal(profiles());
    expect(profiles().map(({ id }) => id)).to.deep.equal(['dma', 'xep-0479', 'xsf-open-letter']);
    const names = profileParts().map(({ id }) => id);
    expect(names).to.have.lengthOf(new Set(names).size);
  });

  it('name only entries of the catalogue, and scenarios that there are', () => {
    const known = new Set(catalogue.entries.map(({ id }) => id));
    const unknown = profiles().flatMap((profile) => named(profile).filter((id) => !known.has(id)));
    expect([...new Set(unknown)]).to.deep.equal([]);
    const only = profiles().flatMap(({ levels }) =>
      levels.flatMap(({ promoted, declared }) => [...promoted, ...declared].flatMap((part) => part.scenarios ?? [])),
    );
    expect(only.filter((id) => !scenarios.some((scenario) => scenario.id === id))).to.deep.equal([]);
  });

  it('take each row of the catalogue into one level, or say why into none', () => {
    const taken = (dma?.levels ?? []).flatMap(levelEntries).concat(...(dma?.outside ?? []).map(({ ids }) => ids));
    expect(taken).to.have.lengthOf(new Set(taken).size);
    const rows = catalogue.entries.map(({ id }) => id).filter((id) => rowIds.test(id));
    expect(rows.filter((id) => !taken.includes(id))).to.deep.equal([]);
  });

  it('refer to functions and levels that they have, a level after those that it needs', () => {
    const functions = new Set(dma?.functions.map(({ id }) => id));
    const levels = (dma?.levels ?? []).map(({ id }) => id);
    for (const [index, { needs, declared, promoted, alternatives }] of (dma?.levels ?? []).entries()) {
      expect(needs.filter((id) => !levels.slice(0, index).includes(id))).to.deep.equal([]);
      const used = [
        ...[...declared, ...promoted].flatMap((part) => part.function ?? []),
        ...alternatives.flatMap((one) => one.functions),
      ];
      expect(used.filter((id) => !functions.has(id))).to.deep.equal([]);
    }
  });

  it('count as essential only entries of the function itself', () => {
    const stray = dma?.functions.filter(({ entries, essential }) => essential.some((id) => !entries.includes(id)));
    expect(stray).to.deep.equal([]);
  });

  it('give a reason for a feature of the suites that no entry bears on, and only there', () => {
    const suite = profiles().flatMap((profile) => profile.suite);
    const specifications = new Set(catalogue.entries.map(({ specification }) => specification));
    const bare = suite.filter(
      ({ ids, entriesOf, reason }) =>
        (reason === undefined) === (ids.length === 0 && !entriesOf.some((name) => specifications.has(name))),
    );
    expect(bare.map(({ feature }) => feature)).to.deep.equal([]);
  });

  it('select the scenarios whose entries they name', () => {
    const inside = (profile: string) => {
      const out = leftOut(scenarios, { profile: [profile] });
      return scenarios.filter((scenario) => out(scenario) === undefined);
    };
    const level = dma?.levels.find(({ id }) => id === 'L2-T');
    const wanted = new Set(level && levelEntries(level));
    expect(inside('l2-t').map(({ id }) => id)).to.deep.equal(
      scenarios.filter(({ covers }) => covers.some((id) => wanted.has(id))).map(({ id }) => id),
    );
    expect(inside('dma').length).to.be.greaterThan(inside('L1-T').length);
    expect(inside('xep-0479').some(({ requirement }) => requirement.specification === 'RFC 6121')).to.equal(true);
    expect(inside('security').some(({ article }) => article === '7(3)')).to.equal(true);
    expect(() => inside('L1T')).to.throw(UsageError, "Did you mean 'L1-T'?");
  });
});
