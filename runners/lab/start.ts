import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Service } from '../config/plan.ts';
import { labAccounts, labAdmin } from './accounts.ts';
import { createAuthority } from './certificates.ts';
import { delaysOf, type Distance } from './distance.ts';
import { type DnsServer, startDns } from './dns.ts';
import { type Lab, type LabOptions, labUnreachable, type Product } from './lab.ts';
import { freePorts, loopbackAddress, PortClash } from './ports.ts';
import { PRODUCTS } from './products.ts';
import { startRelay } from './relay.ts';
import { findPrograms, type Programs } from './programs.ts';
import { type RunningSide, type Side, startSide, type Surroundings, zonesOf } from './side.ts';

const ATTEMPTS = 3;
const DEADLINE = 15_000;

type Pair<T> = readonly [T, T];

/** What runs beside the servers, and is closed after them. */
interface Closable {
  close(): void;
}

export type Place = Omit<Surroundings, 'signal'> & { readonly dns: DnsServer };

/**
 * Starts two federating servers on loopback and resolves when both serve their accounts.
 * Rejects with one sentence that says what is missing, or which log to read.
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const began = performance.now();
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const products = options.pair ?? ['prosody', 'ejabberd'];
  const programs = await programsOf(products, options);
  const start = async (): Promise<Omit<Lab, 'startMs'>> => startServers(products, programs, { ...options, directory });
  const running = await onFreePorts(start, options.progress);
  return { ...running, startMs: performance.now() - began };
}

/** Starts servers on ports that were free a moment ago, and again on others where one was taken meanwhile. */
export async function onFreePorts<T>(start: () => Promise<T>, progress?: (line: string) => void): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof PortClash) || attempt === ATTEMPTS) throw error;
      progress?.(`a port was taken (${error.message}); starting again on others`);
    }
  }
}

async function programsOf([a, b]: Pair<Product>, options: LabOptions): Promise<Pair<Programs>> {
  const first = await findPrograms(a, PRODUCTS[a].usable, options);
  return [first, a === b ? first : await findPrograms(b, PRODUCTS[b].usable, options)];
}

async function startServers(
  products: Pair<Product>,
  programs: Pair<Programs>,
  options: LabOptions,
): Promise<Omit<Lab, 'startMs'>> {
  const { directory, lanes } = options;
  const address = loopbackAddress();
  const authority = await createAuthority();
  const [port = 0, closed = 0, ...ports] = await freePorts(address, 10);
  const sides: Pair<Side> = [
    { ...sideOf('A', products[0], programs[0], lanes, ports.slice(0, 4)), closed: options.closed?.includes('A') },
    { ...sideOf('B', products[1], programs[1], lanes, ports.slice(4)), closed: options.closed?.includes('B') },
  ];
  const helpers: Closable[] = [];
  const closeHelpers = (): void => {
    for (const helper of helpers) helper.close();
  };
  try {
    const reached = await throughRelays(sides, address, options.distance, helpers);
    const known = reached.filter(({ domain }) => options.unresolvable?.includes(domain) !== true);
    const zones = known.flatMap((side) => zonesOf(side, address));
    const dead = { domain: labUnreachable.slice('*.'.length), address, port: closed };
    const dns = await startDns(address, port, zones, dead);
    helpers.push(dns);
    const [a, b] = await startAll(sides, { directory, address, authority, dns }, options.signal);
    const nameserver = `${address}:${String(port)}`;
    return {
      plan: {
        a: serviceOf(reached[0], address, authority.pem),
        b: serviceOf(reached[1], address, authority.pem),
        run: { lanes, deadlineMs: DEADLINE, heavy: false, dns: nameserver, unreachable: labUnreachable },
      },
      admins: { a: sides[0].admin, b: sides[1].admin },
      directory,
      pids: { a: a.child.pid, b: b.child.pid },
      logs: { a: a.log, b: b.log },
      dns: nameserver,
      ...endings(a, b, closeHelpers),
    };
  } catch (error) {
    closeHelpers();
    throw error;
  }
}

function sideOf(side: 'A' | 'B', product: Product, programs: Programs, lanes: number, ports: readonly number[]): Side {
  const domain = side === 'A' ? 'alpha.example' : 'beta.example';
  const [c2s = 0, c2sTls = 0, s2s = 0, http = 0] = ports;
  const accounts = labAccounts(side, domain, lanes);
  return { domain, product, programs, accounts, admin: labAdmin(domain), ports: { c2s, c2sTls, s2s, http } };
}

/** The sides as clients and the other server reach them: through relays that hold up what passes, where that is asked for. */
async function throughRelays(
  sides: Pair<Side>,
  address: string,
  distance: Distance | undefined,
  relays: Closable[],
): Promise<Pair<Side>> {
  if (distance === undefined) return sides;
  const delays = delaysOf(distance);
  const before = async (port: number): Promise<number> => {
    const relay = await startRelay(address, port, delays);
    relays.push(relay);
    return relay.port;
  };
  const far = async (side: Side): Promise<Side> => {
    const { c2s, c2sTls, s2s, http } = side.ports;
    const ports = { c2s: await before(c2s), c2sTls: await before(c2sTls), s2s: await before(s2s), http };
    return { ...side, ports };
  };
  return [await far(sides[0]), await far(sides[1])];
}

/** All or none: when one fails, the others are ended as well. */
export async function startAll<const Sides extends readonly Side[]>(
  sides: Sides,
  place: Place,
  signal?: AbortSignal,
): Promise<{ readonly [Index in keyof Sides]: RunningSide }> {
  const failed = new AbortController();
  const surroundings = {
    ...place,
    signal: signal === undefined ? failed.signal : AbortSignal.any([failed.signal, signal]),
  };
  const start = async (side: Side): Promise<RunningSide> => {
    try {
      return await startSide(side, surroundings);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const settled = await Promise.allSettled(sides.map(start));
  const running = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (running.length === sides.length) return running as { [Index in keyof Sides]: RunningSide };
  for (const one of running) await one.stop();
  throw failed.signal.reason;
}

/** A domain of a running server as a plan names it. */
export function serviceOf(
  { domain, accounts, ports }: Pick<Side, 'domain' | 'accounts' | 'ports'>,
  address: string,
  ca: string,
): Service {
  return { domain, accounts, connect: { host: address, port: ports.c2s, directTls: false }, ca };
}

function endings(a: RunningSide, b: RunningSide, closeOthers: () => void): Pick<Lab, 'crashed' | 'stop'> {
  let stopping: Promise<void> | undefined;
  const crashed = new Promise<'A' | 'B'>((settle) => {
    void a.child.ended.then(() => stopping ?? settle('A'));
    void b.child.ended.then(() => stopping ?? settle('B'));
  });
  const stop = async (): Promise<void> => {
    await Promise.all([a.stop(), b.stop()]);
    closeOthers();
  };
  return { crashed, stop: async () => (stopping ??= stop()) };
}
