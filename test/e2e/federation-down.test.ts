import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Lab } from '../../runners/lab/lab.ts';
import { writePlanFiles } from '../../runners/lab/plan-files.ts';
import { startLab } from '../../runners/lab/start.ts';
import { endCommands, folderIn, recordIn, startCommand } from '../support/command.ts';

const broken = 'no stanza gets from alpha.example to beta.example: alpha.example answered <error';

describe('federation that is down in one direction', function () {
  this.timeout(120_000);
  let folder: string;
  let config: string;
  let lab: Lab;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-federation-'));
    lab = await startLab({ directory: join(folder, 'lab'), lanes: 1, unresolvable: ['beta.example'] });
    await mkdir(join(folder, 'plan'));
    config = await writePlanFiles(join(folder, 'plan'), lab.plan);
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(endCommands);

  it('makes every result inconclusive, says why, and ends with exit code 3', async () => {
    const to = join(folder, 'results');
    const began = performance.now();
    const command = startCommand(['run', '--config', config, '--results', to, '--deadline', '2s']);
    expect(await command.ended).to.equal(3);
    expect(performance.now() - began).to.be.lessThan(20_000);

    const run = await recordIn(await folderIn(to));
    const results = run.results.filter(({ reasonCode }) => reasonCode !== 'heavy');
    expect(results).to.have.lengthOf.at.least(96);
    expect(results.filter(({ verdict }) => verdict !== 'inconclusive')).to.deep.equal([]);
    // An invariant of every stanza has no link of its own; it has seen nothing.
    for (const { reasonCode, actual, atFault } of results.filter((result) => result.reasonCode !== 'nothing-seen')) {
      expect([reasonCode, atFault]).to.deep.equal(['federation-down', 'undetermined']);
      expect(actual).to.contain(broken);
    }
    expect(command.err)
      .to.contain('no stanza gets from alpha.example to beta.example')
      .and.not.to.match(/^ {4}at /m);
    const junit = await readFile(join(await folderIn(to), 'reports', 'junit.xml'), 'utf8');
    expect(junit.match(/<testcase /g)).to.have.lengthOf(run.results.length);
  });

  it('is told by doctor, with the direction that works', async () => {
    const command = startCommand(['doctor', '--config', config, '--deadline', '2s']);
    expect(await command.ended).to.equal(4);
    expect(command.out).to.match(/problem +stanza A->B +came back as an error: remote-server-not-found/);
    expect(command.out).to.match(/ok +stanza B->A +arrived after \d+ ms/);
  });
});
