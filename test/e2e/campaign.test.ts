import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SaxesParser } from 'saxes';
import { type RunRecord, runSchema } from '../../reports/model/record.ts';
import { openBrowser, whyNoChromium } from '../support/chromium.ts';
import { endCommands, folderIn, startCommand } from '../support/command.ts';
import { skip } from '../support/skip.ts';

const minute = 60_000;

/** What a reader compares between two runs. */
const verdictsOf = ({ results }: RunRecord): Record<string, string> =>
  Object.fromEntries(results.map(({ scenario, direction, verdict }) => [`${scenario} ${direction}`, verdict]));

describe('the main job: a campaign between the two servers of the lab', function () {
  this.timeout(5 * minute);
  let results: string;
  const runs: { readonly folder: string; readonly run: RunRecord; readonly code: unknown; readonly seconds: number }[] =
    [];

  const campaign = async (name: string): Promise<void> => {
    const startedAt = performance.now();
    const command = startCommand(['lab', 'run', '--results', join(results, name)]);
    const code = await command.ended;
    const seconds = (performance.now() - startedAt) / 1000;
    const folder = await folderIn(join(results, name));
    const record = runSchema.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
    runs.push({ folder, run: record, code, seconds });
  };
  const first = (): (typeof runs)[number] => {
    const [one] = runs;
    if (!one) throw new Error('the campaign left no record');
    return one;
  };

  before(async () => {
    results = await mkdtemp(join(tmpdir(), 'fedcheck-campaign-'));
    await campaign('first');
    await campaign('second');
  });
  after(async () => {
    await endCommands();
    await rm(results, { recursive: true, force: true });
  });

  it('judges everything that was planned, whole and unfiltered', () => {
    const { run, code } = first();
    expect(run).to.include({ partial: false, filtered: false, stopped: '' });
    expect(run.results.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'error')).to.deep.equal([]);
    const notRun = run.results.filter(({ verdict }) => verdict === 'not-run');
    expect(new Set(notRun.map(({ actual }) => actual))).to.deep.equal(new Set(['needs --heavy']));
    expect(run.cleanup).to.deep.equal([]);
    expect(code).to.equal(0);
  });

  it('shows no deviation but those on record', () => {
    const { run } = first();
    const deviating = run.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    expect(
      deviating.filter(({ known }) => known === undefined).map(({ scenario, actual }) => [scenario, actual]),
    ).to.deep.equal([]);
    expect(deviating).not.to.have.lengthOf(0);
  });

  it('gives the same verdicts again', () => {
    const [one, two] = runs.map(({ run }) => verdictsOf(run));
    expect(two).to.deep.equal(one);
  });

  it('is done within the time that a demonstration may take', () => {
    expect(first().seconds).to.be.below(90);
  });

  it('shows its report in a browser, which loads nothing else and reports nothing', async function () {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(this, reason);
    const { folder, run } = first();
    const browser = await openBrowser();
    try {
      const page = await browser.context.newPage();
      const loaded: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => loaded.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`file://${join(folder, 'reports/report.html')}`);
      expect(await page.title()).to.contain('fedcheck');
      expect(await page.locator('#matrix tbody tr').count()).to.be.above(run.results.length / 4);
      expect(loaded).to.have.lengthOf(1);
      expect(complaints).to.deep.equal([]);
    } finally {
      await browser.close();
    }
  });

  it('lists every file with its digest', async () => {
    const { folder } = first();
    const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
      files: Readonly<Record<string, string>>;
    };
    for (const [path, sha256] of Object.entries(files)) {
      const digest = createHash('sha256')
        .update(await readFile(join(folder, path)))
        .digest('hex');
      expect(digest, path).to.equal(sha256);
    }
    expect(files).to.include.keys('run.json', 'events.jsonl', 'reports/report.html');
  });

  it('has a JUnit test case for each result and a transcript for each that was played', async () => {
    const { folder, run } = first();
    let cases = 0;
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => {
      if (name === 'testcase') cases += 1;
    });
    parser.write(await readFile(join(folder, 'reports/junit.xml'), 'utf8')).close();
    expect(cases).to.equal(run.results.length);
    const transcripts = new Set(await readdir(join(folder, 'transcripts')));
    for (const { evidence } of run.results) {
      for (const { path } of evidence) expect(transcripts, path).to.include(path.replace('transcripts/', ''));
    }
  });
});
