import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import { type FaultsBySide, judgeFault, nameOf } from '../../runners/faulty/judge-fault.ts';
import { readFault, type ServerFault } from '../../runners/faulty/server-fault.ts';
import { sampleResult } from '../support/sample-result.ts';

const fault = (name: string, more = ''): ServerFault =>
  readFault('prosody', `mod_fault_${name}.lua`, `-- A fault.\n-- breaks: X\n-- kills: s.one missing-stanza\n${more}`);

const kicks = fault('kicks');
const passed: Partial<Result> = { verdict: 'pass', atFault: null, reasonCode: '' };
const failed: Partial<Result> = { verdict: 'fail', atFault: 'A', reasonCode: 'missing-stanza' };

const outcomes = (faults: FaultsBySide, ...results: readonly Partial<Result>[]): readonly string[] =>
  judgeFault(faults, {
    partial: false,
    stopped: '',
    results: results.map((over) => sampleResult({ scenario: 's.one', known: undefined, ...over })),
  }).map(({ outcome, on, scenario }) => `${outcome} ${String(on)} ${scenario}`);

describe('a fault built into a server', () => {
  it('is killed where its scenario fails in one direction, for its reason, and blames its side', () => {
    expect(outcomes({ A: kicks }, failed, { ...passed, direction: 'B->A' })).to.deep.equal(['killed A s.one']);
    expect(outcomes({ B: kicks }, passed, { ...failed, atFault: 'B' })).to.deep.equal(['killed B s.one']);
  });

  it('survives where its scenario passes, or accuses nobody', () => {
    expect(outcomes({ A: kicks }, passed)).to.deep.equal(['survived A s.one']);
    const open = { verdict: 'inconclusive', atFault: 'undetermined', reasonCode: 'missing-stanza' } as const;
    expect(outcomes({ A: kicks }, open)).to.deep.equal(['survived A s.one']);
  });

  it('is not killed by another reason', () => {
    expect(outcomes({ A: kicks }, { ...failed, reasonCode: 'wrong-content' })).to.deep.equal(['other-reason A s.one']);
  });

  it('is not killed by an accusation of the other side, which is a cell of its own', () => {
    for (const atFault of ['B', 'both'] as const)
      expect(outcomes({ A: kicks }, { ...failed, atFault })).to.deep.equal([
        'survived A s.one',
        'blamed-wrongly A s.one',
      ]);
  });

  it('is not killed by a warning that names nobody, but where it says that nobody can be named', () => {
    const warned = { verdict: 'warn', atFault: 'undetermined', reasonCode: 'advice-not-followed' } as const;
    const anybody = '-- A fault.\n-- breaks: X\n-- kills: s.one advice-not-followed';
    const of = (who: string): ServerFault => readFault('prosody', 'mod_fault_x.lua', `${anybody}${who}\n`);

    expect(outcomes({ A: of('') }, warned)).to.deep.equal(['survived A s.one']);
    expect(outcomes({ A: of(' nobody') }, warned)).to.deep.equal(['killed A s.one']);
    expect(outcomes({ A: of(' nobody') }, { ...warned, atFault: 'A' })).to.deep.equal(['survived A s.one']);
  });

  it('is not killed by what its product shows without it', () => {
    expect(outcomes({ A: kicks }, { ...failed, known: 'RFC 6121: seen' })).to.deep.equal(['survived A s.one']);
  });

  it('may break no story that it does not name', () => {
    const other = { ...failed, scenario: 's.two' };
    expect(outcomes({ A: kicks }, failed, other)).to.deep.equal(['killed A s.one', 'unexpected A s.two']);
    const foreseen = fault('kicks', '-- also: s.t*');
    expect(outcomes({ A: foreseen }, failed, other)).to.deep.equal(['killed A s.one']);
    expect(outcomes({ A: foreseen }, failed, { ...other, atFault: 'B' })).to.deep.equal([
      'killed A s.one',
      'blamed-wrongly A s.two',
    ]);
  });

  it('is not held against a deviation that is on record', () => {
    const known = { ...failed, scenario: 's.two', atFault: 'B', known: 'RFC 6121: seen' } as const;
    expect(outcomes({ A: kicks }, failed, known)).to.deep.equal(['killed A s.one']);
  });

  it('never ends in an error of the tool without a cell', () => {
    const error = { scenario: 's.two', verdict: 'error', atFault: 'tool', reasonCode: 'harness-error' } as const;
    expect(outcomes({ A: kicks }, failed, error)).to.deep.equal(['killed A s.one', 'unexpected A s.two']);
  });

  it('is seen beside another one on the other side, each by its own scenario', () => {
    const bans = readFault('ejabberd', 'bans.yml', '# Bans.\n# breaks: X\n# kills: s.two wrong-content\n');
    const faults = { A: kicks, B: bans };
    const second = { scenario: 's.two', verdict: 'fail', atFault: 'B', reasonCode: 'wrong-content' } as const;

    expect(nameOf(faults)).to.equal('kicks with bans');
    expect(outcomes(faults, failed, second)).to.deep.equal(['killed A s.one', 'killed B s.two']);
    expect(outcomes(faults, { ...failed, atFault: 'B' }, second)).to.deep.equal([
      'survived A s.one',
      'killed B s.two',
      'blamed-wrongly both s.one',
    ]);
  });
});
