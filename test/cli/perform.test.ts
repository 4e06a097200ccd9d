import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RunRecord } from '../../reports/model/record.ts';
import type { Planned, RunCampaign } from '../../runners/campaign/types.ts';
import { perform, progressFor } from '../../runners/cli/perform.ts';
import { Secret, type Plan } from '../../runners/config/plan.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { captureIo } from './capture.ts';
import { sampleResult, sampleRun } from './sample.ts';

const account = (jid: string) => ({
  domain: jid.split('@')[1] ?? '',
  accounts: [{ jid, password: new Secret('known-secret') }],
});
const plan: Plan = {
  a: account('alice@alpha.example'),
  b: account('bob@beta.example'),
  run: { lanes: 1, deadlineMs: 1000, heavy: false },
};
const { accountable, ...about } = sampleResult('one', 'A->B', 'pass');
const scenario: Planned['scenario'] = {
  ...about,
  id: 'one',
  impact: 'none',
  file: 'suites/one.ts',
  accountable: 'recipientServer',
  faults: [],
  covers: [],
  given: {},
  subscribed: [],
  needs: {},
  body: async () => undefined,
};
const planned: readonly Planned[] = [
  { scenario, direction: 'A->B' },
  { scenario, direction: 'B->A' },
];

describe('performing a run', () => {
  let folder = '';
  beforeEach(async () => {
    expect(accountable.party).to.equal('recipientServer');
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-perform-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function play(
    campaign: RunCampaign,
    signal = new AbortController().signal,
  ): Promise<{ code: number; out: string; err: string }> {
    const io = { ...captureIo(), signal };
    const work = {
      plan,
      planned,
      filtered: false,
      command: 'fedcheck lab run',
      strict: false,
      effective: [{ path: 'a.password', value: '***', origin: 'argument' }],
    };
    const code = await perform(work, { folder, name: 'run' }, io, progressFor(io, 1000), campaign);
    return { code, out: io.stdout.text, err: io.stderr.text };
  }

  const complete = (run: RunRecord): RunRecord => ({
    ...run,
    partial: false,
    finishedAt: '2026-11-18T14:02:12.000Z',
    results: [sampleResult('one', 'A->B', 'pass'), sampleResult('one', 'B->A', 'pass')],
  });
  const recordOf = async (): Promise<RunRecord> =>
    JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunRecord;

  it('writes the folder with its manifest and prints the paths', async () => {
    const { code, out, err } = await play(async ({ onEvent }) => {
      onEvent({ type: 'planned', run: sampleRun(), total: 2 });
      return complete(sampleRun());
    });
    expect(code).to.equal(0);
    expect(await readdir(folder)).to.include.members(['run.json', 'manifest.json', 'context', 'reports']);
    expect(out.split('\n')).to.include(join(folder, 'reports', 'junit.xml'));
    expect(err)
      .to.contain('2 results planned')
      .and.to.contain('Summary')
      .and.to.match(/Exit 0/);
  });

  it('keeps what was found when the disk is full, names the folder, and ends with exit code 4', async () => {
    const { code, err } = await play(async ({ onEvent }) => {
      onEvent({ type: 'planned', run: sampleRun(), total: 2 });
      onEvent({ type: 'finished', done: 1, total: 2, result: sampleResult('one', 'A->B', 'pass') });
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
    });
    expect(code).to.equal(4);
    expect(err)
      .to.contain(`The results folder ${folder} cannot be written to: the disk is full.`)
      .and.to.contain('Summary');
    const run = await recordOf();
    expect(run.results.map(({ direction, verdict }) => `${direction} ${verdict}`)).to.deep.equal([
      'A->B pass',
      'B->A not-run',
    ]);
    expect(run.partial).to.equal(true);
  });

  it('prints the summary though no report can be written, and names each path', async () => {
    await writeFile(join(folder, 'reports'), '');
    const { code, out, err } = await play(async () => complete(sampleRun()));
    expect(code).to.equal(4);
    expect(err).to.contain(join(folder, 'reports')).and.to.contain('Summary').and.not.to.contain('    at ');
    expect(out).to.contain('run.json').and.not.to.contain('junit.xml');
  });

  it('ends with one sentence and exit code 4 when a target cannot be reached', async () => {
    await mkdir(join(folder, 'context'), { recursive: true });
    const { code, err } = await play(async () => {
      throw new ConnectionError('connect', 'port-closed', 'Nobody listens on 127.0.0.1:9.');
    });
    expect([code, err]).to.deep.equal([4, 'fedcheck: Nobody listens on 127.0.0.1:9.\n']);
  });

  it('ends with exit code 130 after an interrupt, with what there is', async () => {
    const { code } = await play(
      async () => ({ ...complete(sampleRun()), partial: true, stopped: 'interrupted' }),
      AbortSignal.abort(),
    );
    expect(code).to.equal(130);
    expect((await recordOf()).stopped).to.equal('interrupted');
  });

  it('shows no secret anywhere', async () => {
    const { out, err } = await play(async () => complete(sampleRun()));
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
    expect([out, err, ...texts].join('')).not.to.contain('known-secret');
  });
});
