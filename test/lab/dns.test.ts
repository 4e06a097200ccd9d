import dgram from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'chai';
import dns, { type Packet } from 'dns-packet';
import { after, before, describe, it } from 'mocha';
import { answerQuery, type DnsZone } from '../../runners/lab/dns-answer.ts';
import { type DnsServer, startDns } from '../../runners/lab/dns.ts';
import { freePorts, PortClash } from '../../runners/lab/ports.ts';

const zone: DnsZone = {
  domain: 'alpha.example',
  components: ['conference.alpha.example'],
  address: '127.0.0.1',
  ports: { c2s: 5222, c2sTls: 5223, s2s: 5269 },
};
const address = '127.0.0.1';

const query = (name: string, type: dns.RecordType, more: Packet = {}): Buffer =>
  dns.encode({ type: 'query', id: 7, flags: dns.RECURSION_DESIRED, questions: [{ type, name }], ...more });

/** The code that names the failure in the response, 0 for none. */
const rcode = (reply: Packet): number => (reply.flags ?? 0) & 15;

function ask(name: string, type: dns.RecordType, more?: Packet): Packet {
  const reply = answerQuery(query(name, type, more), [zone]);
  if (reply === undefined) throw new Error('no reply');
  return dns.decode(reply);
}

describe('the answers of the lab DNS server', () => {
  it('give servers an address as SRV target, and clients a host name that resolves', () => {
    const [toServer] = ask('_xmpp-server._tcp.conference.alpha.example', 'SRV').answers ?? [];
    const [toClient] = ask('_xmpps-client._tcp.alpha.example', 'SRV').answers ?? [];

    expect(toServer).to.deep.include({ data: { priority: 5, weight: 0, port: 5269, target: '127.0.0.1' } });
    expect(toClient).to.deep.include({ data: { priority: 5, weight: 0, port: 5223, target: 'xmpp.alpha.example' } });
    expect(ask('xmpp.alpha.example', 'A').answers).to.have.lengthOf(1);
  });

  it('resolve a target that is an address, which some resolvers ask for', () => {
    expect(ask('127.1.2.3', 'A').answers?.[0]).to.include({ data: '127.1.2.3' });
  });

  it('take a name in any case and repeat it as it was asked', () => {
    expect(ask('ALPHA.example', 'A').answers?.[0]).to.include({ name: 'ALPHA.example', data: '127.0.0.1' });
  });

  it('say NXDOMAIN, with the SOA of the zone, to names that do not exist', () => {
    const reply = ask('nosuch.alpha.example', 'A');

    expect(rcode(reply)).to.equal(3);
    expect(reply.authorities?.[0]).to.include({ type: 'SOA', name: 'alpha.example' });
  });

  it('say NXDOMAIN to direct TLS between servers, which the lab does not offer', () => {
    expect(rcode(ask('_xmpps-server._tcp.alpha.example', 'SRV'))).to.equal(3);
  });

  it('are empty, but not NXDOMAIN, for another type and for a name with names below it', () => {
    for (const reply of [ask('alpha.example', 'AAAA'), ask('_tcp.alpha.example', 'A')]) {
      expect(rcode(reply)).to.equal(0);
      expect(reply.answers).to.be.empty;
      expect(reply.authorities?.[0]).to.include({ type: 'SOA' });
    }
  });

  it('send whoever looks below the dead domain to a closed port', () => {
    const dead = { domain: 'unreachable.example', address, port: 9 };
    const reply = (name: string, type: dns.RecordType): Packet =>
      dns.decode(answerQuery(query(name, type), [zone], dead) ?? Buffer.alloc(0));

    expect(reply('_xmpp-server._tcp.one.unreachable.example', 'SRV').answers?.[0]).to.deep.include({
      data: { priority: 5, weight: 0, port: 9, target: '127.0.0.1' },
    });
    expect(reply('two.unreachable.example', 'A').answers?.[0]).to.include({ data: '127.0.0.1' });
    expect(rcode(reply('_xmpps-server._tcp.one.unreachable.example', 'SRV'))).to.equal(3);
    expect(rcode(reply('unreachable.example', 'A'))).to.equal(3);
  });

  it('know nothing of the world outside', () => {
    expect(rcode(ask('xmpp.org', 'A'))).to.equal(3);
  });

  it('carry EDNS when the query does, and only then', () => {
    const edns = { udpPayloadSize: 4096, extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false, options: [] };
    const asked = ask('alpha.example', 'A', { additionals: [{ type: 'OPT', name: '.', ...edns }] });

    expect(asked.additionals?.map(({ type }) => type)).to.deep.equal(['OPT']);
    expect(ask('alpha.example', 'A').additionals).to.be.empty;
  });

  it('are withheld from what is no query', () => {
    expect(answerQuery(Buffer.from('junk'), [zone])).to.equal(undefined);
    expect(answerQuery(Buffer.alloc(12), [zone])).to.equal(undefined);
    expect(answerQuery(dns.encode({ type: 'response', questions: [{ type: 'A', name: 'a.example' }] }), [])).to.equal(
      undefined,
    );
  });
});

