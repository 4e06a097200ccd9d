import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import { readKept } from '../../runners/campaign/kept.ts';
import type { Lab } from '../../runners/lab/lab.ts';
import { writePlanFiles } from '../../runners/lab/plan-files.ts';
import { startLab } from '../../runners/lab/start.ts';
import { type Snapshot, snapshot } from '../support/account-snapshot.ts';
import { type Command, endCommands, folderIn, recordIn, startCommand } from '../support/command.ts';
import { attempt } from '../support/in-process.ts';
import { blockService, leaveBehind, linkEachOther, moveIn } from '../support/user-data.ts';

/** Some of every kind of thing that a run may leave: contacts, requests, blocks, nodes, documents, settings, rooms, stored messages. */
const chosen = [
  'rfc6121.3.1.3*',
  'xep0191.3.3.no-*',
  'xep0060.*',
  'xep0045.destroy*',
  'xep0045.exit.*',
  'xep0160.*',
  'xep0398.*',
  'xep0402.*',
  'dma.7.8.contact-data-kept',
];
const kills = 6;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('nothing is lost', function () {
  this.timeout(240_000);
  let folder: string;
  let config: string;
  let lab: Lab;
  let asFound: Snapshot;
  /** Of a run that nothing disturbs. */
  let undisturbed: ReadonlyMap<string, string>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-lost-'));
    lab = await startLab({ directory: join(folder, 'lab'), lanes: 2 });
    await mkdir(join(folder, 'plan'));
    config = await writePlanFiles(join(folder, 'plan'), lab.plan);
    await moveIn(lab.plan);
    asFound = await snapshot(lab.plan);
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(endCommands);

  const start = (results: string, globs: readonly string[] = chosen): Command => {
    const selection = globs.flatMap((glob) => ['--scenario', glob]);
    return startCommand(['run', '--config', config, ...selection, '--deadline', '5s', '--results', results]);
  };
  const snapshotNow = (): Promise<Snapshot> => snapshot(lab.plan);

  it('of the accounts by a run through several areas', async () => {
    const results = join(folder, 'whole');
    const command = start(results);
    expect(await command.ended, command.err).to.be.oneOf([0, 1]); // 1 where a server deviates
    const where = join(results, (await readdir(results))[0] ?? '');
    const { cleanup, results: all } = await recordIn(where);
    expect(cleanup).to.deep.equal([]);
    expect(all.filter(({ verdict }) => ['inconclusive', 'not-run', 'error'].includes(verdict)).map(idOf)).to.deep.equal(
      // The story would replace the vCard that the user of A has.
      ['dma.7.8.contact-data-kept A->B'],
    );
    expect(await readdir(where)).not.to.include('restore.jsonl');
    expect(await snapshotNow()).to.deep.equal(asFound);
    undisturbed = new Map(all.map((result) => [idOf(result), result.verdict]));
  });

  it('of the verdicts by requests and blocks between accounts of the plan', async () => {
    await linkEachOther(lab.plan);
    const results = join(folder, 'linked');
    const command = start(results, ['rfc6121.3.1.3*', 'xep0160.*', 'xep0398.*']);
    expect(await command.ended, command.err).to.be.oneOf([0, 1]);
    for (const result of (await recordIn(await folderIn(results))).results)
      expect([idOf(result), result.verdict]).to.deep.equal([idOf(result), undisturbed.get(idOf(result))]);
    expect(await snapshotNow()).to.deep.equal(asFound);
  });

  it('of the truth by a block of the whole other service, which its user alone lifts', async () => {
    const lift = await blockService(lab.plan);
    const command = start(join(folder, 'spoilt'), ['xep0160.*']);
    expect(await command.ended, command.err).to.equal(4);
    const [jid, domain] = [lab.plan.a.accounts[1]?.jid, lab.plan.b.domain];
    expect(command.err).to.contain(`${jid} blocks ${domain}; lift this with a client of that account.`);
    await lift();
    expect(await snapshotNow()).to.deep.equal(asFound);
  });

  it('of the record by a results folder that vanishes', async () => {
    const results = join(folder, 'vanishing');
    const command = start(results, ['xep0045.exit.*', 'xep0060.*']);
    await reaches(command, 0.3, results);
    // At once: what is taken away piece by piece grows again meanwhile.
    await rename(results, join(folder, 'vanished'));
    // 1 where a server deviates, 3 where it declines.
    expect(await command.ended, command.err).to.be.oneOf([0, 1, 3]);
    const run = await recordIn(join(results, (await readdir(results))[0] ?? ''));
    expect([run.partial, run.results.filter(({ verdict }) => verdict === 'not-run')]).to.deep.equal([false, []]);
    expect(run.results.length).to.be.at.least(told(command.err).size);
  });

  describe('by kill -9 at a random moment', () => {
    const seed = Number(process.env.FEDCHECK_SEED ?? Math.floor(Math.random() * 1e9));
    const random = seeded(seed);
    const results = (): string => join(folder, 'killed');

    for (let number = 0; number < kills; number += 1) {
      // One in the preflight, the others spread over the run; the last may meet the writing of the record.
      const share = number === 0 ? -1 : (number - 1 + random()) / (kills - 1);
      const further = Math.round(random() * 150);
      const moment = share < 0 ? 'in the preflight' : `at ${(share * 100).toFixed(0)} % of the results`;
      it(`${moment} and ${String(further)} ms (FEDCHECK_SEED=${String(seed)})`, async () => {
        const before = new Set(await readdir(results()).catch(() => []));
        const command = start(results());
        await reaches(command, share, results());
        await Promise.race([delay(further), command.ended]);
        command.signal('SIGKILL');
        await command.ended;
        const [name] = (await readdir(results())).filter((one) => !before.has(one));
        await expectKept(join(results(), name ?? ''), command.err);
        for (const [story, verdict] of told(command.err))
          expect(verdict, `${story}, after what other runs had left`).to.equal(verdictOf(story, undisturbed));
      });
    }

    it('of the accounts, once doctor --clean has put back what the runs had not', async () => {
      const options = ['--config', config, '--results', results()];
      await leaveBehind(lab.plan, lab.plan.b.accounts[0]?.jid ?? '');
      const left = await snapshotNow();
      expect(left).not.to.deep.equal(asFound);
      const dry = await attempt(['doctor', '--clean', '--dry-run', ...options]);
      expect(dry.code, dry.said + dry.out).to.equal(0);
      expect(await snapshotNow(), 'after a dry run').to.deep.equal(left);
      const clean = await attempt(['doctor', '--clean', ...options]);
      expect(clean.code, clean.said + clean.out).to.equal(0);
      expect(await snapshotNow(), clean.out).to.deep.equal(asFound);
      const files = await readdir(results(), { recursive: true }).catch(() => []);
      expect(files.filter((file) => file.endsWith('restore.jsonl'))).to.deep.equal([]);
      const again = await attempt(['doctor', '--clean', ...options]);
      expect([again.code, /^ {2}(?:removed|put back|failed)/m.exec(again.out)]).to.deep.equal([0, null]);
    });
  });
});

