import { expect } from 'chai';
import { describe, it } from 'mocha';
import { plainReason } from '../../reports/model/gate-cell.ts';
import { levelRows, questionRows, subProfileRows } from '../../reports/model/levels.ts';
import type { LevelCell } from '../../reports/model/profile-rows.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { bothWays, onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';

const cellOf = (run: RunRecord, id = 'L1-T'): LevelCell | undefined =>
  levelRows(run).find(({ level }) => level.id === id)?.cells['A->B'];

describe('levels that need others', () => {
  const levels = [
    sampleLevel({ mustPartOnly: ['OBS'] }),
    sampleLevel({ id: 'L2', needs: ['L1-T'], gating: ['MUC-01'] }),
    sampleLevel({ id: 'L3', needs: ['nowhere'], gating: ['MUC-01'] }),
  ];
  const held = [onEntry('MSG-01'), onEntry('MUC-01'), onEntry('OBS')];

  it('count where those are met, be it with observations', () => {
    const warned = onEntry('OBS', { verdict: 'warn', atFault: 'A' });
    const run = profiledRun([...held, warned], { levels });
    expect(cellOf(run)?.state).to.equal('met with observations');
    expect(cellOf(run, 'L2')?.state).to.equal('met');
  });

  it('say which one is lacking, and what it is', () => {
    const run = profiledRun([onEntry('MSG-01', { verdict: 'error' }), ...held.slice(1)], { levels });
    expect(cellOf(run, 'L2')?.reasons).to.deep.equal([
      plainReason('noted', 'Counts only together with L1-T, which is undetermined'),
    ]);
    expect(cellOf(run, 'L3')).to.deep.include({
      state: 'met in itself',
      readiness: 'met in itself',
      reasons: [plainReason('noted', 'Counts only together with nowhere, which is not in the profile')],
    });
  });

  it('are what they are where they are not met themselves', () => {
    const run = profiledRun([onEntry('MSG-01', { verdict: 'error' }), onEntry('MUC-01', { verdict: 'error' })], {
      levels,
    });
    expect(cellOf(run, 'L2')?.state).to.equal('undetermined');
    expect(cellOf(run, 'L2')?.reasons).to.have.lengthOf(1);
  });

  it('have the worse state of both directions', () => {
    const state = (there: Partial<Result>, back: Partial<Result>) =>
      levelRows(profiledRun([onEntry('MSG-01', there), onEntry('MSG-01', { ...back, direction: 'B->A' })]))[0]?.state;
    const fail = { verdict: 'fail', atFault: 'A' } as const;
    expect(state({}, {})).to.equal('met');
    expect(state({}, { verdict: 'warn' })).to.equal('met with observations');
    expect(state({ verdict: 'error' }, { verdict: 'warn' })).to.equal('undetermined');
    expect(state({ verdict: 'error' }, fail)).to.equal('not met');
    const back = { direction: 'B->A' } as const;
    const lacking = profiledRun(
      [onEntry('MSG-01', { verdict: 'error' }), onEntry('MSG-01', back), ...bothWays('MUC-01'), ...bothWays('OBS')],
      { levels },
    );
    expect(levelRows(lacking).find(({ level }) => level.id === 'L2')?.state).to.equal('met in itself');
  });
});

describe('alternatives of a level', () => {
  const alternatives = [{ ids: ['one', 'two'], functions: ['x', 'y'] }];
  const fail = { verdict: 'fail', atFault: 'A', actual: 'cut' } as const;
  const judge = (results: readonly Result[], ...functions: string[]) =>
    cellOf(
      profiledRun(
        results,
        { levels: [sampleLevel({ gating: ['one', 'two', 'three'], alternatives })] },
        { a: sampleClaims({ functions }) },
      ),
    );

  it('spare the others what they lack, which is noted', () => {
    const cell = judge([onEntry('one', fail), onEntry('two'), onEntry('three')], 'x');
    expect(cell?.state).to.equal('met');
    expect(cell?.held).to.equal(3);
    expect(cell?.reasons.map(({ kind, entry, sentence }) => `${kind} ${entry} ${sentence}`)).to.deep.equal([
      'noted one What one asks for: cut',
    ]);
  });

  it('spare nothing else, and nothing where none of them holds', () => {
    expect(judge([onEntry('one'), onEntry('two'), onEntry('three', fail)])?.state).to.equal('not met');
    expect(judge([onEntry('one', fail), onEntry('two', fail), onEntry('three')])?.state).to.equal('not met');
    expect(
      judge([onEntry('one', fail), onEntry('two', { verdict: 'not-applicable' }), onEntry('three')])?.state,
    ).to.equal('not met');
    const mixed = [onEntry('one', fail), onEntry('two', { verdict: 'error' }), onEntry('two'), onEntry('three')];
    expect(judge(mixed)?.state).to.equal('not met');
  });
});

describe('questions and views', () => {
  const ask = (ids: readonly string[], results: readonly Result[], declaration = '', over: Partial<RunRecord> = {}) =>
    questionRows(
      profiledRun(
        results,
        {
          levels: [sampleLevel({ gating: [], advisory: ['ADV'], promoted: [] })],
          questions: [{ id: 'q', question: 'Why?', asks: '', ids: [...ids], declaration }],
        },
        {},
        over,
      ),
    )[0];

  it('leave a question open on which nothing bears, or of which nothing was judged', () => {
    expect(ask([], bothWays('ADV'))).to.deep.include({ finding: 'open', reasons: [] });
    expect(ask([], [], '', { filtered: true })).to.deep.include({ finding: 'open', reasons: [] });
    expect(ask(['ADV'], bothWays('ADV'), '', { filtered: true })?.reasons).to.deep.equal([
      plainReason('open', 'only a selection of the scenarios was run'),
    ]);
  });

  it('take for an answer what an entry only recommends', () => {
    expect(ask(['ADV'], bothWays('ADV', {}, 'SHOULD'))?.finding).to.equal('holds');
    expect(ask(['ADV'], bothWays('ADV', { verdict: 'warn', atFault: 'A' }, 'SHOULD'))?.finding).to.equal(
      'does not hold',
    );
    expect(ask(['MSG-01'], bothWays('MSG-01', { verdict: 'warn', atFault: 'A' }))?.finding).to.equal('holds');
  });

  it('hold where one direction holds and the other does not apply', () => {
    const results = [onEntry('MSG-01'), onEntry('MSG-01', { direction: 'B->A', verdict: 'not-applicable' })];
    expect(ask(['MSG-01'], results)?.finding).to.equal('holds');
    expect(ask(['MSG-01'], bothWays('MSG-01', { verdict: 'not-applicable' }))?.finding).to.equal('open');
  });

  it('judge a view in each direction', () => {
    const view = { id: 'v', title: 'V', article: '7(9)', ids: ['MSG-01'], articles: [] };
    const results = [onEntry('MSG-01'), onEntry('MSG-01', { direction: 'B->A', verdict: 'fail', atFault: 'A' })];
    const [row] = subProfileRows(profiledRun(results, { subProfiles: [view] }));
    expect([row?.cells['A->B'].state, row?.cells['B->A'].state]).to.deep.equal(['met', 'not met']);
  });
});