describe('the lab DNS server', () => {
  let server: DnsServer;
  const resolver = new Resolver({ timeout: 2000, tries: 1 });

  before(async () => {
    const [port = 0] = await freePorts(address, 1);
    server = await startDns(address, port, [zone]);
    resolver.setServers([`${address}:${port}`]);
  });
  after(() => server.close());

  it('serves a stub resolver over UDP', async () => {
    const [record] = await resolver.resolveSrv('_xmpp-client._tcp.alpha.example');

    expect(record).to.include({ name: 'xmpp.alpha.example', port: 5222 });
    expect(await resolver.resolve4('xmpp.alpha.example')).to.deep.equal(['127.0.0.1']);
    const failure = await resolver.resolve4('nosuch.alpha.example').catch((error: unknown) => error);
    expect(failure).to.include({ code: 'ENOTFOUND' });
  });

  it('serves several queries on one TCP connection, however they are cut', async () => {
    const both = Buffer.concat([
      streamed(query('alpha.example', 'A')),
      streamed(query('conference.alpha.example', 'A')),
    ]);
    const socket = net.connect({ host: address, port: server.port, noDelay: true });
    let received = Buffer.alloc(0);
    const complete = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        if (messages(received).length === 2) resolve();
      });
    });

    for (const octet of both) socket.write(Buffer.from([octet]));
    await complete;
    socket.destroy();

    expect(messages(received).map((one) => one.answers?.[0]?.name)).to.deep.equal([
      'alpha.example',
      'conference.alpha.example',
    ]);
  });

  it('closes a TCP connection that sends junk, and goes on serving', async () => {
    const socket = net.connect({ host: address, port: server.port });
    const closed = once(socket, 'close');
    socket.write(streamed(Buffer.from('junk')));
    socket.resume();
    await closed;

    expect(await resolver.resolve4('alpha.example')).to.deep.equal(['127.0.0.1']);
  });

  it('goes on serving after junk over UDP', async () => {
    const socket = dgram.createSocket('udp4');
    socket.send(Buffer.from('junk'), server.port, address);

    expect(await resolver.resolve4('alpha.example')).to.deep.equal(['127.0.0.1']);
    socket.close();
  });

  it('refuses a port that is taken with a port clash', async () => {
    const failure = await startDns(address, server.port, [zone]).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(PortClash);
  });
});

function streamed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

function messages(stream: Buffer): Packet[] {
  const found: Packet[] = [];
  for (let at = 0; at + 2 <= stream.length && at + 2 + stream.readUInt16BE(at) <= stream.length; ) {
    const end = at + 2 + stream.readUInt16BE(at);
    found.push(dns.decode(stream.subarray(at + 2, end)));
    at = end;
  }
  return found;
}
