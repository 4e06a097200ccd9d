import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { accountsInFile } from '../../runners/config/check-sides.ts';
import type { Flags } from '../../runners/config/flags.ts';
import { parsePlanFile } from '../../runners/config/plan-file.ts';
import { type Configuration, resolvePlan } from '../../runners/config/resolve.ts';
import { UsageError } from '../../runners/config/usage-error.ts';

const b = 'b: { jid: bob@beta.example }';
const registering = 'domain: Alpha.Example, accounts: { make: register }';
const admin = 'admin: { jid: admin@alpha.example, password: { env: ADMIN } }';
const passwords: NodeJS.ProcessEnv = { FEDCHECK_B_PASSWORD: 'secret-of-bob', ADMIN: 'secret-of-admin' };

describe('accounts to be made', () => {
  let folder = '';
  let config = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-making-'));
    config = join(folder, 'plan.yaml');
  });
  after(() => rm(folder, { recursive: true }));

  const resolve = async (
    side: string,
    flags: Flags = {},
    { environment = passwords, stdin = '' } = {},
  ): Promise<Configuration> => {
    await writeFile(config, `a: { ${side} }\n${b}\n`);
    return await resolvePlan({ config, ...flags }, { environment, readStdin: async () => stdin });
  };
  async function refusal(act: Promise<unknown>): Promise<string> {
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UsageError);
    expect((error as Error).message).not.to.contain('secret-of');
    return (error as Error).message;
  }
  const shown = ({ effective }: Configuration): readonly string[] =>
    effective
      .filter(({ path }) => path.startsWith('a.'))
      .map(({ path, value, origin }) => `${path} ${String(value)} ${origin.replace(config, 'plan.yaml')}`);

  it('by registration are three a lane, each value with its origin', async () => {
    const found = await resolve(registering, { lanes: '2' }).catch((error: unknown) => error);
    expect(found).to.be.instanceOf(UsageError); // since B has one account only
    const one = await resolve(registering);
    expect(one.plan.a).to.deep.equal({
      domain: 'alpha.example',
      accounts: [],
      making: { by: 'register', count: 3 },
    });
    expect(shown(one)).to.deep.equal([
      'a.domain Alpha.Example plan.yaml:1',
      'a.accounts.make register plan.yaml:1',
      'a.accounts.count 3 default, 3 a lane',
    ]);
  });

  it('by an administrator have its password from where the plan says, from the default variable or from an option', async () => {
    const making = `domain: alpha.example, accounts: { make: admin, count: 4, ${admin} }`;
    const found = await resolve(making);
    expect(found.plan.a.making).to.have.property('count', 4);
    const passwordIn = ({ plan }: Configuration): string | undefined =>
      plan.a.making?.by === 'admin' ? plan.a.making.admin.password.reveal() : undefined;
    expect(passwordIn(found)).to.equal('secret-of-admin');
    expect(JSON.stringify(found)).not.to.contain('secret-of');
    expect(shown(found)).to.include.members([
      'a.accounts.count 4 plan.yaml:1',
      'a.accounts.admin.jid admin@alpha.example plan.yaml:1',
      'a.accounts.admin.password *** environment ADMIN',
    ]);
    const bare = making.replace(', password: { env: ADMIN }', '');
    expect(passwordIn(await resolve(bare, {}, { environment: { ...passwords, FEDCHECK_A_PASSWORD: 'x' } }))).to.equal(
      'x',
    );
    expect(passwordIn(await resolve(bare, { passwordStdin: true }, { stdin: 'one\ntwo\n' }))).to.equal('one');
  });

  it('by registration need no line of --password-stdin', async () => {
    const { plan } = await resolve(registering, { passwordStdin: true }, { stdin: 'only-of-bob\n' });
    expect(plan.b.accounts[0]?.password.reveal()).to.equal('only-of-bob');
  });

  it('may be registered on domains of the command line', async () => {
    const { plan, effective } = await resolvePlan(
      { jids: ['alpha.example', 'bob@beta.example'], makeAccounts: 'register' },
      { environment: passwords, readStdin: async () => '' },
    );
    expect(plan.a.making).to.deep.equal({ by: 'register', count: 3 });
    expect(plan.b.accounts).to.have.lengthOf(1);
    expect(effective.find(({ path }) => path === 'a.accounts.make')?.origin).to.equal('flag --make-accounts');
  });

  for (const [side, said] of [
    [`jid: a@alpha.example, ${registering}`, 'a.jid stands beside accounts'],
    [`jid: a@alpha.example, domain: alpha.example`, 'a.domain stands beside jid, which names it already; leave it out'],
    [`${registering}, password: { env: X }`, 'a.password stands beside accounts'],
    [`${registering}, others: []`, 'a.others stands beside accounts'],
    ['accounts: { make: register }', 'a.domain is missing; it must be where the accounts are made'],
    [
      'domain: alpha.example',
      'a.jid is missing; it must be a bare JID such as alice@alpha.example; or have accounts made',
    ],
    [
      'domain: al pha, accounts: { make: register }',
      'a.domain is "al pha", which has a domain that is not a host name',
    ],
    [
      'domain: alpha.example, accounts: { make: admin }',
      'a.accounts.admin is missing; it must be the account of the admin',
    ],
    [`domain: alpha.example, accounts: { make: register, ${admin} }`, 'a.accounts.admin is for make: admin'],
    ['domain: alpha.example, accounts: { make: hand }', "a.accounts.make must be 'register' (in-band registration"],
    ['domain: alpha.example, accounts: { make: register, count: 0 }', 'a.accounts.count must be a whole number from 1'],
    [
      'domain: alpha.example, accounts: { make: register, cuont: 6 }',
      "'cuont' is not a key of a.accounts. Did you mean 'count'?",
    ],
    ['domain: alpha.example, accounts: register', 'a.accounts must be a mapping such as { make: register'],
    [
      `domain: alpha.example, accounts: { make: admin, ${admin.replace('alpha', 'gamma')} }`,
      'admin@gamma.example is not an account of alpha.example',
    ],
  ] as const) {
    it(`are refused as '${side}'`, async () => {
      expect(await refusal(resolve(side))).to.contain(said);
    });
  }

  it('are refused where they are too few for the lanes, with what to change', async () => {
    const making = 'domain: alpha.example, accounts: { make: register, count: 5 }';
    expect(await refusal(resolve(making, { lanes: '2' }))).to.contain(
      'which needs 6 accounts on each side, but A has 5; raise accounts.count, or leave it out, or use fewer lanes.',
    );
  });

  for (const [flags, said] of [
    [
      { jids: ['alpha.example', 'beta.example'], makeAccounts: 'admin' },
      '--make-accounts is "admin"; it must be \'register\'.',
    ],
    [
      { jids: ['a@alpha.example', 'b@beta.example'], makeAccounts: 'register' },
      'which are accounts already; name a domain',
    ],
    [{ jids: ['alpha..example', 'beta.example'], makeAccounts: 'register' }, 'The domain of A is "alpha..example"'],
  ] as const) {
    it(`are refused as ${JSON.stringify(flags)}`, async () => {
      expect(await refusal(resolvePlan(flags, { environment: passwords, readStdin: async () => '' }))).to.contain(said);
    });
  }

  it('are refused as an option beside a plan file', async () => {
    expect(await refusal(resolve(registering, { makeAccounts: 'register' }))).to.contain(
      'Both --make-accounts and the plan file',
    );
  });

  it('are counted from a plan file alone, for each lane', () => {
    const text = `a: { ${registering} }\n${b}\nrun: { lanes: 2 }\n`;
    expect(accountsInFile(parsePlanFile(text, 'plan.yaml').data)).to.deep.equal({ A: 3, B: 0 });
  });
});
