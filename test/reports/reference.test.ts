import { expect } from 'chai';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import { runSchema } from '../../reports/model/record.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { headerLines } from '../../reports/render/terminal.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import { sampleRun } from '../support/sample-run.ts';

const without = sampleRun();
const named = (software: string) => {
  const reference = { ...without.targets.b, domain: 'gamma.example', account: 'carol@gamma.example', software };
  return runSchema.parse({ ...without, targets: { ...without.targets, reference } });
};
const summaryOf = (run: typeof without): string =>
  summaryText(run, picocolors.createColors(false), { resultsDir: 'results' });

describe('the reports of a run with a reference', () => {
  it('name the third service and its software', () => {
    const run = named('Prosody 13.0');
    expect(headerLines(run)).to.include('reference: gamma.example, Prosody 13.0');
    expect(summaryOf(run)).to.contain('  reference: gamma.example, Prosody 13.0\n');
    expect(renderHtml(run)).to.contain('<dt>Reference</dt><dd>gamma.example, Prosody 13.0</dd>');
  });

  it('say where its software is not told', () => {
    expect(headerLines(named(''))).to.include('reference: gamma.example, software not told');
  });

  it('are silent where the plan named none', () => {
    for (const text of [headerLines(without).join('\n'), summaryOf(without), renderHtml(without)])
      expect(text).not.to.match(/reference:|<dt>Reference/);
  });
});
