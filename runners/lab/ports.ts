import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';

/** The ports of one server of the lab. */
export interface ServerPorts {
  readonly c2s: number;
  readonly c2sTls: number;
  readonly s2s: number;
  readonly http: number;
}

/** A port that was free turned out to be taken when a server wanted it. The lab then starts again on others. */
export class PortClash extends Error {
  override name = 'PortClash';
}

/** A random loopback address on Linux, where all of 127.0.0.0/8 is local; elsewhere there is only one. */
export function loopbackAddress(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  return ['127', randomInt(1, 255), randomInt(0, 256), randomInt(1, 255)].join('.');
}

/** Different TCP ports that are free on the address now. */
export async function freePorts(address: string, count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, async () => listen(address)));
  const ports = servers.map((server) => {
    const bound = server.address();
    return typeof bound === 'object' && bound !== null ? bound.port : 0;
  });
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')));
  return ports;
}

async function listen(address: string): Promise<net.Server> {
  const server = net.createServer();
  server.listen(0, address);
  await once(server, 'listening');
  return server;
}

/** Rejects with a PortClash that names the first port where nothing listens. */
export async function checkListening(address: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const socket = net.connect({ host: address, port });
    try {
      await once(socket, 'connect');
    } catch {
      throw new PortClash(`nothing listens on ${address}:${String(port)}`);
    } finally {
      socket.destroy();
    }
  }
}
