import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { reset } from '../../runners/transport/reset.ts';
import { certificate } from './support.ts';

describe('The reset of a connection', () => {
  let server: net.Server;
  let peer: net.Socket;
  let tcp: net.Socket;
  let over: tls.TLSSocket;

  beforeEach(async () => {
    server = net.createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const connected = once(server, 'connection') as Promise<[net.Socket]>;
    tcp = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
    [peer] = await connected;
  });
  afterEach(() => {
    peer.destroy();
    server.close();
  });

  async function speakTls(): Promise<void> {
    const far = new tls.TLSSocket(peer, { isServer: true, ...certificate });
    far.on('error', () => undefined);
    far.resume();
    over = tls.connect({ socket: tcp, rejectUnauthorized: false });
    await once(over, 'secureConnect');
  }

  it('is seen by the other end', async () => {
    const broken = once(peer, 'error') as Promise<[NodeJS.ErrnoException]>;
    peer.resume();
    reset(tcp);
    expect((await broken)[0].code).to.equal('ECONNRESET');
  });

  it('closes what is at its goodbye', async () => {
    const closed = once(tcp, 'close');
    tcp.end();
    reset(tcp);
    await closed;
  });

  it('closes what is at the goodbye of its TLS', async () => {
    await speakTls();
    const closed = once(tcp, 'close');
    over.end();
    reset(tcp, over);
    await closed;
  });
});
