import { once } from 'node:events';
import net from 'node:net';
import { reset } from '../transport/reset.ts';

/** A TCP relay on loopback through which a server of the lab is as far away as one on another continent. */
export interface Relay {
  readonly port: number;
  close(): void;
}

/** Every chunk that passes, the end of a stream included, takes what `delayMs` then says; order is kept. */
export async function startRelay(address: string, target: number, delayMs: () => number): Promise<Relay> {
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (near) => {
    const far = net.connect({ host: address, port: target, allowHalfOpen: true });
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    carry(near, far, delayMs);
    carry(far, near, delayMs);
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

/**
 * A timer that fires lets the oldest of what waits go, whichever set it, so nothing overtakes. As timers fire no sooner
 * than the least delay and no later than the longest, so does what they let go.
 */
function carry(from: net.Socket, to: net.Socket, delayMs: () => number): void {
  const waiting: (() => void)[] = [];
  const later = (act: () => void): void => {
    waiting.push(act);
    setTimeout(() => {
      const oldest = waiting.shift();
      if (!to.destroyed) oldest?.();
    }, delayMs());
  };
  from.on('data', (chunk) => {
    later(() => to.write(chunk));
  });
  from.on('end', () => {
    later(() => to.end());
  });
  from.on('error', () => {
    later(() => {
      reset(to);
    });
  });
  from.on('close', () => {
    later(() => to.destroySoon());
  });
}
