import { expect } from 'chai';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { bothWays, onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';
import { sampleRun } from '../support/sample-run.ts';

const colors = picocolors.createColors(false);
const summary = (run: RunRecord): string => summaryText(run, colors, { resultsDir: 'results' });

describe('the levels in the terminal and in Markdown', () => {
  const levels = [
    sampleLevel({ gating: ['MSG-01', 'MSG-02'] }),
    sampleLevel({ id: 'L2-T', needs: ['L1-T'], gating: ['MUC-01'] }),
  ];
  const run = profiledRun(
    [
      ...bothWays('MSG-01'),
      onEntry('MSG-02', { verdict: 'fail', atFault: 'B' }),
      onEntry('MSG-02', { direction: 'B->A', verdict: 'not-run' }),
      ...bothWays('MUC-01'),
    ],
    { levels },
  );

  it('stand with what hinders each, and with the party at fault', () => {
    const text = summary(run);
    expect(text).to.match(/^ {2}L1-T {5}Text between two people +not met +undetermined$/mu);
    expect(text).to.include('A->B: hindered by MSG-02 (B)\n').and.to.include('B->A: open: MSG-02\n');
    expect(text).to.include('Counts only together with L1-T, which is not met');
    expect(text.replaceAll(/\s+/gu, ' ')).to.include('accuse nobody');
    expect(renderMarkdown(run)).to.match(
      /\| L1&#45;T Text between two people \| not met \| undetermined \| .*MSG&#45;02/u,
    );
  });

  it('name a few entries and count the rest', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `MSG-0${String(index + 1)}`);
    const many = profiledRun(
      ids.flatMap((id) => bothWays(id, { verdict: 'fail', atFault: 'A' })),
      { levels: [sampleLevel({ gating: ids })] },
    );
    expect(summary(many)).to.include('both directions: hindered by MSG-01 (A),').and.to.include('and 3 more');
  });

  it('say of a level that is not due when it will be, and how ready it is', () => {
    const claims = { a: sampleClaims({ designated: '2026-10-01', requested: '2026-10-02' }) };
    const text = summary(profiledRun(bothWays('MSG-01'), {}, claims));
    expect(text)
      .to.match(/not due +not due$/mu)
      .and.to.include('Due from 2027-04-01; readiness: met');
  });

  it('say once why a run makes no statement', () => {
    const text = summary({ ...run, filtered: true });
    expect(text.split('only a selection of the scenarios was run')).to.have.lengthOf(3); // There, and in the conclusion.
  });

  it('are left out of a run without profiles', () => {
    expect(summary(sampleRun())).not.to.include('accuse nobody');
    expect(renderMarkdown(sampleRun())).not.to.include('accuse nobody');
  });
});
