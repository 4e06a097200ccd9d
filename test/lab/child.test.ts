import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Child, READY, startChild } from '../../runners/lab/child.ts';
import { PortClash } from '../../runners/lab/ports.ts';

describe('a server process', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fedcheck-child-'));
  });
  after(() => rm(directory, { recursive: true }));

  const start = (script: string, signal?: AbortSignal): Promise<Child> => {
    const env = { PATH: process.env.PATH ?? '' };
    const log = join(directory, 'server.log');
    return startChild({ name: 'The server', command: 'sh', args: ['-c', script], env, directory, log }, signal);
  };
  const failureOf = (script: string, signal?: AbortSignal): Promise<unknown> =>
    start(script, signal).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is there when it says that it is ready, and gone when it was stopped', async () => {
    const child = await start(`echo ${READY}; exec tail -f /dev/null`);
    expect(process.kill(child.pid, 0)).to.equal(true);

    await child.stop();

    expect(await child.ended).to.equal('was ended by SIGTERM');
    expect(() => process.kill(child.pid, 0)).to.throw('ESRCH');
  });

  it('keeps what it writes, before and after it was ready', async () => {
    const child = await start(`echo one >&2; echo ${READY}; echo two; printf three`);
    await child.ended;
    await child.stop();

    // Nothing orders what comes through two pipes.
    const log = await readFile(join(directory, 'server.log'), 'utf8');
    expect(log)
      .to.contain('one\n')
      .and.to.match(/two[^]*three/);
  });

  it('that ends before it is ready is reported with its exit code and its log', async () => {
    expect(await failureOf('exit 3')).to.have.property(
      'message',
      `The server ended with exit code 3 before it was ready; its log is ${join(directory, 'server.log')}.`,
    );
  });

  it('that is not there is reported', async () => {
    expect(await failureOf('exec /nosuch/server'))
      .to.have.property('message')
      .that.includes('ended with exit code 127');
  });

  it('that finds its port taken is a port clash', async () => {
    for (const line of [
      'Failed to open server port 5 on 127.0.0.1, in use',
      'Failed to open socket at 127.0.0.1:5: eaddrinuse',
    ]) {
      expect(await failureOf(`echo '${line}'; exec tail -f /dev/null`)).to.be.instanceOf(PortClash);
    }
  });

  it('is not taken for ready by a line that only mentions the word', async () => {
    expect(await failureOf(`echo 'not ${READY}'`)).to.be.instanceOf(Error);
  });

  it('is ended when the start is interrupted', async () => {
    const controller = new AbortController();
    const failure = failureOf('exec tail -f /dev/null', controller.signal);
    controller.abort();

    expect(await failure).to.have.property('message', 'The start of the lab was interrupted.');
  });
});
