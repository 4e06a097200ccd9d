import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import type { SelftestRow } from '../../runners/campaign/selftest.ts';
import { endCommands, folderIn, startCommand } from '../support/command.ts';

const minute = 60_000;

describe('the self-test', function () {
  this.timeout(12 * minute);
  let results: string;

  after(async () => {
    await endCommands();
    await rm(results, { recursive: true, force: true });
  });

  it('turns every scenario to its failing verdict with each of its faults, for the right reason', async () => {
    results = await mkdtemp(join(tmpdir(), 'fedcheck-selftest-'));

    const code = await startCommand(['selftest', '--results', results]).ended;

    const { rows } = JSON.parse(await readFile(join(await folderIn(results), 'selftest.json'), 'utf8')) as {
      rows: SelftestRow[];
    };
    expect(rows.filter(({ caught }) => !caught)).to.deep.equal([]);
    expect(rows.length).to.be.above(96);
    expect(code).to.equal(0);
  });
});
