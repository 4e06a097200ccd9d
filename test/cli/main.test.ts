import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each start of the real command costs about a second, so only what needs a process of its own is tried here. */
describe('the fedcheck process', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-main-'));
  });
  after(() => rm(folder, { recursive: true }));

  const start = (args: readonly string[]) =>
    spawn(process.execPath, ['--import', 'tsx', join(root, 'runners', 'cli', 'main.ts'), ...args], {
      env: { ...process.env, FEDCHECK_A_PASSWORD: 'x', FEDCHECK_B_PASSWORD: 'x' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('ends with the exit code of the verb and one sentence', async () => {
    const child = start(['rum']);
    let text = '';
    child.stderr.on('data', (chunk) => (text += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).to.equal(2);
    expect(text).to.equal("fedcheck: 'rum' is not a verb of fedcheck. Did you mean 'run'? See fedcheck --help.\n");
  });

  it('stops at once on the second interrupt, though a server is silent', async () => {
    const silent = net.createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const connect = `xmpp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const plan = join(folder, 'plan.yaml');
    await writeFile(
      plan,
      `a: { jid: a@alpha.example, connect: '${connect}' }\nb: { jid: b@beta.example, connect: '${connect}' }\nrun: { deadline: 5m }\n`,
    );
    const child = start(['run', '--config', plan, '--results', join(folder, 'results')]);
    child.stdout.resume();
    const closed = once(child, 'close');
    const [socket] = (await once(silent, 'connection')) as [net.Socket];
    socket.on('error', () => undefined);
    child.kill('SIGINT');
    let said = '';
    for await (const chunk of child.stderr.iterator({ destroyOnReturn: false })) {
      said += String(chunk);
      if (said.includes('Once more stops at once.')) break;
    }
    child.stderr.resume();
    expect(said)
      .to.match(/\d+ of \d+ results will not run, for they need more accounts/)
      .and.to.contain('Once more stops at once.');
    child.kill('SIGINT');
    const [code] = (await closed) as [number];
    expect(code).to.equal(130);
    silent.close();
  });
});
