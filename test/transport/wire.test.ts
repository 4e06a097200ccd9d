import { expect } from 'chai';
import { describe, it } from 'mocha';
import { once } from 'node:events';
import net from 'node:net';
import { Wire } from '../../runners/transport/wire.ts';

/** What the other end learns of the end of the connection. */
async function endingSeen(end: (wire: Wire) => void): Promise<string> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const socket = net.connect(port, '127.0.0.1');
  const [[peer]] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')])) as [
    [net.Socket],
    unknown,
  ];
  const seen = new Promise<string>((resolve) => {
    peer.on('error', ({ message }) => {
      resolve(message);
    });
    peer.on('end', () => {
      resolve('end');
    });
  });
  peer.resume();
  end(new Wire(socket, undefined));
  try {
    return await seen;
  } finally {
    peer.destroy();
    server.close();
  }
}

describe('A wire', () => {
  it('closes the connection when it is destroyed', async () => {
    expect(await endingSeen((wire) => wire.destroy())).to.equal('end');
  });

  it('sends a TCP reset when it is reset', async () => {
    expect(await endingSeen((wire) => wire.reset())).to.contain('ECONNRESET');
  });
});
