import { expect } from 'chai';
import { describe, it } from 'mocha';
import { join } from 'node:path';
import { changes, type Result, type Soaked } from '../../scripts/soak-compare.mjs';
import { sampleRun } from '../support/sample-run.ts';

const passes: Result = {
  scenario: 's1',
  direction: 'A->B',
  verdict: 'pass',
  reasonCode: '',
  actual: 'seen',
  evidence: [{ path: 'transcripts/s1.A-B.xml', lines: [3, 20] }],
};
const fails: Result = { ...passes, verdict: 'fail', reasonCode: 'missing-stanza', actual: 'nothing came' };
const soaked = (count: number, condition: string, ...results: Result[]): Soaked => ({
  count,
  condition,
  folder: `run-${String(count)}`,
  results,
});

describe('the comparison of soaked runs', () => {
  it('finds nothing in runs that agree, whatever else differs', () => {
    const slower = { ...passes, actual: 'seen later', evidence: [] };
    expect(changes(soaked(1, 'nothing', passes), soaked(2, 'jitter', slower))).to.deep.equal([]);
  });

  it('names both verdicts with reason, condition and transcript', () => {
    const first = soaked(1, 'nothing', passes, { ...fails, direction: 'B->A' });
    const later = soaked(4, 'a busy core', fails, { ...fails, direction: 'B->A' });
    expect(changes(first, later)).to.deep.equal([
      [
        's1 A->B',
        '  run 1, under nothing: pass, seen',
        `    ${join('run-1', 'transcripts', 's1.A-B.xml')}, lines 3 to 20`,
        '  run 4, under a busy core: fail, missing-stanza: nothing came',
        `    ${join('run-4', 'transcripts', 's1.A-B.xml')}, lines 3 to 20`,
      ],
    ]);
  });

  it('finds what only one of the two runs has', () => {
    const [gone] = changes(soaked(1, 'nothing', passes), soaked(2, 'jitter'));
    expect(gone?.slice(3)).to.deep.equal(['  run 2, under jitter: absent', '    no transcript']);
    const [added] = changes(soaked(1, 'nothing'), soaked(2, 'jitter', passes));
    expect(added?.slice(0, 2)).to.deep.equal(['s1 A->B', '  run 1, under nothing: absent']);
  });

  it('sees the one verdict that was altered in a record of many', () => {
    const { results } = sampleRun();
    const [{ scenario, direction, verdict } = passes] = results;
    const altered = results.map((result, index) =>
      index === 0 ? { ...result, verdict: verdict === 'error' ? 'pass' : 'error' } : result,
    );
    const named = changes(soaked(1, 'nothing', ...results), soaked(2, 'slow disks', ...altered));
    expect(named.map(([what]) => what)).to.deep.equal([`${scenario} ${direction}`]);
  });

  it('lets nothing that a server said steer the terminal', () => {
    const hostile = { ...fails, actual: '\u001b[2J\n\u202eabc' };
    const [lines = []] = changes(soaked(1, 'nothing', passes), soaked(2, 'jitter', hostile));
    expect(lines[3]).to.equal('  run 2, under jitter: fail, missing-stanza: \\u{1b}[2J\\u{a}\\u{202e}abc');
  });
});
