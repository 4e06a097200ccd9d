import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Flags } from '../../runners/config/flags.ts';
import { type Configuration, resolvePlan } from '../../runners/config/resolve.ts';
import { UsageError } from '../../runners/config/usage-error.ts';

const jids = ['alice@alpha.example', 'bob@beta.example'];
const passwords = { FEDCHECK_A_PASSWORD: 'secret-of-alice', FEDCHECK_B_PASSWORD: 'secret-of-bob' };

const resolve = (flags: Flags, environment: NodeJS.ProcessEnv = passwords, stdin = ''): Promise<Configuration> =>
  resolvePlan(flags, { environment, readStdin: async () => stdin });

async function refusal(...given: Parameters<typeof resolve>): Promise<string> {
  const error: unknown = await resolve(...given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UsageError);
  return (error as UsageError).message;
}

const originOf = ({ effective }: Configuration, path: string): string | undefined =>
  effective.find((entry) => entry.path === path)?.origin;

describe('the configuration', () => {
  let folder = '';
  const plan = async (text: string): Promise<string> => {
    const path = join(folder, 'plan.yaml');
    await writeFile(path, text);
    return path;
  };
  const sides = `a: { jid: alice@alpha.example, password: { env: FEDCHECK_A_PASSWORD } }
b: { jid: bob@beta.example, password: { file: bob.txt } }
`;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-config-'));
    await writeFile(join(folder, 'bob.txt'), 'secret-of-bob\n');
  });
  after(() => rm(folder, { recursive: true }));

  it('takes two JIDs and leaves finding the servers to DNS', async () => {
    const {
      plan: { a, b, run },
    } = await resolve({ jids });
    expect(a.domain).to.equal('alpha.example');
    expect(a.connect).to.equal(undefined);
    expect(b.accounts[0]?.password.reveal()).to.equal('secret-of-bob');
    expect(run).to.deep.equal({ lanes: 1, deadlineMs: 15_000, heavy: false });
  });

  it('takes the profile of the plan file, unless a flag names another', async () => {
    const config = await plan(`${sides}run: { profile: dma }\n`);
    expect((await resolve({ config })).profile).to.deep.equal(['dma']);
    expect((await resolve({ config, profile: ['L1-T'] })).profile).to.deep.equal(['L1-T']);
    expect((await resolve({ config: await plan(`${sides}run: { profile: full }\n`) })).profile).to.deep.equal([]);
  });

  it('lets a flag outrank the environment, that the file, and that the default', async () => {
    const config = await plan(`${sides}run: { lanes: 1, deadline: 9s, heavy: true }\n`);
    const all = await resolve(
      { config, deadline: '3s' },
      { ...passwords, FEDCHECK_DEADLINE: '5s', FEDCHECK_HEAVY: 'false' },
    );
    expect(all.plan.run).to.deep.equal({ lanes: 1, deadlineMs: 3000, heavy: false });
    expect(originOf(all, 'run.deadline')).to.equal('flag --deadline');
    expect(originOf(all, 'run.heavy')).to.equal('environment FEDCHECK_HEAVY');
    expect(originOf(all, 'run.lanes')).to.equal(`${config}:3`);
    expect(originOf(all, 'results')).to.equal('default');
  });

  it('takes a third service as a reference, with its passwords and origins like the others', async () => {
    const reference = `reference: { jid: carol@gamma.example, others: [{ jid: d@gamma.example, password: { file: bob.txt } }] }\n`;
    const config = await plan(`${sides}${reference}`);
    const all = await resolve({ config }, { ...passwords, FEDCHECK_REFERENCE_PASSWORD: 'secret-of-carol' });
    const { accounts, domain } = all.plan.reference ?? { accounts: [], domain: '' };
    expect(domain).to.equal('gamma.example');
    expect(accounts.map(({ password }) => password.reveal())).to.deep.equal(['secret-of-carol', 'secret-of-bob']);
    expect(originOf(all, 'reference.jid')).to.equal(`${config}:3`);
    expect(originOf(all, 'reference.password')).to.equal('environment FEDCHECK_REFERENCE_PASSWORD');
    expect(JSON.stringify(all)).not.to.contain('secret-of');
    const inOrder = await resolve({ config, passwordStdin: true }, {}, 'one\ntwo\nthree\n');
    expect(inOrder.plan.reference?.accounts[0]?.password.reveal()).to.equal('three');
    expect(await refusal({ config })).to.equal(
      'The environment variable FEDCHECK_REFERENCE_PASSWORD is not set; it must hold the password of carol@gamma.example.',
    );
  });

  it('refuses a reference that is under test itself, or that has too few accounts for the lanes', async () => {
    const same = await plan(`${sides}reference: { jid: carol@beta.example, password: { file: bob.txt } }\n`);
    expect(await refusal({ config: same })).to.match(/^The reference is beta\.example, which is a service under test/);
    const makes = (a: string): string => `{ domain: ${a}.example, accounts: { make: register, count: 6 } }`;
    const reference = '{ jid: carol@gamma.example, password: { file: bob.txt } }';
    const config = await plan(`a: ${makes('alpha')}\nb: ${makes('beta')}\nreference: ${reference}\n`);
    expect(await refusal({ config, lanes: '2' })).to.contain('but the reference has 1; add accounts under others');
  });

  it('reads passwords from the environment, a file beside the plan, and standard input, and shows none', async () => {
    const config = await plan(sides);
    const fromFile = await resolve({ config });
    expect(fromFile.plan.b.accounts[0]?.password.reveal()).to.equal('secret-of-bob');
    const fromStdin = await resolve({ jids, passwordStdin: true }, {}, 'one\r\ntwo\r\n');
    expect([fromStdin.plan.a, fromStdin.plan.b].map(({ accounts }) => accounts[0]?.password.reveal())).to.deep.equal([
      'one',
      'two',
    ]);
    const inOrder = await resolve(
      {
        config:
          await plan(`a: { jid: a@alpha.example, password: { stdin: true }, others: [{ jid: c@alpha.example, password: { stdin: true } }] }
b: { jid: b@beta.example, password: { stdin: true } }
`),
      },
      {},
      'first\nsecond\nthird',
    );
    expect(
      [...inOrder.plan.a.accounts, ...inOrder.plan.b.accounts].map(({ password }) => password.reveal()),
    ).to.deep.equal(['first', 'second', 'third']);
    expect(JSON.stringify([fromFile, fromStdin, inOrder])).not.to.match(/secret-of|"one|"two|first|second|third/);
  });

  it('reads both passwords from --password-file', async () => {
    const passwordFile = join(folder, 'both.txt');
    await writeFile(passwordFile, 'one\ntwo\n');
    const {
      plan: { a, b },
    } = await resolve({ jids, passwordFile }, {});
    expect([a, b].map(({ accounts }) => accounts[0]?.password.reveal())).to.deep.equal(['one', 'two']);
    await writeFile(passwordFile, 'one\n');
    expect(await refusal({ jids, passwordFile }, {}))
      .to.contain('Line 2')
      .and.to.contain('bob@beta.example');
  });

  it('names the missing environment variable and whose password it holds', async () => {
    expect(await refusal({ jids }, { FEDCHECK_A_PASSWORD: 'x' })).to.equal(
      'The environment variable FEDCHECK_B_PASSWORD is not set; it must hold the password of bob@beta.example.',
    );
  });

  it('refuses two accounts of one server, whatever the case of its name', async () => {
    expect(await refusal({ jids: ['alice@alpha.example', 'bob@ALPHA.example'] }, passwords)).to.match(
      /^Both accounts are on alpha\.example; federation needs two servers/,
    );
  });

  it('refuses a malformed JID, a missing one, a third one, and JIDs beside a plan file', async () => {
    expect(await refusal({ jids: ['alice', 'bob@beta.example'] })).to.contain('The JID of A is "alice"');
    expect(await refusal({ jids: ['alice@alpha.example'] })).to.contain('1 was given');
    expect(await refusal({ jids: [...jids, 'c@d.example'] })).to.contain('3 were given');
    expect(await refusal({})).to.contain('none was given');
    expect(await refusal({ jids, config: 'plan.yaml' })).to.contain('--config');
  });

  it('refuses more lanes than there are accounts for', async () => {
    expect(await refusal({ jids, lanes: '2' })).to.equal(
      'lanes is 2 (flag --lanes), which needs 6 accounts on each side, but A has 1; add accounts under others, or use fewer lanes.',
    );
  });

  it('takes the domain that cannot be reached from flag, environment or file', async () => {
    const config = await plan(`${sides}run: { unreachable: '*.Dead.example' }\n`);
    const ofFile = await resolve({ config });
    const ofEnvironment = await resolve({ config }, { ...passwords, FEDCHECK_UNREACHABLE: 'grave.example' });
    const ofFlag = await resolve({ config, unreachable: 'tomb.example' });

    expect(ofFile.plan.run.unreachable).to.equal('*.dead.example');
    expect(originOf(ofEnvironment, 'run.unreachable')).to.equal('environment FEDCHECK_UNREACHABLE');
    expect(ofFlag.plan.run.unreachable).to.equal('tomb.example');
  });

  it('refuses a domain under test as one that cannot be reached, and what is no domain', async () => {
    expect(await refusal({ jids, unreachable: '*.example' }))
      .to.contain('run.unreachable is "*.example" (flag --unreachable)')
      .and.to.contain('alpha.example is a service of the plan');
    expect(await refusal({ jids, unreachable: 'x@dead.example' })).to.match(
      /^--unreachable is .*must be a domain such as/,
    );
  });

  it('refuses values of the wrong form and names where they were written', async () => {
    expect(await refusal({ jids, deadline: '15' })).to.match(/^--deadline is "15"; it must be a time with its unit/);
    expect(await refusal({ jids }, { ...passwords, FEDCHECK_LANES: 'many' })).to.match(
      /^The environment variable FEDCHECK_LANES is "many"/,
    );
    expect(await refusal({ jids, dns: 'nameserver' })).to.contain('--dns');
  });

  it('refuses a CA file that cannot be read or holds no certificate', async () => {
    const config = await plan(sides.replace('alice@alpha.example,', 'alice@alpha.example, ca: missing.pem,'));
    expect(await refusal({ config }))
      .to.contain('plan.yaml:1: the CA file')
      .and.to.contain('missing.pem cannot be read: there is no such file');
    await writeFile(join(folder, 'missing.pem'), 'no certificate');
    expect(await refusal({ config })).to.contain('holds no certificate');
    await writeFile(
      join(folder, 'missing.pem'),
      '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n',
    );
    expect(await refusal({ config })).to.contain('holds a certificate that cannot be read');
  });

  it('refuses further accounts of another server, and an account named twice', async () => {
    const other = (jid: string): string =>
      sides.replace('} }\n', `}, others: [{ jid: ${jid}, password: { env: FEDCHECK_A_PASSWORD } }] }\n`);
    expect(await refusal({ config: await plan(other('carol@gamma.example')) })).to.contain(
      'carol@gamma.example is not an account of alpha.example',
    );
    expect(await refusal({ config: await plan(other('Alice@alpha.example')) })).to.contain(
      'alice@alpha.example is named twice',
    );
  });
});
