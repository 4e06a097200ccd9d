import { expect } from 'chai';
import type { Answer } from 'dns-packet';
import { describe, it } from 'mocha';
import { openStream } from '../../runners/transport/open.ts';
import { Dns } from '../../runners/transport/resolve.ts';
import { type FakeDns, a, srv, startFakeDns } from '../support/fake-dns.ts';
import { certificate, domain, refusal, romeo, withServer } from './support.ts';

const direct = `_xmpps-client._tcp.${domain}`;
const upgraded = `_xmpp-client._tcp.${domain}`;

async function withDns<Result>(
  records: readonly Answer[],
  test: (dns: FakeDns) => Promise<Result>,
  silent = false,
): Promise<Result> {
  const dns = await startFakeDns(records, { silent });
  try {
    return await test(dns);
  } finally {
    await dns.close();
  }
}

const endpointsWith = (records: readonly Answer[], name = domain): Promise<string[]> =>
  withDns(records, async ({ address }) => {
    const endpoints = await new Dns({ dns: address, deadlineMs: 300 }).endpoints(name);
    return endpoints.map(({ host, port, directTls }) => `${directTls ? 'xmpps' : 'xmpp'}://${host}:${port}`);
  });

describe('SRV records', () => {
  it('are merged by priority, then by weight, then direct TLS first', async () => {
    const records = [
      srv(upgraded, 'later.example', 5222, 20),
      srv(upgraded, 'light.example', 5222, 10, 1),
      srv(direct, 'heavy.example', 5223, 10, 9),
      srv(upgraded, 'equal.example', 5222, 5, 5),
      srv(direct, 'equal.example', 5223, 5, 5),
    ];
    expect(await endpointsWith(records)).to.deep.equal([
      'xmpps://equal.example:5223',
      'xmpp://equal.example:5222',
      'xmpps://heavy.example:5223',
      'xmpp://light.example:5222',
      'xmpp://later.example:5222',
    ]);
  });

  it('may say that one kind is not offered', async () => {
    expect(await endpointsWith([srv(direct, '.', 0), srv(upgraded, 'x.example', 5222)])).to.deep.equal([
      'xmpp://x.example:5222',
    ]);
  });

  it('may say that nothing is offered, and then nothing else is tried', () =>
    withDns([srv(upgraded, '.', 0), a(domain)], async ({ address }) => {
      const error = await refusal(romeo({ dns: address }));
      expect([error.phase, error.code]).to.deep.equal(['dns', 'service-not-offered']);
    }));

  it('are done without where there are none', async () => {
    expect(await endpointsWith([])).to.deep.equal([`xmpp://${domain}:5222`]);
    expect(await endpointsWith([], '127.0.0.1')).to.deep.equal(['xmpp://127.0.0.1:5222']);
    expect(await endpointsWith([], 'm\u00fcnchen.example')).to.deep.equal(['xmpp://xn--mnchen-3ya.example:5222']);
  });

  it('lead to the server, by direct TLS too', () =>
    withServer(
      (peer) => peer.login({ certificate }).then(() => undefined),
      ({ port }) =>
        withDns([srv(direct, `host.${domain}`, port), a(`host.${domain}`)], async ({ address }) => {
          const stream = await openStream(romeo({ dns: address }));
          expect(stream.facts.address).to.equal(`127.0.0.1:${port}`);
          stream.destroy();
        }),
      { directTls: certificate },
    ));

  it('are tried one after the other, past hosts that do not exist and ports that are closed', () =>
    withServer(
      (peer) => peer.login({ certificate }).then(() => undefined),
      async ({ port }) => {
        const records = [
          srv(upgraded, 'nowhere.example', 5222, 1),
          srv(upgraded, `host.${domain}`, 9, 2),
          srv(upgraded, `host.${domain}`, port, 3),
          a(`host.${domain}`, '127.0.0.2'),
          a(`host.${domain}`),
        ];
        await withDns(records, async ({ address }) => {
          const stream = await openStream(romeo({ dns: address }));
          expect(stream.facts.address).to.equal(`127.0.0.1:${port}`);
          stream.destroy();
        });
      },
    ));
});

describe('DNS', () => {
  it('that knows no address is told with the server that was asked', () =>
    withDns([], async ({ address }) => {
      const error = await refusal(romeo({ dns: address }));
      expect([error.phase, error.code]).to.deep.equal(['dns', 'host-not-resolvable']);
      expect(error.message).to.contain(domain).and.to.contain(address);
    }));

  it('that does not answer is reported within the deadline', () =>
    withDns(
      [],
      async ({ address }) => {
        const startedAt = performance.now();
        const error = await refusal(romeo({ dns: address }));
        expect(error.phase).to.equal('dns');
        expect(['deadline', 'dns-failed']).to.include(error.code);
        expect(performance.now() - startedAt).to.be.below(1000);
      },
      true,
    ));

  it('is not asked about the host of an explicit endpoint that is an address', () =>
    withDns([], async ({ address, asked }) => {
      await refusal(romeo({ dns: address, connect: { host: '127.0.0.1', port: 9, directTls: false } }));
      expect(asked).to.deep.equal([]);
    }));

  it('refuses a name that is none', async () => {
    expect((await refusal(romeo({ domain: 'a b', dns: '127.0.0.1:9' }))).code).to.equal('domain-invalid');
  });
});
