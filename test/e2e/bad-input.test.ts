import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { attempt, oneSentence } from '../support/in-process.ts';
import { skip } from '../support/skip.ts';

const jids = ['alice@alpha.example', 'bob@beta.example'] as const;
const passwords = { FEDCHECK_A_PASSWORD: 'secret-of-alice', FEDCHECK_B_PASSWORD: 'secret-of-bob' };

/** What a user may get wrong before anything is connected to: exit code 2 and one sentence, and nothing is made. */
describe('fedcheck run, given what it cannot use,', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-bad-input-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function refused(argv: readonly string[], environment: NodeJS.ProcessEnv = passwords): Promise<string> {
    const { code, said, out } = await attempt(['run', ...argv], environment);
    expect(said).to.match(oneSentence).and.not.to.contain('secret-of');
    expect([code, out]).to.deep.equal([2, '']);
    return said;
  }

  it('says that both accounts are on one server', async () => {
    expect(await refused(['alice@alpha.example', 'carol@Alpha.Example'])).to.contain(
      'Both accounts are on alpha.example; federation needs two servers',
    );
  });

  for (const [wrong, what] of [
    ['alpha.example', "has no '@'"],
    ['@alpha.example', "has nothing before the '@'"],
    ['al ice@alpha.example', 'has " " in its localpart'],
    ['alice@alpha.example/phone', 'has a resource'],
    ['alice@', 'has no domain'],
    ['alice@alpha..example', 'has a domain that is not a host name'],
  ] as const) {
    it(`says what is wrong with the JID '${wrong}'`, async () => {
      expect(await refused([wrong, jids[1]]))
        .to.contain(JSON.stringify(wrong))
        .and.to.contain(what);
    });
  }

  for (const [argv, what] of [
    [['--scenari', 'x'], "Did you mean '--scenario'?"],
    [['--area', 'presense'], "Did you mean 'presence'?"],
    [['--scenario', 'rfc6121.8.5.2.1.1.remote-chta'], "Did you mean 'rfc6121.8.5.2.1.1.remote-chat'?"],
    [['--scenario', 'nothing.like.this*'], 'nothing.like.this*'],
    [['--level', 'MUSST'], "Did you mean 'MUST'?"],
    [['--party', 'recipient'], 'recipientServer'],
    [['--specification', 'RFC 6122'], "Did you mean 'RFC 612"],
    [['--direction', 'A-B'], "'A->B' or 'B->A'"],
    [['--deadline', 'soon'], 'soon'],
  ] as const) {
    it(`says what ${argv.join(' ')} may have been meant for`, async () => {
      const said = await refused([...jids, ...argv, '--results', join(folder, 'none')]);
      expect(said).to.contain(argv[0]).and.to.contain(what);
    });
  }

  it('names line and column of a misspelt key, and the key that was meant', async () => {
    const plan = join(folder, 'misspelt.yaml');
    await writeFile(
      plan,
      'a:\n  jid: alice@alpha.example\n  pasword: { env: FEDCHECK_A_PASSWORD }\nb:\n  jid: bob@beta.example\n',
    );
    const said = await refused(['--config', plan]);
    expect(said).to.contain(`${plan}, line 3, column 3: 'pasword' is not a key of a`);
    expect(said).to.contain("Did you mean 'password'?");
  });

  it('names the environment variable that is missing, and whose password it must hold', async () => {
    expect(await refused(jids, { FEDCHECK_A_PASSWORD: 'secret-of-alice' })).to.contain(
      'The environment variable FEDCHECK_B_PASSWORD is not set; it must hold the password of bob@beta.example',
    );
  });

  it('names a plan file that is not there', async () => {
    const plan = join(folder, 'absent.yaml');
    expect(await refused(['--config', plan])).to.contain(`The plan file ${plan} cannot be read`);
  });

  it('names a results folder below a file', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    expect(await refused([...jids, '--results', join(file, 'results')])).to.contain(
      `The results folder ${join(file, 'results')} (--results) cannot be written to: a part of its path is a file`,
    );
  });

  it('names a results folder that its user may not write to', async function () {
    if (getuid?.() === 0) skip(this, 'root may write everywhere');
    const results = join(folder, 'read-only');
    await mkdir(results, { mode: 0o500 });
    expect(await refused([...jids, '--results', results])).to.contain(
      `The results folder ${results} (--results) cannot be written to: permission denied`,
    );
  });
});
