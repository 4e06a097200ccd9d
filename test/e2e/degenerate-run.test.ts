import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import { createTestAuthority, type TestAuthority } from '../support/certificates.ts';
import { type Peer, peers } from '../support/degenerate/mid-run.ts';
import { play, type Played, sideBySide } from '../support/degenerate/play.ts';
import { meet } from '../support/degenerate/small-service.ts';
import { everyCondition } from '../support/degenerate/spoilers.ts';
import { conditions } from '../support/degenerate/texts.ts';

const deadlineMs = 1000;
/** A story has some ten waits at most that may each come to the deadline, its cleaning up and a look at both servers included. */
const longestMs = 2 * 12 * deadlineMs;
const usual = ['rfc6121.8.5.2.1.1.remote-chat', 'invariant.g3.to', 'invariant.g4.once'];
const nameOf = ({ scenario, direction }: Result): string => `${scenario.split('.').at(-1) ?? ''} ${direction}`;

/** A is as it should be; B is so until the run has begun. */
describe('fedcheck run, with a server B that', function () {
  this.timeout(120_000);
  let folder: string;
  let authority: TestAuthority;
  const played = new Map<string, Played>();
  const uncaught: unknown[] = [];
  const note = (error: unknown): number => uncaught.push(error);

  async function playWith(
    name: string,
    { spoils, scenarios = [], controls }: Omit<Peer, 'unseen' | 'exit'>,
  ): Promise<Played> {
    const world = await meet(authority, spoils(authority));
    try {
      return await play({
        folder: join(folder, name.replaceAll(' ', '-')),
        ca: authority.pem,
        ...world.ports,
        deadlineMs,
        scenarios: [...usual, ...scenarios],
        controls: controls === true,
      });
    } finally {
      await world.close();
    }
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-degenerate-'));
    authority = await createTestAuthority();
    process.on('unhandledRejection', note);
    const all: [string, Omit<Peer, 'unseen' | 'exit'>][] = [
      ['is as it should be', { spoils: () => ({}), scenarios: ['xep0203.2.stamp-in-utc', 'rfc6120.8.2.3.domain'] }],
      ...Object.entries(peers),
      ['ends streams with every condition', { spoils: everyCondition, scenarios: ['rfc6121.8.5.1.*'] }],
    ];
    // More would have more listeners on the process than Node takes for sound.
    await sideBySide(all, 4, async ([what, peer]) => played.set(what, await playWith(what, peer)));
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await rm(folder, { recursive: true });
    expect(uncaught, 'rejections that nobody handled').to.deep.equal([]);
  });

  function of(what: string): Played & { readonly results: readonly Result[] } {
    const one = played.get(what);
    if (one?.run === undefined) throw new Error(`${what}: there is no record: ${one?.said ?? ''}`);
    return { ...one, results: one.run.results };
  }

  /** What holds whatever the peer is like. */
  function expectOrderly({ ms, files, said, out }: Played): void {
    expect(ms, 'milliseconds').to.be.lessThan(longestMs);
    expect(files).to.include.members(['run.json', 'report.html', 'junit.xml', 'events.jsonl', 'manifest.json']);
    expect(said).not.to.match(/^ {4}at /m);
    expect(said + out).not.to.contain('secret-of');
  }

  it('is as it should be, passes', () => {
    const one = of('is as it should be');
    expectOrderly(one);
    expect(one.results.map(({ verdict }) => verdict)).to.deep.equal(one.results.map(() => 'pass'));
    expect(one.code).to.equal(0);
  });

  for (const [what, { unseen, broken = [], warned = [], exit }] of Object.entries(peers)) {
    it(`${what} ends with exit code ${exit}, accuses of what was seen alone, and passes nothing that was not`, () => {
      const one = of(what);
      const judged = (...verdicts: readonly string[]): string[] =>
        one.results.filter(({ verdict }) => verdicts.includes(verdict)).map(nameOf);

      expectOrderly(one);
      expect(judged('error', 'refused'), one.said).to.deep.equal([]);
      expect(judged('pass').filter((name) => [...unseen, ...broken, ...warned].includes(name))).to.deep.equal([]);
      expect(judged('warn')).to.deep.equal(warned);
      expect(
        judged('inconclusive').filter((name) => !/^(?:to|once) /.test(name)),
        one.said,
      ).to.have.members(unseen);
      const failed = one.results.filter(({ verdict }) => verdict === 'fail');
      expect(failed.map(nameOf)).to.have.members(broken);
      expect(failed.map(({ atFault }) => atFault)).to.deep.equal(broken.map(() => 'B'));
      expect(one.code, one.said).to.equal(exit);
      expect(one.run?.partial).to.equal(exit === 4);
    });
  }

  it('pushes a thousand roster items gets an answer to each', async () => {
    const { results } = of('pushes a thousand roster items');
    const path = results.find((result) => nameOf(result) === 'remote-chat A->B')?.evidence[0]?.path ?? '';
    const at = join(
      folder,
      'pushes-a-thousand-roster-items',
      'results',
      of('pushes a thousand roster items').run?.id ?? '',
    );
    const transcript = await readFile(join(at, path), 'utf8');
    expect(new Set(transcript.match(/id="push-\d+" type="result"/g)).size).to.equal(1000);
  });

  it('ends streams with any condition that there is, has each of them shown, and passes nothing', () => {
    const one = of('ends streams with every condition');
    expectOrderly(one);
    const stories = one.results.filter(({ area }) => area !== 'invariants');
    expect(
      stories.filter(({ verdict }) => !['inconclusive', 'not-applicable', 'not-run'].includes(verdict)),
    ).to.deep.equal([]);
    const shown = [...stories.map(({ actual }) => actual), ...(one.run?.cleanup ?? [])].join('\n');
    expect(conditions.filter((condition) => !shown.includes(condition))).to.deep.equal([]);
    expect(one.code).to.equal(3);
  });
});
