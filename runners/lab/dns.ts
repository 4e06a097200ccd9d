import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { answerQuery, type DeadZone, type DnsZone } from './dns-answer.ts';
import { PortClash } from './ports.ts';

/** A DNS server for the lab's domains, over UDP and TCP on the same port. It forwards nothing. */
export interface DnsServer {
  readonly address: string;
  readonly port: number;
  close(): void;
}

/** Rejects with a PortClash when the port is taken. */
export async function startDns(
  address: string,
  port: number,
  zones: readonly DnsZone[],
  dead?: DeadZone,
): Promise<DnsServer> {
  const answer = (query: Buffer): Buffer | undefined => answerQuery(query, zones, dead);
  const udp = dgram.createSocket('udp4');
  const tcp = net.createServer((socket) => {
    serveStream(socket, answer);
  });
  udp.on('message', (query, sender) => {
    const reply = answer(query);
    if (reply !== undefined) udp.send(reply, sender.port, sender.address, ignore);
  });
  const open = new Set<net.Socket>();
  tcp.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const close = (): void => {
    udp.close();
    tcp.close();
    for (const socket of open) socket.destroy();
  };
  try {
    udp.bind(port, address);
    await once(udp, 'listening');
    tcp.listen(port, address);
    await once(tcp, 'listening');
  } catch (error) {
    close();
    throw new PortClash(`the DNS server cannot listen on ${address}:${String(port)}`, { cause: error });
  }
  return { address, port, close };
}

/** Over TCP each message follows its length in two octets (RFC 1035, section 4.2.2). */
function serveStream(socket: net.Socket, answer: (query: Buffer) => Buffer | undefined): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('error', ignore);
  socket.setTimeout(5000, () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      const reply = answer(pending.subarray(2, end));
      pending = pending.subarray(end);
      if (reply === undefined) {
        socket.destroy();
        return;
      }
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
}

/** A resolver that went away while it was answered is no concern of the lab. */
function ignore(): void {
  // nothing to do
}
