import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { RunRecord } from '../../reports/model/record.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const minute = 60_000;

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (command: string, args: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });

/** Fails with what npm said. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run('npm', args, cwd);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${String(code)}:\n${stdout}\n${stderr}`);
}

describe('the packed package, installed outside the repository', function () {
  this.timeout(4 * minute);
  let folder: string;
  const fedcheck = (...args: string[]) => run(join(folder, 'node_modules/.bin/fedcheck'), args, folder);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-pack-'));
    await npm(['pack', '--pack-destination', folder], root);
    const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack left no package behind');
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('holds what is needed to run and nothing of the workshop', async () => {
    const names = await readdir(join(folder, 'node_modules/fedcheck'));

    expect(names).to.have.members(['dist', 'fixtures', 'package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']);
    await access(join(folder, 'node_modules/fedcheck/dist/run.schema.json'));
  });

  it('says its version', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };

    const { code, stdout } = await fedcheck('--version');

    expect(stdout.trim()).to.equal(version);
    expect(code).to.equal(0);
  });

  it('lists its scenarios as JSON', async () => {
    const { code, stdout, stderr } = await fedcheck('list', '--json');

    expect(code, stderr).to.equal(0);
    expect(JSON.stringify(JSON.parse(stdout))).to.include('rfc6121.');
  });

  it('runs scenarios in its own lab and writes the record', async () => {
    const { code, stderr } = await fedcheck('lab', 'run', '--area', 'federation', '--level', 'MUST');

    expect(code, stderr).to.equal(0);
    const [name = ''] = await readdir(join(folder, 'fedcheck-results'));
    const record = JSON.parse(await readFile(join(folder, 'fedcheck-results', name, 'run.json'), 'utf8')) as RunRecord;
    expect(record.partial).to.equal(false);
    expect(record.results).to.not.be.empty;
    expect(record.results.filter(({ verdict }) => verdict === 'error')).to.be.empty;
    await access(join(folder, 'fedcheck-results', name, 'reports/report.html'));
  });
});
