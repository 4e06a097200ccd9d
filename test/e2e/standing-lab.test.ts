import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import { resolvePlan } from '../../runners/config/resolve.ts';
import { UsageError } from '../../runners/config/usage-error.ts';
import { cacheFolder } from '../../runners/lab/cache.ts';
import { labDown, labStatus, labUp } from '../../runners/lab/standing.ts';
import { converse } from '../support/conversation.ts';
import { untilGone } from '../support/processes.ts';

describe('a standing lab', function () {
  this.timeout(120_000);
  const given = process.env.FEDCHECK_CACHE;
  let folder: string;

  before(async () => {
    // The user's own standing lab must be left alone, but its downloaded servers may serve.
    const servers = join(cacheFolder(), 'servers');
    await mkdir(servers, { recursive: true, mode: 0o700 });
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-standing-'));
    await symlink(servers, join(folder, 'servers'));
    process.env.FEDCHECK_CACHE = folder;
  });
  afterEach(() => labDown());
  after(async () => {
    if (given === undefined) delete process.env.FEDCHECK_CACHE;
    else process.env.FEDCHECK_CACHE = given;
    await rm(folder, { recursive: true });
  });

  it('is up until it is taken down, and its plan file serves a run', async () => {
    expect(await labStatus()).to.deep.equal({ state: 'down' });
    const lab = await labUp({ lanes: 1 });

    expect(await labStatus()).to.deep.equal({ state: 'up', lab });
    const sources = { environment: {}, readStdin: async () => Promise.resolve('') };
    await converse((await resolvePlan({ config: lab.plan }, sources)).plan);

    expect(await labDown()).to.deep.equal({ state: 'up', lab });
    expect(await labStatus()).to.deep.equal({ state: 'down' });
    await untilGone(lab.directory);
    expect(await stat(lab.plan).catch(() => 'gone')).to.equal('gone');
    expect(await stat(lab.b.log))
      .to.have.property('size')
      .that.is.greaterThan(0);
  });

  it('is refused when there is one already', async () => {
    const { pid } = await labUp({ lanes: 1 });
    const failure = await labUp({ lanes: 1 }).catch((error: unknown) => error);

    expect(failure)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.includes(`A lab is up already (process ${pid}`);
  });

  it('stops as a whole, and says so, when one of its servers ends', async () => {
    const lab = await labUp({ lanes: 1 });
    process.kill(lab.a.pid, 'SIGKILL');
    await untilGone(lab.directory);

    expect(await labStatus()).to.deep.equal({
      state: 'crashed',
      detail: `The server of A ended without being asked to; its log is ${lab.a.log}.`,
    });
  });

  it('that was killed leaves no process, is known to be gone, and gives way to the next', async () => {
    const killed = await labUp({ lanes: 1 });
    process.kill(killed.pid, 'SIGKILL');
    await untilGone(killed.directory);

    expect(await labStatus()).to.include({ state: 'crashed' });
    const next = await labUp({ lanes: 1 });
    expect(next.pid).not.to.equal(killed.pid);
  });
});
