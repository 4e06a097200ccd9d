import { readFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { RunRecord } from '../../reports/model/record.ts';
import { loadScenarios, select } from '../../runners/campaign/catalogue.ts';
import { entered } from '../../runners/scenario/entries.ts';
import { blankResult } from '../../runners/campaign/judge.ts';
import { profiles } from '../../runners/campaign/profiles.ts';
import { knownOn } from '../../runners/lab/known.ts';
import type { Lab } from '../../runners/lab/lab.ts';
import { writePlanFiles } from '../../runners/lab/plan-files.ts';
import { startLab } from '../../runners/lab/start.ts';
import {
  type Command,
  type CommandOptions,
  endCommands,
  folderIn,
  recordIn,
  startCommand,
} from '../support/command.ts';

const chosen = 'rfc6121.3.*'; // Subscriptions: what a run that is cut short may leave behind.
const deviation = knownOn(['prosody', 'ejabberd']);
const underWay = / 5\/\d+ /;

describe('a run that is cut short', function () {
  this.timeout(120_000);
  let folder: string;
  let config: string;
  let results: string;
  let lab: Lab;
  let total: number;
  let made = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-endings-'));
    lab = await startLab({ directory: join(folder, 'lab'), lanes: 1 });
    await mkdir(join(folder, 'plan'));
    config = await writePlanFiles(join(folder, 'plan'), lab.plan);
    total = select(await loadScenarios(), { scenario: [chosen] }).length;
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    results = join(folder, `results-${(made += 1)}`);
  });
  afterEach(endCommands);

  const start = (options?: CommandOptions, plan = config): Command =>
    startCommand(['run', '--config', plan, '--scenario', chosen, '--deadline', '3s', '--results', results], options);

  const count = ({ results: all }: RunRecord, verdict: string): number =>
    all.filter((result) => result.verdict === verdict).length;

  /** Everything planned is in the record and in JUnit; what was not reached says so. */
  async function expectPartial(stopped: RegExp): Promise<RunRecord> {
    const where = await folderIn(results);
    const run = await recordIn(where);
    expect([run.partial, run.results.length]).to.deep.equal([true, total]);
    expect(run.stopped).to.match(stopped);
    expect(count(run, 'pass')).to.be.greaterThan(0);
    expect(count(run, 'not-run')).to.be.greaterThan(0);
    expect(count(run, 'error')).to.equal(0);
    const software = { A: run.targets.a.software, B: run.targets.b.software };
    const accused = run.results.filter(
      (result) => result.verdict === 'fail' && deviation(result, software) === undefined,
    );
    expect(accused).to.deep.equal([]);
    const junit = await readFile(join(where, 'reports', 'junit.xml'), 'utf8');
    expect(junit.match(/<testcase /g)).to.have.lengthOf(total);
    return run;
  }

  it('by its user cleans up, writes what there is, and ends with exit code 130', async () => {
    const command = start();
    await command.says(underWay);
    command.signal('SIGINT');
    expect(await command.ended).to.equal(130);
    const { cleanup, results: all } = await expectPartial(/^interrupted$/);
    expect(cleanup).to.deep.equal([]);
    expect(all.filter(({ verdict }) => verdict === 'inconclusive')).to.deep.equal([]);
    expect(command.err).to.contain('Stopping: cleaning up').and.to.contain('Exit 130: interrupted.');
    expect(command.err).not.to.match(/^ {4}at /m);
  });

  it('by a full disk names the file, and ends with exit code 4', async () => {
    // Room for the plan of the run in events.jsonl, and for some of its results.
    const domains = { A: lab.plan.a.domain, B: lab.plan.b.domain };
    const planned = select(await loadScenarios(), { scenario: [chosen] }).map((one) => blankResult(one, domains));
    const command = start({
      fileBlocks: Math.ceil((JSON.stringify([planned, entered(), profiles()]).length + 20_000) / 512),
    });
    expect(await command.ended).to.equal(4);
    const events = join(await folderIn(results), 'events.jsonl');
    expect(command.err.replace(/\s+/g, ' ')).to.contain(
      `the run ended early: ${events} cannot be written: the file would be larger than the system allows`,
    );
    expect(command.err).not.to.match(/^ {4}at /m);
  });

  it('by a full disk before it began names the file, and ends with exit code 4', async () => {
    // Room for what discovery found, and not for the plan of the run.
    const command = start({ fileBlocks: 64 });
    expect(await command.ended).to.equal(4);
    const events = join(await folderIn(results), 'events.jsonl');
    expect(command.err).to.equal(
      `fedcheck: ${events} cannot be used: the file would be larger than the system allows.\n`,
    );
  });

  it('by SIGKILL leaves the events, from which report renders what was found, marked partial', async () => {
    const command = start();
    await command.says(underWay);
    command.signal('SIGKILL');
    expect(await command.ended).to.equal('SIGKILL');
    const where = await folderIn(results);
    const again = startCommand(['report', where]);
    expect(await again.ended).to.equal(0);
    await expectPartial(/^fedcheck was ended before it could write its record/);
    expect(again.err).to.contain('There is no run.json: rendered from events.jsonl and marked partial.');
    expect(again.out.split('\n')).to.include(join(where, 'reports', 'junit.xml'));
    expect(await readFile(join(where, 'reports', 'report.html'), 'utf8')).to.contain('<html');
  });

  it('by its user twice stops at once, though a server hangs', async () => {
    const command = start();
    await command.says(underWay);
    process.kill(lab.pids.b, 'SIGSTOP');
    try {
      command.signal('SIGINT');
      await command.says(/Once more stops at once/);
      const asked = performance.now();
      command.signal('SIGINT');
      expect(await command.ended).to.equal(130);
      expect(performance.now() - asked).to.be.lessThan(1500);
      expect(command.err).not.to.contain('Summary');
    } finally {
      process.kill(lab.pids.b, 'SIGCONT');
    }
  });

  for (const side of ['a', 'b'] as const) {
    it(`by the end of the server of ${side.toUpperCase()} says so at once, and ends with exit code 4`, async () => {
      const other = await startLab({ directory: join(folder, `lab-${side}`), lanes: 1 });
      try {
        await mkdir(join(folder, `plan-${side}`));
        const command = start({}, await writePlanFiles(join(folder, `plan-${side}`), other.plan));
        await command.says(underWay);
        const killed = performance.now();
        process.kill(other.pids[side], 'SIGKILL');
        expect(await command.ended).to.equal(4);
        expect(performance.now() - killed).to.be.lessThan(10_000);
        const run = await expectPartial(new RegExp(`^${side.toUpperCase()} can no longer be reached: `));
        const lost = run.results.filter(({ verdict }) => verdict === 'inconclusive');
        expect(new Set(lost.map(({ reasonCode }) => reasonCode))).to.deep.equal(new Set(['target-lost']));
        expect(lost).to.have.lengthOf(1);
        expect(command.err).to.contain(`the run ended early: ${side.toUpperCase()} can no longer be reached`);
      } finally {
        await other.stop();
      }
    });
  }
});