const idOf = ({ scenario, direction }: Pick<Result, 'scenario' | 'direction'>): string => `${scenario} ${direction}`;

/** What the progress told of results, by scenario and direction: verdicts, the last of each. */
const told = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^\S+ (?:amended )? *\d+\/\d+ (\S+) +(\S+) +([AB]->[AB]) /gm)].map(
      ([, verdict = '', scenario = '', direction = '']) => [`${scenario} ${direction}`, verdict],
    ),
  );

/** A long id is cut where it is told. */
function verdictOf(story: string, recorded: ReadonlyMap<string, string>): string | undefined {
  const [start = '', end = ''] = story.split('.. ');
  const [key] = [...recorded.keys()].filter((one) => one === story || (one.startsWith(start) && one.endsWith(end)));
  return recorded.get(key ?? '');
}

/** Waits until the run has told this share of its results; with a negative one, until it has a folder. */
async function reaches(command: Command, share: number, results: string): Promise<void> {
  if (share < 0) {
    const isThere = (): Promise<boolean> =>
      readdir(results).then(
        (names) => names.length > 0,
        () => false,
      );
    while (!(await isThere())) await Promise.race([delay(5), command.ended]);
    return;
  }
  await command.says(/ \d+\/\d+ \S/);
  const total = Number(/ \d+\/(\d+) \S/.exec(command.err)?.[1]);
  const wanted = Math.max(1, Math.floor(share * total));
  while (told(command.err).size < wanted) {
    const before = command.err.length;
    await command.says(new RegExp(`^[^]{${String(before)}}[^]*\\n`));
  }
}

/** All that was told is in events.jsonl, whose whole lines parse, and in the record that report makes of it. */
async function expectKept(where: string, said: string): Promise<void> {
  const text = await readFile(join(where, 'events.jsonl'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  for (const line of lines) JSON.parse(line);
  const isWhole = (await readdir(where)).includes('run.json');
  const report = await attempt(['report', where]);
  if (lines.length === 0) {
    expect(told(said).size).to.equal(0);
    expect(report.code, report.said).to.equal(2); // The plan was not out yet.
    return;
  }
  expect(report.code, report.said).to.equal(0);
  const run = await recordIn(where);
  const outstanding = readKept(where).outstanding.length > 0;
  expect(run.cleanup.some((one) => one.includes('doctor --clean puts it back'))).to.equal(outstanding && !isWhole);
  if (!isWhole) {
    expect(run.partial).to.equal(true);
    expect(run.stopped).to.match(/^fedcheck was ended before it could write its record/);
    expect(run.stopped.includes('was cut off')).to.equal(torn !== '');
  }
  const recorded = new Map(run.results.map((result) => [idOf(result), result.verdict]));
  for (const [story, verdict] of told(said)) expect(verdictOf(story, recorded), story).to.equal(verdict);
  const [first = ''] = lines;
  const { planned } = JSON.parse(first) as { planned: readonly Result[] };
  expect(run.results.map(idOf)).to.deep.equal(planned.map(idOf));
  const html = await readFile(join(where, 'reports', 'report.html'), 'utf8');
  for (const { scenario } of run.results) expect(html).to.contain(scenario);
}
