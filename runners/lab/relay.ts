import { once } from 'node:events';
import net from 'node:net';

/** A TCP relay on loopback through which a server of the lab is as far away as one on another continent. */
export interface Relay {
  readonly port: number;
  close(): void;
}

/** Everything that passes, the end of a stream included, takes half of `roundTripMs` each way; order is kept. */
export async function startRelay(address: string, target: number, roundTripMs: number): Promise<Relay> {
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (near) => {
    const far = net.connect({ host: address, port: target, allowHalfOpen: true });
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    carry(near, far, roundTripMs / 2);
    carry(far, near, roundTripMs / 2);
  });
  server.listen(0, address);
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** Timers of one length fire in the order in which they were set, so nothing overtakes. */
function carry(from: net.Socket, to: net.Socket, delayMs: number): void {
  const later = (act: () => void): void => {
    setTimeout(() => {
      if (!to.destroyed) act();
    }, delayMs);
  };
  from.on('data', (chunk) => {
    later(() => to.write(chunk));
  });
  from.on('end', () => {
    later(() => to.end());
  });
  from.on('error', () => {
    later(() => to.resetAndDestroy());
  });
  from.on('close', () => {
    later(() => to.destroySoon());
  });
}
