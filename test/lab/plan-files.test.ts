import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Plan } from '../../runners/config/plan.ts';
import { resolvePlan } from '../../runners/config/resolve.ts';
import { labAccounts } from '../../runners/lab/accounts.ts';
import { createAuthority } from '../../runners/lab/certificates.ts';
import { planText, removePlanFiles, writePlanFiles } from '../../runners/lab/plan-files.ts';

describe('the plan file of a standing lab', () => {
  let directory: string;
  let plan: Plan;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fedcheck-plan-'));
    const ca = (await createAuthority()).pem;
    const connect = { host: '127.1.2.3', port: 5222, directTls: false };
    plan = {
      a: { domain: 'alpha.example', accounts: labAccounts('A', 'alpha.example', 2), connect, ca },
      b: {
        domain: 'beta.example',
        accounts: labAccounts('B', 'beta.example', 2),
        connect: { ...connect, directTls: true },
        ca,
      },
      run: { lanes: 2, deadlineMs: 15_000, heavy: false, dns: '127.1.2.3:53', unreachable: '*.dead.example' },
    };
  });
  after(() => rm(directory, { recursive: true }));

  it('is read back as the plan that it was written from', async () => {
    const path = await writePlanFiles(directory, plan);
    const sources = { environment: {}, readStdin: async () => Promise.resolve('') };
    const read = (await resolvePlan({ config: path }, sources)).plan;

    expect(read.run).to.deep.equal(plan.run);
    for (const side of ['a', 'b'] as const) {
      expect(read[side].connect).to.deep.equal(plan[side].connect);
      expect(read[side].ca?.trim()).to.equal(plan[side].ca?.trim());
      expect(read[side].accounts.map(({ jid }) => jid)).to.deep.equal(plan[side].accounts.map(({ jid }) => jid));
      expect(revealed(read[side].accounts)).to.deep.equal(revealed(plan[side].accounts));
    }
  });

  it('has its passwords in files that only their owner may read, and not in itself', async () => {
    const path = await writePlanFiles(directory, plan);
    const text = await readFile(path, 'utf8');

    for (const { jid, password } of plan.a.accounts) {
      expect(text).not.to.include(password.reveal());
      expect((await stat(join(directory, 'passwords', jid))).mode & 0o777).to.equal(0o600);
    }
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
  });

  it('is removed with its passwords', async () => {
    const path = await writePlanFiles(directory, plan);
    await removePlanFiles(directory);

    expect(await stat(path).catch(() => 'gone')).to.equal('gone');
    expect(await stat(join(directory, 'passwords')).catch(() => 'gone')).to.equal('gone');
  });

  it('writes a deadline that is no whole second in milliseconds', () => {
    expect(planText({ ...plan, run: { ...plan.run, deadlineMs: 1500 } })).to.include('deadline: "1500ms"');
  });
});

const revealed = (accounts: Plan['a']['accounts']): string[] => accounts.map(({ password }) => password.reveal());
