import { expect } from 'chai';
import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import { runSchema } from '../../reports/model/record.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { stanzaLines } from '../../reports/render/html/stanza.ts';
import { renderAll } from '../../reports/render/index.ts';
import { renderSchema } from '../../reports/render/json.ts';
import { renderJunit } from '../../reports/render/junit.ts';
import { ciLine, failuresText, ttyLine } from '../../reports/render/terminal.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import { csvRows } from '../support/csv-rows.ts';
import { declaringRun } from '../support/declaring-run.ts';
import { hostile, hostileRun } from '../support/hostile-run.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const plain = picocolors.createColors(false);
const run = sampleRun();

describe('the results folder', () => {
  it('holds every report, and a record that keeps to the schema', () => {
    const files = renderAll(run);
    expect([...files.keys()]).to.deep.equal([
      'run.json',
      'run.schema.json',
      'reports/report.html',
      'reports/junit.xml',
      'reports/summary.md',
      'reports/requirements.csv',
    ]);
    expect(runSchema.parse(JSON.parse(files.get('run.json') ?? ''))).to.deep.equal(run);
  });

  it('ships the schema as JSON Schema 2020-12 with every field of the record required', () => {
    const schema = JSON.parse(renderSchema()) as { $schema: string; required: string[]; additionalProperties: boolean };
    expect(schema.$schema).to.equal('https://json-schema.org/draft/2020-12/schema');
    expect(schema.required).to.have.members(Object.keys(run));
    expect(schema.additionalProperties).to.equal(false);
  });
});

