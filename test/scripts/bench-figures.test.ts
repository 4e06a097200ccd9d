import { expect } from 'chai';
import { describe, it } from 'mocha';
import { differences, figures } from '../../scripts/bench-figures.mjs';

const run = (...verdicts: string[]) => ({
  startedAt: '2026-11-18T14:00:00.000Z',
  finishedAt: '2026-11-18T14:00:02.000Z',
  floorMs: 500,
  results: verdicts.map((verdict, index) => ({
    scenario: `s${index}`,
    direction: 'A->B',
    verdict,
    durationMs: (index + 1) * 100,
  })),
});

describe('bench figures', () => {
  it('counts verdicts per second over what was exercised', () => {
    const said = Object.fromEntries(figures(run('pass', 'pass', 'fail', 'not-run')));

    expect(said['verdicts per second']).to.equal('1.5');
    expect(said['median of a scenario']).to.equal('200 ms');
    expect(said['campaign to floor']).to.equal('4.0');
    expect(said.results).to.equal('4, 3 exercised (2 pass, 1 fail, 1 not-run)');
  });

  it('takes the mean of the two in the middle as median of an even number', () => {
    expect(Object.fromEntries(figures(run('pass', 'pass')))['median of a scenario']).to.equal('150 ms');
  });

  it('finds a verdict that changes from run to run', () => {
    expect(differences([run('pass', 'pass'), run('pass', 'fail')])).to.deep.equal(['s1 A->B: pass, fail']);
  });

  it('finds a result that one run lacks', () => {
    expect(differences([run('pass', 'pass'), run('pass')])).to.deep.equal(['s1 A->B: pass, absent']);
  });

  it('finds nothing in runs that agree', () => {
    expect(differences([run('pass', 'warn'), run('pass', 'warn')])).to.deep.equal([]);
  });
});
