import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { type Account, type Plan, Secret } from '../../runners/config/plan.ts';
import type { Lab } from '../../runners/lab/lab.ts';
import { writePlanFiles } from '../../runners/lab/plan-files.ts';
import { startLab } from '../../runners/lab/start.ts';
import { ask } from '../../runners/session/ask.ts';
import { childElements, xml } from '../../runners/stanza/element.ts';
import { endCommands, folderIn, recordIn, startCommand } from '../support/command.ts';
import { logIn } from '../support/conversation.ts';
import { attempt, oneSentence } from '../support/in-process.ts';

const wrong = 'a-wrong-password-of-the-test';

/** How a password may look where it must not: as it is, in base64, and in the payload of SASL PLAIN (RFC 4616). */
const formsOf = ({ jid, password }: Account): readonly string[] => {
  const text = password.reveal();
  const [localpart = ''] = jid.split('@');
  const plain = ['', jid].map((authzid) => `${authzid}\0${localpart}\0${text}`);
  return [text, ...[text, ...plain].map((form) => Buffer.from(form).toString('base64').replace(/=+$/, ''))];
};

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

describe('accounts', function () {
  this.timeout(120_000);
  let folder: string;
  let lab: Lab;
  let plans: string;
  let made = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-accounts-'));
    lab = await startLab({ directory: join(folder, 'lab'), lanes: 1 });
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    plans = join(folder, `plan-${(made += 1)}`);
    await mkdir(plans);
  });
  afterEach(endCommands);

  for (const [side, other] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const withAccount = (change: (account: Account) => Account): Plan => {
      const service = lab.plan[side];
      return { ...lab.plan, [side]: { ...service, accounts: service.accounts.slice(0, 1).map(change) } };
    };

    for (const verb of ['run', 'doctor']) {
      it(`of ${side.toUpperCase()} with a wrong password end ${verb} with exit code 2`, async () => {
        const plan = withAccount(({ jid }) => ({ jid, password: new Secret(wrong) }));
        const config = await writePlanFiles(plans, plan);
        const { code, said, out } = await attempt([verb, '--config', config], { FEDCHECK_RESULTS: plans });
        const { domain, accounts } = lab.plan[side];
        expect(code).to.equal(2);
        expect(said + out).to.contain(
          `${domain} refused the login of ${accounts[0]?.jid ?? ''} (not-authorized). The account name or the password may be wrong.`,
        );
        expect(said + out)
          .not.to.contain(wrong)
          .and.not.to.contain('    at ');
      });
    }

    it(`of ${side.toUpperCase()} that do not exist end run with exit code 2`, async () => {
      const jid = `nobody@${lab.plan[side].domain}`;
      const plan = withAccount(({ password }) => ({ jid, password }));
      const config = await writePlanFiles(plans, plan);
      const { code, said } = await attempt(['run', '--config', config], { FEDCHECK_RESULTS: plans });
      expect(code).to.equal(2);
      expect(said).to.match(oneSentence).and.to.contain(`refused the login of ${jid}`);
    });

    it(`of ${side.toUpperCase()} behind a closed port leave no stream to the other side that keeps the process`, async () => {
      const { accounts, ca = '' } = lab.plan[side];
      const connect = { host: '127.0.0.1', port: 1, directTls: false };
      const plan = { ...lab.plan, [side]: { domain: lab.plan[side].domain, accounts, ca, connect } };
      const config = await writePlanFiles(plans, plan);
      const command = startCommand(['run', '--config', config, '--results', join(plans, 'results')]);
      expect(await command.ended).to.equal(4);
      expect(command.err).to.match(oneSentence).and.to.contain(`No server listens for ${lab.plan[side].domain}`);
      expect(command.err).not.to.contain(lab.plan[other].domain);
    });
  }

  it('are left as they were found, and their passwords are nowhere to be read', async () => {
    const results = join(folder, 'results');
    const config = await writePlanFiles(plans, lab.plan);
    const command = startCommand(['run', '--config', config, '--scenario', 'rfc6121.3.*', '--results', results]);
    expect(await command.ended).to.be.oneOf([0, 1]); // 1 where a server deviates
    const run = await recordIn(await folderIn(results));

    expect(run.results.filter(({ verdict }) => verdict === 'pass')).to.have.lengthOf.at.least(30);
    expect(run.cleanup).to.deep.equal([]);
    for (const service of [lab.plan.a, lab.plan.b]) {
      for (const [index, { jid }] of service.accounts.entries()) {
        const stream = await logIn(service, lab.plan, 'at its endpoint', index);
        const reply = await ask(stream, xml`<iq type="get"><query xmlns="jabber:iq:roster"/></iq>`, 5000);
        expect(reply.getChild('query')?.children, jid).to.deep.equal([]);
        expect(childElements(reply).map(({ name }) => name)).to.deep.equal(['query']);
        await stream.close();
      }
    }

    const secrets = [...lab.plan.a.accounts, ...lab.plan.b.accounts].flatMap(formsOf);
    // What a server keeps for itself is for its owner's eyes only, and gone when it stops.
    const ofServers = (await filesBelow(lab.directory)).filter((file) => !file.includes(`${sep}secret${sep}`));
    const files = [...(await filesBelow(results)), ...ofServers];
    expect(files).to.include.members([lab.logs.a, lab.logs.b]);
    expect(files.filter((file) => file.endsWith('.xml')).length).to.be.greaterThan(30);
    const texts = files.map(async (file) => [file, await readFile(file, 'latin1')] as const);
    const said = ['what the command said', command.out + command.err] as const;
    for (const [where, text] of [...(await Promise.all(texts)), said]) {
      expect(
        secrets.filter((secret) => text.includes(secret)),
        where,
      ).to.deep.equal([]);
    }
  });
});
