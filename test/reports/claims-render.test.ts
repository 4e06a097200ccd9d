import { expect } from 'chai';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import { renderJunit } from '../../reports/render/junit.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import { claimingRun, groupResult } from '../support/sample-claims.ts';
import { sampleRun } from '../support/sample-run.ts';

const terminal = (run: Parameters<typeof summaryText>[0]): string =>
  summaryText(run, picocolors.createColors(false), { resultsDir: 'r' }).replaceAll(/\s+/g, ' ');

describe('claims in the reports', () => {
  const run = claimingRun([groupResult({ verdict: 'not-applicable', actual: 'no room service ]]> <b>' })], {
    functions: ['groups', 'calls'],
    limits: { stanzaBytes: 262_144 },
    software: {
      name: 'Verona <b>',
      version: '',
      implements: [
        { xep: '0045', version: '1.35.5', status: 'complete' },
        { xep: '0060', version: '1.0', status: 'complete' },
      ],
    },
  });

  it('stand in the summary of the terminal, with the reason of what is missing', () => {
    const text = terminal(run);
    expect(text).to.contain('A declares 2 functions for its own users. Missing: Groups; not tested: Voice calls.');
    expect(text).to.contain('claims 2 XEPs for A. 0 confirmed; contradicted: XEP-0045; 1 not tested.');
    expect(text).to.contain('A declares "Groups", which is missing: not offered: ');
  });

  it('are a section of Markdown in which nothing of others is markup', () => {
    const text = renderMarkdown(run);
    expect(text).to.contain('## What the providers declare');
    expect(text).to.match(/\| A \| Groups \| .+ \| missing \| not offered/);
    expect(text).to.match(/\| A \| Size of a stanza \| 262144 bytes \| not tested \|/);
    expect(text).to.match(/\| A \| XEP.+0045 .+ \| complete \| contradicted \|/);
    expect(text).not.to.contain('<b>Verona').and.not.to.contain('Verona <b>');
  });

  it('are test cases of JUnit, failed where missing and skipped where not tested', () => {
    const text = renderJunit(run);
    const [suite = ''] = /<testsuite name="claims".*?<\/testsuite>/s.exec(text) ?? [];
    expect(suite).to.contain('tests="2" failures="1" errors="0" skipped="1"');
    expect(suite).to.match(/<testcase classname="fedcheck.claims" name="groups A">.*<failure message="not offered: /s);
    expect(suite).to.contain('name="calls A"').and.to.contain('not tested: no scenarios for calls yet');
  });

  it('mark what is known, and leave everything out where nobody declares anything', () => {
    const known = claimingRun([
      groupResult({ verdict: 'fail', atFault: 'A', impact: 'blocking', known: 'clause: why' }),
    ]);
    expect(renderJunit(known)).to.match(/name="groups A">.*type="known-deviation"/s);
    expect(renderMarkdown(known)).to.contain('missing, known deviation');
    expect(renderJunit(sampleRun())).not.to.contain('name="claims"');
    expect(renderMarkdown(sampleRun())).not.to.contain('declare');
    expect(terminal(sampleRun())).not.to.contain('declares');
  });
});
