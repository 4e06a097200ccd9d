import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { RunRecord } from '../../reports/model/record.ts';
import { runCampaign } from '../../runners/campaign/run.ts';
import type { CampaignEvent, Planned } from '../../runners/campaign/types.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';
import type { Lab } from '../../runners/lab/lab.ts';
import { startLab } from '../../runners/lab/start.ts';
import { sampleScenario } from '../support/scenarios.ts';

describe('stories that have a place of their own in a run', function () {
  this.timeout(60_000);
  let folder: string;
  let lab: Lab;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-first-'));
    lab = await startLab({ directory: join(folder, 'lab'), lanes: 2 });
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true });
  });

  const play = (
    name: string,
    planned: readonly Planned[],
    onEvent: (event: CampaignEvent) => unknown = () => undefined,
  ): Promise<RunRecord> =>
    runCampaign({
      plan: lab.plan,
      planned,
      filtered: true,
      directory: join(folder, name),
      runId: name,
      command: 'fedcheck run',
      onEvent,
      signal: new AbortController().signal,
    });

  it('play before anything crosses the link, and after all others', async () => {
    const order: string[] = [];
    const links: boolean[] = [];
    const story = (id: string, when?: 'first' | 'last'): Scenario =>
      sampleScenario({
        id,
        ...(when && { when }),
        body: async () => {
          order.push(id);
          if (when === 'first') links.push((await readFile(lab.logs.a, 'utf8')).includes('s2sout'));
        },
      });
    const scenarios = [story('last', 'last'), story('one'), story('two'), story('first', 'first')];
    const planned = scenarios.flatMap((scenario) =>
      (['A->B', 'B->A'] as const).map((direction) => ({ scenario, direction })),
    );
    const events: CampaignEvent[] = [];
    const run = await play('run', planned, (event) => events.push(event));

    expect(order.slice(0, 2)).to.deep.equal(['first', 'first']);
    expect(order.slice(2, 6)).to.have.members(['one', 'one', 'two', 'two']);
    expect(order.slice(6)).to.deep.equal(['last', 'last']);
    expect(links, 'A has a stream to B while the first stories play').to.deep.equal([false, false]);
    expect(run.results.map(({ verdict }) => verdict)).to.deep.equal(Array(8).fill('pass'));
    const types = events.map(({ type }) => type);
    expect(types.indexOf('finished')).to.be.greaterThan(types.indexOf('planned'));
    expect(types.filter((type) => type === 'finished')).to.have.lengthOf(8);
    expect(run.cleanup).to.deep.equal([]);
    expect(run.measures, 'what the preflight says of a link that was not cold').to.deep.equal([]);
  });

  it('leave the first stanza of each direction to the preflight where there are none', async () => {
    const run = await play('none-first', [{ scenario: sampleScenario({ id: 'one' }), direction: 'A->B' }]);

    expect(run.measures.map(({ what, path }) => [what, path])).to.deep.equal([
      ['first message on a cold link', 'A->B'],
      ['first message on a cold link', 'B->A'],
    ]);
    for (const { milliseconds } of run.measures) expect(milliseconds[0]).to.be.greaterThan(0);
  });
});
