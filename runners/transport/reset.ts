import type net from 'node:net';

/**
 * Aborts a connection with a TCP reset (RFC 9293, section 3.10.5). One that is at its goodbye already is closed instead:
 * Node refuses to reset it (EINVAL) and then never closes it, so that the process spins for ever at its end.
 *
 * @param over what speaks over the connection, such as TLS, and may be saying goodbye for it
 */
export function reset(tcp: net.Socket, over: net.Socket = tcp): void {
  if (tcp.destroyed) return;
  if (isSayingGoodbye(tcp) || isSayingGoodbye(over)) over.destroy();
  else tcp.resetAndDestroy();
}

const isSayingGoodbye = ({ writableEnded, writableFinished }: net.Socket): boolean =>
  writableEnded && !writableFinished;
