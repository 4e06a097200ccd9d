import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { withMadeAccounts } from '../../runners/accounts/made.ts';
import { logInto } from '../../runners/accounts/maker.ts';
import { Registration } from '../../runners/accounts/register.ts';
import { type Account, type Making, type Plan, Secret, type Service } from '../../runners/config/plan.ts';
import type { Lab } from '../../runners/lab/lab.ts';
import { startLab } from '../../runners/lab/start.ts';
import { endCommands, folderIn, recordIn, startCommand } from '../support/command.ts';
import { attempt, oneSentence } from '../support/in-process.ts';

type Way = Making['by'];

/** Scenarios that need three accounts on a side are among them. */
const chosen = ['rfc6121.3.1.3.*', 'xep0045.kick.*'];

/** Rejects where an account of that name is there: it is registered, which then is a conflict, and deleted again. */
async function isFree(jid: string, service: Service, run: Plan['run']): Promise<void> {
  const registration = new Registration(service, run);
  const account = { jid, password: new Secret('of-the-test') };
  await registration.make([account], new Set(), new AbortController().signal);
  await registration.remove([account]);
}

describe('accounts made for a run', function () {
  this.timeout(120_000);
  let folder: string;
  let lab: Lab;
  let results: string;
  let count = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-made-'));
    lab = await startLab({ directory: join(folder, 'lab'), lanes: 1 });
    await writeFile(join(folder, 'ca.pem'), lab.plan.a.ca ?? '');
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    results = join(folder, `results-${(count += 1)}`);
  });
  afterEach(endCommands);

  const adminPasswords = (of = lab): NodeJS.ProcessEnv => ({
    ADMIN_A: of.admins.a.password.reveal(),
    ADMIN_B: of.admins.b.password.reveal(),
  });

  /** For `withMadeAccounts`; what is left behind goes into the list. */
  const making = (runId: string, left: string[]): Parameters<typeof withMadeAccounts>[1] => ({
    runId,
    signal: new AbortController().signal,
    say: () => undefined,
    leftBehind: (what) => left.push(...what),
  });

  /** A plan file whose sides have accounts made in these ways. */
  async function planFile(ways: readonly [Way, Way], lanes = 1, { plan, dns } = lab): Promise<string> {
    const side = (key: 'a' | 'b', way: Way): string => {
      const { domain, connect } = plan[key];
      const admin = `admin: { jid: admin@${domain}, password: { env: ADMIN_${key.toUpperCase()} } }`;
      const made = way === 'register' ? '{ make: register }' : `{ make: admin, ${admin} }`;
      return `${key}: { domain: ${domain}, ca: ca.pem, connect: 'xmpp://${connect?.host ?? ''}:${connect?.port ?? 0}', accounts: ${made} }`;
    };
    const path = join(folder, 'plan.yaml');
    const run = `run: { lanes: ${lanes}, deadline: 5s, dns: '${dns}' }`;
    await writeFile(path, [side('a', ways[0]), side('b', ways[1]), run].join('\n'));
    return path;
  }

  /** The names that a run of this id gives its accounts are free on both servers. */
  async function expectGone(runId: string, perSide: number): Promise<void> {
    for (const service of [lab.plan.a, lab.plan.b]) {
      for (let number = 1; number <= perSide; number += 1)
        await isFree(`fedcheck-${runId.toLowerCase()}-${number}@${service.domain}`, service, lab.plan.run);
    }
  }

  for (const [ways, lanes] of [
    [['register', 'register'], 1],
    [['admin', 'admin'], 2],
    [['admin', 'register'], 1],
  ] as const) {
    it(`by ${ways.join(' and ')}, in lanes: ${lanes}, play stories of three accounts, and are gone afterwards`, async () => {
      const config = await planFile(ways, lanes);
      const selection = chosen.flatMap((glob) => ['--scenario', glob]);
      const argv = ['run', '--config', config, ...selection, '--results', results];
      const command = startCommand(argv, { environment: adminPasswords() });
      expect(await command.ended, command.err).to.be.oneOf([0, 1]); // 1 where a server deviates
      const run = await recordIn(await folderIn(results));
      expect(run.cleanup).to.deep.equal([]);
      expect(run.results.filter(({ verdict }) => ['not-run', 'error', 'inconclusive'].includes(verdict))).to.deep.equal(
        [],
      );
      expect(run.results.filter(({ verdict }) => verdict === 'pass').length).to.be.at.least(20);
      expect(run.targets.a.account).to.equal(`fedcheck-${run.id.toLowerCase()}-1@${lab.plan.a.domain}`);
      expect(command.err).to.contain(`deleted ${3 * lanes} accounts on ${lab.plan.b.domain}`);
      await expectGone(run.id, 3 * lanes);
      const files = await readdir(results, { recursive: true, withFileTypes: true });
      for (const file of files.filter((entry) => entry.isFile())) {
        const text = await readFile(join(file.parentPath, file.name), 'latin1');
        expect(text, file.name).not.to.match(/<password[ >]|password-verify/);
      }
    });
  }

  for (const way of ['register', 'admin'] as const) {
    it(`by ${way} have passwords that nobody can guess and no file holds, and no longer let anybody in`, async () => {
      const how = (admin: Account): Making =>
        way === 'register' ? { by: way, count: 2 } : { by: way, count: 2, admin };
      const plan: Plan = {
        ...lab.plan,
        a: { ...lab.plan.a, accounts: [], making: how(lab.admins.a) },
        b: { ...lab.plan.b, accounts: [], making: how(lab.admins.b) },
      };
      const left: string[] = [];
      const made: (readonly [Account, Service])[] = [];
      await withMadeAccounts(plan, making(`by-${way}`, left), async (full) => {
        for (const service of [full.a, full.b]) {
          for (const account of service.accounts) {
            made.push([account, service]);
            const stream = await logInto(account, service, plan.run);
            expect(stream?.fullJid).to.contain(`${account.jid}/`);
            await stream?.close();
          }
        }
      });
      expect(left).to.deep.equal([]);
      const passwords = made.map(([{ password }]) => password.reveal());
      expect(new Set(passwords).size).to.equal(4);
      expect(passwords.every((password) => password.length >= 32)).to.equal(true);
      for (const [account, service] of made) expect(await logInto(account, service, plan.run)).to.equal(undefined);
      for (const path of [lab.logs.a, lab.logs.b]) {
        const log = await readFile(path, 'latin1');
        expect(passwords.filter((password) => log.includes(password))).to.deep.equal([]);
      }
    });
  }

  for (const ways of [
    ['register', 'register'],
    ['admin', 'admin'],
  ] as const) {
    it(`by ${ways[0]} are gone after an interrupt`, async () => {
      const config = await planFile(ways);
      const argv = ['run', '--config', config, '--scenario', 'rfc6121.*', '--results', results];
      const command = startCommand(argv, { environment: adminPasswords() });
      await command.says(/ 5\/\d+ /);
      command.signal('SIGINT');
      expect(await command.ended).to.equal(130);
      const run = await recordIn(await folderIn(results));
      expect([run.partial, run.cleanup]).to.deep.equal([true, []]);
      await expectGone(run.id, 3);
    });
  }

  it('are named in what is rendered of a run that was killed', async () => {
    const argv = ['run', '--config', await planFile(['register', 'register']), '--scenario', 'rfc6121.*'];
    const command = startCommand([...argv, '--results', results]);
    await command.says(/ 5\/\d+ /);
    command.signal('SIGKILL');
    await command.ended;
    const where = await folderIn(results);
    expect((await attempt(['report', where])).code).to.equal(0);
    const first = `fedcheck-${basename(where).toLowerCase()}-1@${lab.plan.a.domain}`;
    const report = await readFile(join(where, 'reports', 'report.html'), 'utf8');
    expect(report).to.contain('made for this run, and not deleted where it was killed:').and.to.contain(first);
  });

  it('that a server does not let be deleted are named with the reason and the remedy', async () => {
    const other = await startLab({ directory: join(folder, 'other'), lanes: 1 });
    const left: string[] = [];
    const how: Making = { by: 'register', count: 2 };
    const plan = { ...other.plan, b: { ...other.plan.b, accounts: [], making: how } };
    try {
      await withMadeAccounts(plan, making('lost', left), () => other.stop());
    } finally {
      await other.stop();
    }
    expect(left).to.have.lengthOf(1);
    expect(left[0])
      .to.contain('not deleted: fedcheck-lost-1@beta.example, fedcheck-lost-2@beta.example (No server listens for')
      .and.to.contain('delete them as an administrator of beta.example');
  });

  it('by an administrator with a wrong password are not, with exit code 2', async () => {
    const config = await planFile(['register', 'admin']);
    const environment = { ADMIN_B: 'a-wrong-password', FEDCHECK_RESULTS: results };
    const { code, said } = await attempt(['run', '--config', config], environment);
    expect(code).to.equal(2);
    expect(said).to.contain('beta.example refused the login of admin@beta.example (not-authorized)');
    expect(said).not.to.contain('a-wrong-password');
    const [name = ''] = await readdir(results);
    await isFree(`fedcheck-${name.toLowerCase()}-1@alpha.example`, lab.plan.a, lab.plan.run);
  });

  describe('where they cannot be made', () => {
    let closed: Lab;
    before(async () => {
      closed = await startLab({ directory: join(folder, 'closed'), lanes: 1, closed: ['A', 'B'] });
      await writeFile(join(folder, 'ca.pem'), closed.plan.a.ca ?? '');
    });
    after(async () => {
      await writeFile(join(folder, 'ca.pem'), lab.plan.a.ca ?? '');
      await closed.stop();
    });

    for (const [ways, said] of [
      [['register', 'admin'], 'alpha.example registers nobody: it answered service-unavailable, and does not list'],
      [['admin', 'register'], /beta\.example did not register fedcheck-\S+-1@beta\.example: it answered forbidden \("/],
    ] as const) {
      it(`since registration is closed, ${ways.join(' and ')} end with exit code 4 and the answer`, async () => {
        const environment = { ...adminPasswords(closed), FEDCHECK_RESULTS: results };
        const { code, said: all } = await attempt(['run', '--config', await planFile(ways, 1, closed)], environment);
        expect(code).to.equal(4);
        const sentence = all.split('\n').find((line) => line.startsWith('fedcheck: ')) ?? '';
        expect(`${sentence}\n`).to.match(oneSentence);
        if (typeof said === 'string') expect(sentence).to.contain(said);
        else expect(sentence).to.match(said);
        expect(sentence).to.contain('Allow in-band registration there').and.to.contain('use make: admin');
      });
    }

    it('since the account administers nothing, the command and what to do are named', async () => {
      const config = await planFile(['admin', 'admin'], 1, closed);
      const [alice] = closed.plan.a.accounts;
      await writeFile(config, (await readFile(config, 'utf8')).replace('admin@alpha', 'alice@alpha'));
      const environment = { ...adminPasswords(closed), ADMIN_A: alice?.password.reveal() };
      const run = await attempt(['run', '--config', config], { ...environment, FEDCHECK_RESULTS: results });
      expect(run.code).to.equal(4);
      expect(run.said)
        .to.match(
          /alpha\.example did not let alice@alpha\.example add fedcheck-\S+: it answered the command \S+add-user/,
        )
        .and.to.contain('with forbidden (')
        .and.to.contain('Make that account an administrator there');
      const doctor = await attempt(['doctor', '--config', config], environment);
      expect(doctor.code).to.equal(4);
      expect(doctor.out)
        .to.contain('did not let alice@alpha.example add accounts')
        .and.to.contain('may add and delete');
    });
  });
});
