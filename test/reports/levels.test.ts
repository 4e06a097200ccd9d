import { expect } from 'chai';
import { describe, it } from 'mocha';
import { levelRows } from '../../reports/model/levels.ts';
import type { ProfileLevel } from '../../reports/model/profile.ts';
import type { LevelCell } from '../../reports/model/profile-rows.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { bothWays, onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';

const cellOf = (run: RunRecord, id = 'L1-T'): LevelCell | undefined =>
  levelRows(run).find(({ level }) => level.id === id)?.cells['A->B'];
const withLevel = (level: Partial<ProfileLevel>, ...rest: Parameters<typeof profiledRun>): RunRecord =>
  profiledRun(rest[0], { levels: [sampleLevel(level)] }, rest[2], rest[3]);

describe('the levels of a profile', () => {
  it('are met in a direction where everything that decides held', () => {
    const run = profiledRun([
      onEntry('MSG-01'),
      onEntry('MSG-01', { direction: 'B->A', verdict: 'fail', atFault: 'B' }),
    ]);
    const [row] = levelRows(run);
    expect(row?.cells['A->B']).to.deep.include({ state: 'met', gating: 1, held: 1, reasons: [] });
    expect(row?.cells['B->A'].state).to.equal('not met');
    expect(row?.state).to.equal('not met');
  });

  it('name the entry, the results and the party behind a breach, which outweighs what is open', () => {
    const broken = onEntry('MSG-01', { verdict: 'fail', atFault: 'B', actual: 'the body was cut' });
    const run = withLevel({ gating: ['MSG-02', 'MSG-01'] }, [broken, onEntry('MSG-02', { verdict: 'inconclusive' })]);
    const cell = cellOf(run);
    expect(cell?.state).to.equal('not met');
    expect(cell?.reasons.map(({ kind, entry }) => [kind, entry])).to.deep.equal([
      ['hinders', 'MSG-01'],
      ['open', 'MSG-02'],
    ]);
    expect(cell?.reasons[0]).to.deep.include({
      atFault: 'B',
      results: [broken],
      sentence: 'What MSG-01 asks for: the body was cut',
    });
  });

  it('are undetermined where something that decides was not judged, not run or never tested', () => {
    for (const verdict of ['inconclusive', 'error', 'not-run'] as const)
      expect(cellOf(profiledRun([onEntry('MSG-01', { verdict })]))?.state).to.equal('undetermined');
    const untested = cellOf(withLevel({ gating: ['MSG-01', 'MED-14'] }, [onEntry('MSG-01')]));
    expect(untested?.state).to.equal('undetermined');
    expect(untested?.reasons[0]).to.include({ entry: 'MED-14', kind: 'open' });
  });

  it('are not met by what does not apply alone', () => {
    const run = profiledRun([onEntry('MSG-01', { verdict: 'not-applicable' })]);
    expect(cellOf(run)?.state).to.equal('undetermined');
    const both = withLevel({ gating: ['MSG-01', 'MSG-02'] }, [
      onEntry('MSG-01', { verdict: 'not-applicable' }),
      onEntry('MSG-02'),
    ]);
    expect(cellOf(both)).to.include({ state: 'met', held: 2 });
  });

  it('keep what only advises out of the decision, and say that it was observed', () => {
    const level = { gating: ['MSG-01'], mustPartOnly: ['MSG-02'], advisory: ['MSG-06'] };
    const held = [onEntry('MSG-01'), onEntry('MSG-02')];
    const state = (...more: ReturnType<typeof onEntry>[]) => cellOf(withLevel(level, [...held, ...more]))?.state;
    expect(state(onEntry('MSG-06', { verdict: 'fail', atFault: 'A' }, 'policy'))).to.equal('met with observations');
    expect(state(onEntry('MSG-02', { verdict: 'warn', atFault: 'A' }, 'SHOULD'))).to.equal('met with observations');
    expect(state(onEntry('MSG-02', { verdict: 'fail', atFault: 'A' }, 'policy'))).to.equal('met with observations');
    expect(state(onEntry('MSG-06', { verdict: 'inconclusive' }))).to.equal('met');
    expect(state(onEntry('MSG-02', { verdict: 'inconclusive' }, 'SHOULD'))).to.equal('met');
  });

  it('are not satisfied by the advisory part of an entry', () => {
    const cell = cellOf(withLevel({ gating: [], mustPartOnly: ['MSG-02'] }, [onEntry('MSG-02', {}, 'SHOULD')]));
    expect(cell?.state).to.equal('undetermined');
    expect(cell?.reasons[0]?.sentence).to.include('only parts of it that do not decide');
  });

  it('let policy decide where the profile requires it, and nowhere else', () => {
    const failed = onEntry('MED-08', { verdict: 'warn', atFault: 'A', reasonCode: 'missing-stanza' }, 'policy');
    expect(cellOf(withLevel({ gating: [], policyGating: ['MED-08'] }, [failed]))?.state).to.equal('not met');
    expect(cellOf(withLevel({ gating: ['MED-08'] }, [onEntry('MED-08'), failed]))?.state).to.equal(
      'met with observations',
    );
    const advised = { ...failed, reasonCode: 'advice-not-followed' };
    expect(cellOf(withLevel({ gating: [], policyGating: ['MED-08'] }, [advised]))?.state).to.equal(
      'met with observations',
    );
  });

  it('leave a promoted entry open where nobody is shown to be at fault', () => {
    const warned = onEntry('ARC-01', { verdict: 'warn', atFault: 'undetermined' }, 'SHOULD');
    expect(cellOf(withLevel({ gating: [], promoted: [{ ids: ['ARC-01'] }] }, [warned]))?.state).to.equal(
      'undetermined',
    );
  });

  it('take a warning of a promoted entry for a breach', () => {
    const warned = onEntry('ARC-01', { verdict: 'warn', atFault: 'B' }, 'SHOULD');
    expect(cellOf(withLevel({ gating: [], promoted: [{ ids: ['ARC-01'] }] }, [warned]))?.state).to.equal('not met');
    const only = { gating: [], promoted: [{ ids: ['ARC-01'], scenarios: ['another'] }] };
    expect(cellOf(withLevel(only, [warned]))?.state).to.equal('undetermined');
  });

  it('count a level in itself where one that it needs is not met', () => {
    const levels = [sampleLevel(), sampleLevel({ id: 'L2-T', needs: ['L1-T'], gating: ['MUC-01'] })];
    const run = (verdict: 'pass' | 'fail') =>
      profiledRun([...bothWays('MSG-01', { verdict, atFault: 'A' }), ...bothWays('MUC-01')], { levels });
    expect(cellOf(run('pass'), 'L2-T')?.state).to.equal('met');
    const above = cellOf(run('fail'), 'L2-T');
    expect(above?.state).to.equal('met in itself');
    expect(above?.reasons.map(({ sentence }) => sentence)).to.deep.equal([
      'Counts only together with L1-T, which is not met',
    ]);
  });

  it('accept one of two alternatives, unless both functions are declared', () => {
    const level = {
      gating: ['E2E-08', 'E2E-09'],
      alternatives: [{ ids: ['E2E-08', 'E2E-09'], functions: ['x', 'y'] }],
    };
    const results = [onEntry('E2E-08', { verdict: 'fail', atFault: 'A' }), onEntry('E2E-09')];
    expect(cellOf(withLevel(level, results))?.state).to.equal('met');
    const declared = { a: sampleClaims({ functions: ['x', 'y'] }) };
    expect(cellOf(withLevel(level, results, {}, declared))?.state).to.equal('not met');
  });

  it('say nothing of a run that was filtered or ended early', () => {
    for (const over of [{ filtered: true }, { partial: true, stopped: 'interrupted' }]) {
      const cell = cellOf(profiledRun(bothWays('MSG-01'), {}, {}, over));
      expect(cell?.state).to.equal('undetermined');
      expect(cell?.reasons).to.have.lengthOf(1);
    }
  });

  it('say on which side rooms are hosted, where there are any', () => {
    const run = profiledRun(bothWays('MSG-01'));
    expect(levelRows(run)[0]?.labels).to.deep.equal({ 'A->B': 'A->B', 'B->A': 'B->A' });
    const entries = run.catalogue.entries.map((entry) => ({ ...entry, accountable: 'mucService' as const }));
    const rooms = levelRows({ ...run, catalogue: { entries, features: [] } });
    expect(rooms[0]?.labels).to.deep.equal({ 'A->B': 'A->B, rooms on B', 'B->A': 'B->A, rooms on A' });
  });
});
