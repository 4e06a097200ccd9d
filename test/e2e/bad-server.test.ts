import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { createTestAuthority, type ServerCertificate, type TestAuthority } from '../support/certificates.ts';
import { type FakeDns, startFakeDns } from '../support/fake-dns.ts';
import {
  type FakeServer,
  features,
  header,
  offeredSasl,
  offeredTls,
  type Script,
  startFakeServer,
} from '../support/fake-server.ts';
import { attempt, oneSentence, type Outcome } from '../support/in-process.ts';

const hour = 3_600_000;
const passwords = { FEDCHECK_A_PASSWORD: 'secret-of-alice', FEDCHECK_B_PASSWORD: 'secret-of-bob' };

/** A cannot be used, in one way or another, while B lets its user in and then says nothing. */
describe('fedcheck run, against a server that cannot be used,', () => {
  let folder: string;
  let authority: TestAuthority;
  let certificate: ServerCertificate;
  let b: FakeServer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-bad-server-'));
    authority = await createTestAuthority();
    certificate = await authority.issue('alpha.example');
    await writeFile(join(folder, 'ca.pem'), authority.pem);
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    const ofB = await authority.issue('beta.example');
    b = await startFakeServer(async (peer) => {
      await peer.login({ certificate: ofB });
      await peer.leaves();
    });
  });
  afterEach(() => b.close());

  /** `where` is what the plan says of how to reach A, and of the DNS server to ask. */
  async function run(where: { connect?: string; dns?: string }, verb = 'run'): Promise<Outcome> {
    const plan = join(folder, 'plan.yaml');
    const { connect, dns } = where;
    await writeFile(
      plan,
      [
        `a: { jid: alice@alpha.example, ca: ca.pem${connect === undefined ? '' : `, connect: '${connect}'`} }`,
        `b: { jid: bob@beta.example, ca: ca.pem, connect: 'xmpp://127.0.0.1:${b.port}' }`,
        `run: { deadline: 800ms${dns === undefined ? '' : `, dns: '${dns}'`} }`,
      ].join('\n'),
    );
    const results = verb === 'run' ? ['--results', join(folder, 'results')] : [];
    const outcome = await attempt([verb, '--config', plan, ...results], passwords);
    // Nothing of ours may stay connected, or the process would not end.
    await Promise.all(b.peers.map((peer) => peer.leaves()));
    return outcome;
  }

  function expectEnding({ code, said, out, ms }: Outcome, sentence: string): void {
    expect(said).to.match(oneSentence).and.to.contain(sentence).and.not.to.contain('secret-of');
    expect([code, out]).to.deep.equal([4, '']);
    expect(ms).to.be.lessThan(4000);
  }

  async function expectEndingBy(script: Script, sentence: string): Promise<void> {
    const server = await startFakeServer(script);
    try {
      expectEnding(await run({ connect: `xmpp://127.0.0.1:${server.port}` }), sentence);
      expect(server.peers).to.have.lengthOf(1);
      await Promise.all(server.peers.map((peer) => peer.leaves()));
    } finally {
      await server.close();
    }
  }

  const securedWith =
    (own: () => Promise<ServerCertificate>): Script =>
    async (peer) => {
      await peer.openStream(offeredTls);
      await peer.startTls(await own());
      await peer.leaves();
    };

  describe('says that', () => {
    let dns: FakeDns;
    afterEach(() => dns.close());

    it('its host is not known', async () => {
      dns = await startFakeDns([]);
      expectEnding(
        await run({ dns: dns.address }),
        `No address is known by the DNS server ${dns.address} for the host alpha.example: check its name`,
      );
    });

    it('the host of connect is not known', async () => {
      dns = await startFakeDns([]);
      const connect = 'xmpp://chat.alpha.example:5222';
      expectEnding(await run({ connect, dns: dns.address }), 'for the host chat.alpha.example');
    });

    it('the DNS server is silent', async () => {
      dns = await startFakeDns([], { silent: true });
      expectEnding(await run({ dns: dns.address }), 'alpha.example was not found in DNS within 0.8 s.');
    });
  });

  it('says that its port is closed, and where', async () => {
    const closed = net.createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    expectEnding(
      await run({ connect: `xmpp://127.0.0.1:${port}` }),
      `No server listens for alpha.example at 127.0.0.1:${port} (ECONNREFUSED): check that it runs`,
    );
  });

  it('says that it is silent after the connection', () =>
    expectEndingBy((peer) => peer.leaves(), 'alpha.example did not open the XML stream within 0.8 s.'));

  it('says that it is silent after the login', () =>
    expectEndingBy(async (peer) => {
      await peer.login({ certificate });
      await peer.leaves();
    }, 'alice@alpha.example logged in, but could not come on-line: alice did not receive the roster within 0.8 s'));

  it('says that its certificate is signed by nobody who is trusted', async () => {
    const stranger = await createTestAuthority('Another authority');
    await expectEndingBy(
      securedWith(() => stranger.issue('alpha.example')),
      'The certificate of alpha.example is signed by no authority that is trusted: give the authority as `ca:`',
    );
  });

  it('says that its certificate has expired', () => {
    const over = { notBefore: new Date(Date.now() - 3 * hour), notAfter: new Date(Date.now() - hour) };
    return expectEndingBy(
      securedWith(() => authority.issue('alpha.example', over)),
      'The certificate of alpha.example has expired',
    );
  });

  it('says that its certificate is for another domain', () =>
    expectEndingBy(
      securedWith(() => authority.issue('gamma.example')),
      "The server's certificate does not name alpha.example",
    ));

  it('says that it offers no STARTTLS, and sends no password', async () => {
    let received = '';
    await expectEndingBy(async (peer) => {
      await peer.expect(/<stream:stream [^>]*>/);
      peer.write(header + features(offeredSasl('PLAIN')));
      await peer.leaves();
      ({ received } = peer);
    }, 'alpha.example offers no STARTTLS, and nothing is sent to it without encryption.');
    expect(received).to.contain('stream:stream').and.not.to.contain('auth');
  });

  for (const [when, until] of [
    ['at once', () => undefined],
    ['before TLS', (peer) => peer.openStream(offeredTls)],
    [
      'before the login',
      async (peer) => {
        await peer.openStream(offeredTls);
        await peer.startTls(certificate);
        await peer.openStream(offeredSasl('PLAIN'));
      },
    ],
    [
      'before binding',
      async (peer) => {
        await peer.authenticate({ certificate });
      },
    ],
  ] as const satisfies readonly (readonly [string, Script])[]) {
    it(`says that it closes the connection ${when}`, () =>
      expectEndingBy(async (peer) => {
        await until(peer);
        peer.end();
      }, 'alpha.example did not '));
  }

  it('leaves nothing but its configuration in the results folder', async () => {
    await rm(join(folder, 'results'), { recursive: true, force: true });
    await run({ connect: 'xmpp://127.0.0.1:1' });
    const files = await readdir(join(folder, 'results'), { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile()).map(({ name }) => name)).to.deep.equal(['configuration.json']);
  });

  it('finds the same in doctor, with a remedy', async () => {
    const { code, said, out } = await run({ connect: 'xmpp://127.0.0.1:1' }, 'doctor');
    expect(code).to.equal(4);
    expect(out).to.contain('No server listens for alpha.example').and.to.contain('configuration: Check that');
    expect(said + out).not.to.contain('    at ');
  });
});
