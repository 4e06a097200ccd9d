import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { main } from '../../runners/cli/program.ts';
import { captureIo } from './capture.ts';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function fedcheck(args: readonly string[], environment: NodeJS.ProcessEnv = {}, stdin = ''): Promise<Outcome> {
  const io = captureIo(environment, stdin);
  const code = await main(args, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

const jids = ['alice@alpha.example', 'bob@beta.example'];
const passwords = { FEDCHECK_A_PASSWORD: 'secret-of-alice', FEDCHECK_B_PASSWORD: 'secret-of-bob' };

describe('the command line', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-cli-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('shows help with examples and exit codes for every verb', async () => {
    for (const path of [
      [],
      ['run'],
      ['list'],
      ['explain'],
      ['doctor'],
      ['lab'],
      ['lab', 'run'],
      ['lab', 'up'],
      ['selftest'],
      ['report'],
      ['init'],
    ]) {
      const { code, out, err } = await fedcheck([...path, '--help']);
      expect([code, err]).to.deep.equal([0, '']);
      expect(out, path.join(' ')).to.contain('Examples:').and.to.contain('130  interrupted');
    }
  });

  it('prints its version and a completion script', async () => {
    expect((await fedcheck(['--version'])).out).to.match(/^\d+\.\d+\.\d+\n$/);
    expect((await fedcheck(['completion'])).out).to.contain('complete -o');
  });

  const misuses: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /Name a verb: run, list/],
    [['rum'], /'rum' is not a verb of fedcheck\. Did you mean 'run'\?/],
    [['lab'], /Say which: .*fedcheck lab run/],
    [['lab', 'rum'], /'rum' is not a verb of fedcheck lab\. Did you mean 'run'\?/],
    [['run', '--lanez', '2'], /--lanez is not an option of fedcheck run\. Did you mean '--lanes'\?/],
    [['run', '--lanez=2'], /--lanez is not an option of fedcheck run\. Did you mean '--lanes'\?/],
    [['run', '--lanes'], /--lanes needs a value after it/],
    [['list', 'muc'], /'muc' is more than fedcheck list takes/],
    [['explain'], /fedcheck explain needs <id> after it/],
    [['list', '--direction', 'A-B'], /--direction is "A-B"; it must be 'A->B' or 'B->A'/],
    [['list', '--area', 'federatoin'], /federatoin.*federation/],
    [
      ['explain', 'rfc6121.8.5.2.1.1.remote-chta'],
      /There is no scenario .* Did you mean 'rfc6121\.8\.5\.2\.1\.1\.remote-chat'\?/,
    ],
    [['run', 'alice', 'bob@beta.example'], /The JID of A is "alice", which has no '@'/],
    [['run', 'alice@alpha.example', 'bob@alpha.example'], /Both accounts are on alpha\.example/],
    [['run', ...jids, '--password-stdin', '--password-file', 'x'], /leave one of them out/],
    [['run', '--config', 'nowhere.yaml'], /The plan file nowhere\.yaml cannot be read/],
    [['doctor'], /Two accounts are needed/],
    [['selftest', '--lab', '--config', 'plan.yaml'], /Both --lab and --config/],
    [['selftest', '--servers', '--lanes', '2'], /--lanes does not go with --servers/],
    [['selftest', '--servers', '--fault', 'kick-wihtout-307'], /kick-wihtout-307.*'kick-without-307'/],
    [['selftest', '--fault', 'kick-without-307'], /--fault needs --servers/],
    [['report', 'nowhere'], /nowhere is not a results folder/],
  ];
  for (const [args, said] of misuses) {
    it(`refuses ${args.length === 0 ? 'nothing at all' : args.join(' ')} with one sentence and exit code 2`, async () => {
      const { code, out, err } = await fedcheck(args, passwords);
      expect(err)
        .to.match(said)
        .and.not.to.match(/\n\s+at |node:internal/);
      expect(err.trim().split('\n')).to.have.length(1);
      expect([code, out]).to.deep.equal([2, '']);
    });
  }

  it('names the missing environment variable', async () => {
    const { code, err } = await fedcheck(['run', ...jids]);
    expect([code, err]).to.deep.equal([
      2,
      'fedcheck: The environment variable FEDCHECK_A_PASSWORD is not set; it must hold the password of alice@alpha.example.\n',
    ]);
  });

  it('names line and column of a misspelt plan key', async () => {
    const plan = join(folder, 'plan.yaml');
    await writeFile(plan, 'a: { jid: alice@alpha.example }\nb: { jid: bob@beta.example }\nrun:\n  lane: 2\n');
    const { code, err } = await fedcheck(['run', '--config', plan], passwords);
    expect(code).to.equal(2);
    expect(err).to.contain("plan.yaml, line 4, column 3: 'lane' is not a key of run. Did you mean 'lanes'?");
  });

  it('refuses a results folder that cannot be written to, before anything is connected to', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { code, err } = await fedcheck(['run', ...jids, '--results', join(file, 'results')], passwords);
    expect(code).to.equal(2);
    expect(err).to.match(
      /The results folder .*results \(--results\) cannot be written to: a part of its path is a file, not a folder\./,
    );
  });

  it('ends with exit code 5 when the selectors leave nothing over', async () => {
    const { code, err } = await fedcheck(
      ['run', ...jids, '--scenario', 'rfc6121.8.5.2.1.1.remote-chat', '--exclude', '*'],
      passwords,
    );
    expect(code).to.equal(5);
    expect(err).to.contain('Nothing is selected');
  });

  it('prints the configuration with origins and without secrets', async () => {
    const { code, out, err } = await fedcheck(['run', ...jids, '--deadline', '2s', '--print-config'], {
      ...passwords,
      FEDCHECK_HEAVY: 'true',
    });
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.match(/^a\.password +\*\*\* +environment FEDCHECK_A_PASSWORD$/m);
    expect(out).to.match(/^run\.deadline +2000ms +flag --deadline$/m);
    expect(out).to.match(/^run\.heavy +true +environment FEDCHECK_HEAVY$/m);
    expect(out).to.match(/^run\.lanes +1 +default$/m);
    expect(out).not.to.contain('secret');
  });

  it('prints what would run, and why the rest would not', async () => {
    const { code, out } = await fedcheck(
      ['run', ...jids, '--area', 'federation', '--direction', 'A->B', '--dry-run'],
      passwords,
    );
    expect(code).to.equal(0);
    expect(out).to.match(/^\d+ results would run, \d+ would not\.$/m);
    expect(out).to.match(/^ {2}rfc6121\.8\.5\.2\.1\.1\.remote-chat +MUST +A->B$/m);
    expect(out).to.match(/^ {2}rfc6121\.8\.5\.2\.1\.1\.remote-chat +MUST +B->A +the other direction is selected$/m);
  });

  it('takes the last of an option that is given twice, so that a command can be appended to', async () => {
    const { out } = await fedcheck(['list', '--direction', 'A->B', '--direction', 'B->A', '--json']);
    const rows = JSON.parse(out) as { direction: string; runs: boolean }[];
    expect(new Set(rows.filter(({ runs }) => runs).map(({ direction }) => direction))).to.deep.equal(new Set(['B->A']));
  });

  it('explains a scenario', async () => {
    const { code, out } = await fedcheck(['explain', 'rfc6121.8.5.2.1.1.remote-chat']);
    expect(code).to.equal(0);
    expect(out)
      .to.contain('https://www.rfc-editor.org/rfc/rfc6121#section-8.5.2.1.1')
      .and.to.contain('catches')
      .and.to.contain('suites/');
  });
});
