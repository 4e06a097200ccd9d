import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { labAccounts, labAdmin } from '../../runners/lab/accounts.ts';
import { createAuthority } from '../../runners/lab/certificates.ts';
import type { Lab, Product } from '../../runners/lab/lab.ts';
import { freePorts, loopbackAddress, PortClash } from '../../runners/lab/ports.ts';
import { PRODUCTS } from '../../runners/lab/products.ts';
import { findPrograms } from '../../runners/lab/programs.ts';
import { startSide } from '../../runners/lab/side.ts';
import { startLab } from '../../runners/lab/start.ts';
import { converse, logIn } from '../support/conversation.ts';
import { processesWith, untilGone } from '../support/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const products: readonly Product[] = ['prosody', 'ejabberd'];

describe('the lab', function () {
  this.timeout(120_000);
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fedcheck-lab-'));
    for (const product of products) await findPrograms(product, PRODUCTS[product].usable, {}); // a download, the first time
  });
  after(() => rm(directory, { recursive: true, force: true }));

  describe('of Prosody and ejabberd', () => {
    let lab: Lab;
    let passwords: string[];
    before(async () => {
      lab = await startLab({ directory, lanes: 2 });
      passwords = [...lab.plan.a.accounts, ...lab.plan.b.accounts].map(({ password }) => password.reveal());
    });
    after(() => lab.stop());

    it('is ready within ten seconds', () => {
      expect(lab.startMs).to.be.lessThan(10_000);
    });

    it('has three accounts for each lane on each server', () => {
      expect(lab.plan.a.accounts.map(({ jid }) => jid.split('@')[0])).to.deep.equal([
        'alice',
        'alice2',
        'carol',
        'carol2',
        'erin',
        'erin2',
      ]);
      expect(lab.plan.b.accounts).to.have.lengthOf(6);
    });

    it('lets every account in', async () => {
      for (const service of [lab.plan.a, lab.plan.b]) {
        for (const [index, { jid }] of service.accounts.entries()) {
          const stream = await logIn(service, lab.plan, 'at its endpoint', index);
          expect(stream.fullJid.split('/')[0]).to.equal(jid);
          await stream.close();
        }
      }
    });

    it('is found by SRV records, with direct TLS', async () => {
      for (const service of [lab.plan.a, lab.plan.b]) {
        const stream = await logIn(service, lab.plan, 'found by SRV');
        expect(stream.facts.address).not.to.include(`:${service.connect?.port ?? ''}`);
        expect(stream.facts.tls).to.match(/TLS ?v?1\.[23]/);
        await stream.close();
      }
    });

    it('federates both ways over TLS, each server verifying the certificate of the other', async () => {
      await converse(lab.plan);

      const [prosody, ejabberd] = await Promise.all([readFile(lab.logs.a, 'utf8'), readFile(lab.logs.b, 'utf8')]);
      expect(prosody).to.include('Accepting SASL EXTERNAL identity from beta.example');
      expect(prosody).to.include('Outgoing s2s connection alpha.example->beta.example complete');
      expect(ejabberd).to.include('Accepted inbound s2s EXTERNAL authentication alpha.example -> beta.example');
      expect(ejabberd).to.include('Accepted outbound s2s EXTERNAL authentication beta.example -> alpha.example');
    });

    it('shows no password in the arguments or the environment of a process', async () => {
      const servers = await processesWith(directory);

      expect(servers.map(({ pid }) => pid)).to.include.members([lab.pids.a, lab.pids.b]);
      for (const { command, environment } of servers) {
        for (const password of passwords) expect(command + environment).not.to.include(password);
      }
    });

    it('keeps keys and accounts where only their owner can read them', async () => {
      for (const { domain } of [lab.plan.a, lab.plan.b]) {
        for (const name of [domain, join(domain, 'secret')]) {
          expect((await stat(join(directory, name))).mode & 0o777, name).to.equal(0o700);
        }
        expect((await stat(join(directory, domain, 'secret', 'server.pem'))).mode & 0o777).to.equal(0o600);
      }
    });

    it('leaves no process, no key and no password behind when it stops, but its logs', async () => {
      await lab.stop();

      expect(await processesWith(directory)).to.deep.equal([]);
      const files = await readdir(directory, { recursive: true, withFileTypes: true });
      const paths = files.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      expect(paths).to.include.members([lab.logs.a, lab.logs.b]);
      for (const path of paths) {
        const text = await readFile(path, 'utf8');
        for (const secret of [...passwords, 'PRIVATE KEY']) expect(text, path).not.to.include(secret);
      }
    });
  });

  for (const pair of [
    ['ejabberd', 'prosody'],
    ['prosody', 'prosody'],
    ['ejabberd', 'ejabberd'],
  ] as const) {
    it(`of ${pair.join(' and ')} federates both ways`, async () => {
      const lab = await startLab({ directory, lanes: 1, pair });
      try {
        await converse(lab.plan);
      } finally {
        await lab.stop();
      }
    });
  }

  it('says which server ended without being asked to', async () => {
    const lab = await startLab({ directory, lanes: 1 });
    try {
      process.kill(lab.pids.b, 'SIGKILL');
      expect(await lab.crashed).to.equal('B');
    } finally {
      await lab.stop();
    }
    await untilGone(directory);
  });

  it('leaves nothing behind when its start is interrupted', async () => {
    const controller = new AbortController();
    const failure = startLab({ directory, lanes: 1, signal: controller.signal }).catch((error: unknown) => error);
    const started = new Promise<void>((resolve) => {
      const look = (): void => {
        if (existsSync(join(directory, 'beta.example', 'console.log'))) resolve();
        else setTimeout(look, 5);
      };
      look();
    });
    await started;
    controller.abort();

    expect(await failure).to.have.property('message', 'The start of the lab was interrupted.');
    await untilGone(directory);
  });

  it('dies with the process that started it, even when that is killed', async () => {
    const script = `
      const { startLab } = await import(${JSON.stringify(join(root, 'runners/lab/start.ts'))});
      const lab = await startLab({ directory: ${JSON.stringify(directory)}, lanes: 1 });
      console.log(JSON.stringify(lab.plan.a.connect));
      console.log(JSON.stringify(lab.plan.b.connect));`;
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const connections: net.Socket[] = [];
    for await (const line of createInterface({ input: holder.stdout })) {
      const socket = net.connect(JSON.parse(line) as net.TcpNetConnectOpts);
      await once(socket, 'connect');
      connections.push(socket.on('error', () => socket.destroy()).resume());
      if (connections.length === 2) break;
    }
    const cut = connections.map(async (socket) => new Promise((resolve) => socket.once('close', resolve)));

    holder.kill('SIGKILL');

    await Promise.all(cut);
    await untilGone(directory);
  });

  for (const product of products) {
    it(`sees a port clash of ${product} and leaves no process`, async () => {
      const address = loopbackAddress();
      const [c2s = 0, c2sTls = 0, s2s = 0, http = 0] = await freePorts(address, 4);
      const other = net.createServer().listen(s2s, address);
      await once(other, 'listening');
      const programs = await findPrograms(product, PRODUCTS[product].usable, {});
      const accounts = labAccounts('A', 'alpha.example', 1);
      const admin = labAdmin('alpha.example');
      const side = { domain: 'alpha.example', product, programs, accounts, admin, ports: { c2s, c2sTls, s2s, http } };
      const signal = new AbortController().signal;
      const dns = { address, port: 53 };
      const surroundings = { directory, address, authority: await createAuthority(), dns, signal };

      const failure = await startSide(side, surroundings).catch((error: unknown) => error);
      other.close();

      expect(failure).to.be.instanceOf(PortClash);
      await untilGone(directory);
    });
  }
});
