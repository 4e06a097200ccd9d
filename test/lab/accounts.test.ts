import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { Secret } from '../../runners/config/plan.ts';
import { labAccounts } from '../../runners/lab/accounts.ts';
import { writeProsodyAccounts } from '../../runners/lab/prosody-account.ts';

describe('the accounts of the lab', () => {
  it('are three for each lane, in the order first, second, third account of all lanes', () => {
    const jids = labAccounts('B', 'beta.example', 2).map(({ jid }) => jid.replace('@beta.example', ''));

    expect(jids).to.deep.equal(['bob', 'bob2', 'dave', 'dave2', 'frank', 'frank2']);
  });

  it('have a password of their own each', () => {
    const passwords = labAccounts('A', 'alpha.example', 4).map(({ password }) => password.reveal());

    expect(new Set(passwords).size).to.equal(12);
    expect(passwords.every((one) => one.length >= 24)).to.equal(true);
  });
});

describe('an account file of Prosody', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-accounts-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('has the SCRAM keys of the password, and only its owner may read it', async () => {
    await writeProsodyAccounts(folder, 'alpha.example', [
      { jid: 'alice-2@alpha.example', password: new Secret('pencil') },
    ]);
    const file = join(folder, 'alpha%2eexample', 'accounts', 'alice%2d2.dat');
    const text = await readFile(file, 'utf8');
    const field = (name: string): string => new RegExp(`\\["${name}"\\] = "?(\\w+)"?;`).exec(text)?.[1] ?? '';

    const salted = pbkdf2Sync('pencil', field('salt'), Number(field('iteration_count')), 20, 'sha1');
    const clientKey = createHmac('sha1', salted).update('Client Key').digest();
    expect(field('iteration_count')).to.equal('4096');
    expect(field('stored_key')).to.equal(createHash('sha1').update(clientKey).digest('hex'));
    expect(field('server_key')).to.equal(createHmac('sha1', salted).update('Server Key').digest('hex'));
    expect(text).not.to.include('pencil');
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });
});
