import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { loadScenarios } from '../../runners/campaign/catalogue.ts';
import { readFault, serverFaults } from '../../runners/faulty/server-fault.ts';
import { packageRoot } from '../../runners/lab/package-root.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';

const folder = join(packageRoot(), 'fixtures', 'faults');

describe('the head of a faulty module', () => {
  const lines = [
    '-- Kicks are announced',
    '-- without a status.',
    '-- breaks: XEP-0045 section 8.2',
    '-- on: host, muc',
    '-- kills: xep0045.kick wrong-content',
    '-- kills: xep0045.ban missing-stanza nobody',
    '-- also: xep0045.*',
    '-- areas: offline, presence',
    'local fault = 1;',
    '-- kills: not.in-the-head missing-stanza',
  ];

  it('says what it does, what it breaks, and which scenarios must see it', () => {
    expect(readFault('prosody', 'mod_fault_kick_without_status.lua', lines.join('\n'))).to.deep.equal({
      name: 'kick-without-status',
      product: 'prosody',
      module: 'mod_fault_kick_without_status',
      settings: {},
      sentence: 'Kicks are announced without a status.',
      breaks: 'XEP-0045 section 8.2',
      on: ['host', 'muc'],
      kills: [
        { scenario: 'xep0045.kick', reason: 'wrong-content', blamesNobody: false },
        { scenario: 'xep0045.ban', reason: 'missing-stanza', blamesNobody: true },
      ],
      also: ['xep0045.*'],
      areas: ['offline', 'presence'],
    });
  });

  it('stands in a file of options as well, which are those of the domain', () => {
    const text = '# No history.\n# breaks: X 1\n# kills: a.b missing-stanza\nmodules:\n  mod_mam: {default: never}\n';

    expect(readFault('ejabberd', 'no_history.yml', text)).to.include({ name: 'no-history', module: '' });
    expect(readFault('ejabberd', 'no_history.yml', text).settings).to.deep.equal({
      modules: { mod_mam: { default: 'never' } },
    });
  });

  for (const [what, without] of [
    ['its first line must say', 'Kicks|without'],
    ['"breaks:" must name', 'breaks'],
    ['"kills:" must name', 'kills'],
  ] as const) {
    it(`is refused, by the name of its file, where ${what} something and does not`, () => {
      const rest = lines.filter((line) => !new RegExp(without).test(line));

      expect(() => readFault('prosody', 'mod_fault_x.lua', rest.join('\n'))).to.throw(
        `fixtures/faults/prosody/mod_fault_x.lua: ${what}`,
      );
    });
  }

  it('is refused where it gives a reason that no verdict has, or a place that no module has', () => {
    const spoilt = (line: string): string => ['-- A fault.', '-- breaks: X', '-- kills: a b', line].join('\n');

    expect(() => readFault('prosody', 'mod_x.lua', spoilt(''))).to.throw('"kills: a b" must be a scenario and one of');
    const stranger = spoilt('').replace('a b', 'a wrong-content somebody');
    expect(() => readFault('prosody', 'mod_x.lua', stranger)).to.throw('"nobody" if none is blamed');
    const misspelt = spoilt('-- kils: a wrong-content').replace('a b', 'a wrong-content');
    expect(() => readFault('prosody', 'mod_x.lua', misspelt)).to.throw('"kils: a wrong-content" is none of breaks, on');
    const elsewhere = spoilt('-- on: moon').replace('a b', 'a wrong-content');
    expect(() => readFault('prosody', 'mod_x.lua', elsewhere)).to.throw('"on:" must be host, muc, or both');
  });
});

describe('the faulty servers in fixtures/faults', () => {
  let scenarios: readonly Scenario[];

  before(async () => {
    scenarios = await loadScenarios();
  });

  it('name scenarios that there are', () => {
    const known = new Set(scenarios.map(({ id }) => id));
    const unknown = serverFaults().flatMap(({ name, kills }) =>
      kills.filter(({ scenario }) => !known.has(scenario)).map(({ scenario }) => `${name}: ${scenario}`),
    );

    expect(unknown).to.deep.equal([]);
  });

  it('take under thirty lines each, and have names that fit into a domain', () => {
    const tooLong = (['prosody', 'ejabberd'] as const).flatMap((product) =>
      readdirSync(join(folder, product)).filter((file) => {
        const length = readFileSync(join(folder, product, file), 'utf8')
          .trimEnd()
          .split('\n').length;
        return /^mod_fault_|\.yml$/.test(file) && length >= 30;
      }),
    );

    expect(tooLong).to.deep.equal([]);
    expect(serverFaults().filter(({ name }) => !/^[a-z0-9-]{1,63}$/.test(name))).to.deep.equal([]);
  });
});