describe('the HTML report', () => {
  const page = renderHtml(run);

  it('names the hashes of its own style and script in its policy', () => {
    for (const name of ['style', 'script']) {
      const [, text = ''] = new RegExp(`<${name}>([^]*)</${name}>`).exec(page) ?? [];
      expect(page).to.include(`${name}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(page).to.include("default-src 'none'");
  });

  it('shows every result, every finding with its party and its command', () => {
    for (const { scenario } of run.results) expect(page).to.include(scenario);
    for (const id of ['f-01', 'f-02', 'f-03', 'f-04', 'f-05', 'f-06']) expect(page).to.include(`id="${id}"`);
    expect(page).to.include(
      'fedcheck run --config plan.yaml --scenario rfc6121.3.1.3.stored-request-complete --direction &#39;A-&gt;B&#39;',
    );
    expect(page).to.include('href="https://www.rfc-editor.org/rfc/rfc6121#section-3.1.3"');
    expect(page).to.include('Evidence on the tested functions, not a legal finding.');
    expect(page).to.include('transcripts/rfc6121.3.1.3.stored-request-complete.A-B.xml, lines 14-39');
  });

  it('says that no statement follows from a filtered or partial run', () => {
    expect(page).not.to.include('No statement of conformance');
    for (const part of [{ filtered: true }, { partial: true, stopped: 'interrupted' }]) {
      expect(renderHtml(sampleRun(part))).to.include('No statement of conformance follows from this run');
    }
  });

  it('is valid and accessible HTML, also when hostile or empty', async () => {
    // The roles of tables are explicit since browsers drop them where small screens show rows as blocks.
    // A filter applies as soon as it is chosen: its form has nothing to submit.
    const rules = {
      'no-redundant-role': 'off',
      'wcag/h32': 'off',
      'no-inline-style': 'error',
      'long-title': 'off',
      'aria-label-misuse': ['error', { allowAnyNamable: true }],
    } satisfies ConfigData['rules'];
    const loader = new StaticConfigLoader({ extends: ['html-validate:recommended', 'html-validate:a11y'], rules });
    const validator = new HtmlValidate(loader);
    const all = [declaringRun(run), declaringRun(hostileRun(), hostile), sampleRun({ results: [] })];
    for (const one of all) {
      const { results } = await validator.validateString(renderHtml(one));
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)),
      ).to.deep.equal([]);
    }
  });

  it('breaks a stanza into lines without touching its text', () => {
    expect(stanzaLines('<a><b x="1>2"><c/></b><d>one <e>two</e> three</d></a>')).to.deep.equal([
      '<a>',
      '  <b x="1>2">',
      '    <c/>',
      '  </b>',
      '  <d>one <e>two</e> three</d>',
      '</a>',
    ]);
    expect(stanzaLines('<a>&lt;<b')).to.deep.equal(['<a>&lt;<b']);
  });
});

describe('junit.xml', () => {
  const xml = renderJunit(run);
  const caseOf = (name: string): string =>
    new RegExp(`<testcase[^>]*name="${name}"[^]*?</testcase>`).exec(xml)?.[0] ?? '';

  it('tells failures, errors and what was skipped apart, each with its reason', () => {
    expect(xml).to.match(/<testsuites [^>]*tests="13" failures="2" errors="3" skipped="3"/);
    expect(caseOf('rfc6121.3.1.3.stored-request-complete A->B')).to.match(
      /<failure message="the request without [^\n]*type="wrong-content"/,
    );
    expect(caseOf('xep0045.7.2.15.subject-last A->B')).to.include('type="inconclusive"');
    expect(caseOf('xep0045.7.2.15.subject-last B->A')).to.include('type="known-deviation"');
    expect(caseOf('rfc6120.13.12.large-stanza A->B')).to.match(/<skipped\/>[^]*not-run: needs --heavy/);
  });

  it('attaches the evidence and names the requirement', () => {
    const failed = caseOf('rfc6121.3.1.3.stored-request-complete A->B');
    expect(failed).to.include('[[ATTACHMENT|transcripts/rfc6121.3.1.3.stored-request-complete.A-B.xml]]');
    expect(failed).to.include('<property name="requirement" value="rfc6121.3.1.3"/>');
    expect(failed).to.include('<property name="party" value="recipientServer beta.example"/>');
  });
});

describe('requirements.csv', () => {
  it('has one row per result with the state of its requirement', () => {
    const [head = [], ...rows] = csvRows(renderCsv(run));
    expect(rows).to.have.length(run.results.length);
    const failed = rows.find((row) => row[head.indexOf('verdict')] === 'fail') ?? [];
    expect(failed[head.indexOf('requirement_state')]).to.equal('not satisfied');
    expect(failed[head.indexOf('at_fault')]).to.equal('B');
  });
});

describe('the terminal', () => {
  const failures = failuresText(run, plain);
  const summary = summaryText(run, plain, { resultsDir: 'fedcheck-results/x' });

  it('repeats each failure with all that is needed to act on it', () => {
    const block = failures.split('\n\n').find((text) => text.startsWith('FAIL  F-01'));
    for (const part of [
      'RFC 6121, section 3.1.3, MUST',
      'at fault      B, beta.example',
      'lines 14-39',
      "--direction 'A->B'",
      'expected',
      'actual',
    ]) {
      expect(block).to.include(part);
    }
  });

  it('stays within 100 columns of ASCII where the services do', () => {
    const ours = `${failures}${summary}`.replaceAll('’', "'");
    for (const line of ours.split('\n')) expect(line.length, line).to.be.at.most(100);
    expect(ours).to.match(/^[\n\x20-\x7E]*$/);
  });

  it('says in the summary what follows, what was put back and where the report is', () => {
    expect(summary).to.include('13 results, 3 min 41 s');
    expect(summary).to.include('non-conformant');
    expect(summary).to.include('Report    fedcheck-results/x/reports/report.html');
    expect(summaryText(sampleRun({ filtered: true }), plain, { resultsDir: 'x' })).to.include(
      'No statement of conformance',
    );
  });

  it('gives a deviation on record one line, so that what is new stands out', () => {
    const known = sampleResult({ verdict: 'fail', atFault: 'undetermined', known: 'RFC 6121, section 3.1.3: why' });
    const text = failuresText(sampleRun({ results: [known] }), plain);
    expect(text).to.match(
      /^Known deviations, .+\n\n {2}FAIL {2}F-01 {2}rfc6121\.\S+ +A->B {2}at fault: undetermined\n$/,
    );
    expect(text).not.to.include('What did not pass');
    for (const line of text.split('\n')) expect(line.length, line).to.be.at.most(100);
  });

  it('shows nothing of failures where all passed', () => {
    expect(failuresText(sampleRun({ results: [sampleResult()] }), plain)).to.equal('');
  });

  it('prints results in columns that line up', () => {
    expect(ttyLine(sampleResult(), plain)).to.equal(
      '  pass           rfc6121.8.5.2.1.1.remote-chat                      A->B   0.03 s',
    );
    expect(ciLine(sampleResult({ verdict: 'fail', atFault: 'B' }), 7, 48, '14:02:11')).to.equal(
      '14:02:11  7/48 fail           rfc6121.8.5.2.1.1.remote-chat                      A->B    31 ms  at fault: B',
    );
  });
});
