import net from 'node:net';
import type { Endpoint } from '../config/plan.ts';
import { tlsFailure, tlsOptions } from './certificate.ts';
import { type Connected, Negotiation } from './negotiation.ts';
import { PhaseGuard } from './phase-guard.ts';
import { codeOf, Dns } from './resolve.ts';
import { ConnectionError, type Stream, type StreamOptions } from './stream.ts';
import { Wire } from './wire.ts';

/**
 * Opens a stream of a client: DNS, TCP, TLS, SASL, binding, unless that is left out. Stream management stays off, no presence is sent.
 * Rejects with a ConnectionError; then nothing is left open.
 */
export async function openStream(options: StreamOptions): Promise<Stream> {
  const guard = new PhaseGuard(options);
  try {
    return await Promise.race([guard.failed, open(options, guard)]);
  } catch (error) {
    // A failure that the guard did not see yet must clean up as well; the first failure is the one to report.
    guard.failWith(error instanceof ConnectionError ? error : unforeseen(options.domain, guard, error));
    return await guard.failed;
  }
}

async function open(options: StreamOptions, guard: PhaseGuard): Promise<Stream> {
  const connected = await connect(options, guard);
  return new Negotiation(options, guard, connected).run();
}

/** Where a connection goes, whoever is to log in over it. */
export type Destination = Omit<StreamOptions, 'account' | 'resource' | 'unbound'>;

/** From DNS to a TCP connection, and to TLS where it comes first. What fails goes to the caller, and cleans up by the guard. */
export async function connect(options: Destination, guard: PhaseGuard): Promise<Connected> {
  guard.enter('dns');
  const dns = new Dns(options);
  guard.onFailure(() => {
    dns.cancel();
  });
  const endpoints = options.connect ? [options.connect] : await dns.endpoints(options.domain);
  const attempts = new Attempts(options, guard);
  for (const [index, endpoint] of endpoints.entries()) {
    const last = index === endpoints.length - 1;
    const found = await dns.addresses(endpoint.host).catch((error: unknown) => {
      if (last && attempts.none) throw error;
      return [];
    });
    for (const [turn, host] of found.entries()) {
      const left = endpoints.length - 1 - index + found.length - turn;
      const connected = await attempts.reach({ ...endpoint, host }, left);
      if (connected) return connected;
    }
  }
  throw attempts.failure();
}

/** Tries one address after the other; all together have the deadline of one phase. */
class Attempts {
  readonly #options: Destination;
  readonly #guard: PhaseGuard;
  readonly #failures: { address: string; code: string }[] = [];
  #endsAt: number | undefined;

  constructor(options: Destination, guard: PhaseGuard) {
    this.#options = options;
    this.#guard = guard;
  }

  get none(): boolean {
    return this.#failures.length === 0;
  }

  /** Nothing when the address cannot be connected to. `left` counts the addresses to try, this one among them. */
  async reach(endpoint: Endpoint, left: number): Promise<Connected | undefined> {
    const { domain, ca, tap, deadlineMs } = this.#options;
    const startedAt = performance.now();
    if (this.#endsAt === undefined) {
      this.#guard.enter('connect');
      this.#endsAt = startedAt + deadlineMs;
    }
    const address = `${net.isIPv6(endpoint.host) ? `[${endpoint.host}]` : endpoint.host}:${String(endpoint.port)}`;
    const socket = net.connect({ host: endpoint.host, port: endpoint.port, noDelay: true });
    this.#guard.onFailure(() => socket.destroy());
    // The last address is bounded by the guard, so that running out of time is reported as such.
    const boundMs = left > 1 ? Math.max(1, (this.#endsAt - startedAt) / left) : undefined;
    const code = await connection(socket, boundMs);
    if (code !== undefined) {
      this.#failures.push({ address, code });
      return undefined;
    }
    const wire = new Wire(socket, tap);
    this.#guard.onFailure(() => {
      wire.destroy();
    });
    if (endpoint.directTls) {
      this.#guard.enter('tls');
      await wire.startTls(tlsOptions(domain, ca, true)).catch((error: unknown) => {
        throw tlsFailure(domain, error);
      });
    }
    return { wire, address, startedAt };
  }

  failure(): ConnectionError {
    const { domain } = this.#options;
    const tried = this.#failures.map(({ address, code }) => `${address} (${code})`).join(', ');
    const refused = this.#failures.every(({ code }) => code === 'ECONNREFUSED');
    const code = refused ? 'port-closed' : 'unreachable';
    const what = refused ? 'No server listens for' : 'There is no way to connect to';
    return new ConnectionError(
      'connect',
      code,
      `${what} ${domain} at ${tried}: check that it runs, or \`connect:\` in the plan file.`,
    );
  }
}

/** Resolves with the code of what went wrong; with nothing when connected. */
function connection(socket: net.Socket, boundMs: number | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = boundMs === undefined ? undefined : setTimeout(finish, boundMs, 'ETIMEDOUT');
    const onError = (error: Error): void => {
      finish(codeOf(error));
    };
    const onConnect = (): void => {
      finish(undefined);
    };
    function finish(code: string | undefined): void {
      clearTimeout(timer);
      socket.off('connect', onConnect);
      if (code !== undefined) socket.destroy();
      resolve(code);
    }
    socket.once('connect', onConnect);
    // It stays: a socket that was given up may still have its say.
    socket.on('error', onError);
  });
}

export function unforeseen(domain: string, guard: PhaseGuard, error: unknown): ConnectionError {
  const why = error instanceof Error ? error.message : String(error);
  return new ConnectionError(guard.phase, 'connection-failed', `No stream to ${domain} could be opened: ${why}.`);
}
