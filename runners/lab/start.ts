import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Service } from '../config/plan.ts';
import { labAccounts } from './accounts.ts';
import { createAuthority } from './certificates.ts';
import { type DnsServer, startDns } from './dns.ts';
import type { Lab, LabOptions, Product } from './lab.ts';
import { freePorts, loopbackAddress, PortClash } from './ports.ts';
import { PRODUCTS } from './products.ts';
import { findPrograms, type Programs } from './programs.ts';
import { type RunningSide, type Side, startSide, type Surroundings, zoneOf } from './side.ts';

const ATTEMPTS = 3;
const DEADLINE = 15_000;

type Pair<T> = readonly [T, T];
type Place = Omit<Surroundings, 'signal'> & { readonly dns: DnsServer };

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
  for (let attempt = 1; ; attempt += 1) {
    try {
      const running = await startServers(products, programs, { ...options, directory });
      return { ...running, startMs: performance.now() - began };
    } catch (error) {
      if (!(error instanceof PortClash) || attempt === ATTEMPTS) throw error;
      options.progress?.(`a port was taken (${error.message}); starting again on others`);
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
  const [port = 0, ...ports] = await freePorts(address, 9);
  const sides: Pair<Side> = [
    sideOf('A', products[0], programs[0], lanes, ports.slice(0, 4)),
    sideOf('B', products[1], programs[1], lanes, ports.slice(4)),
  ];
  const known = sides.filter(({ domain }) => options.unresolvable?.includes(domain) !== true);
  const dns = await startDns(
    address,
    port,
    known.map((side) => zoneOf(side, address)),
  );
  const [a, b] = await startBoth(sides, { directory, address, authority, dns }, options.signal);
  const nameserver = `${address}:${String(port)}`;
  return {
    plan: {
      a: serviceOf(sides[0], address, authority.pem),
      b: serviceOf(sides[1], address, authority.pem),
      run: { lanes, deadlineMs: DEADLINE, heavy: false, dns: nameserver },
    },
    directory,
    pids: { a: a.child.pid, b: b.child.pid },
    logs: { a: a.log, b: b.log },
    dns: nameserver,
    ...endings(a, b, dns),
  };
}

function sideOf(side: 'A' | 'B', product: Product, programs: Programs, lanes: number, ports: readonly number[]): Side {
  const domain = side === 'A' ? 'alpha.example' : 'beta.example';
  const [c2s = 0, c2sTls = 0, s2s = 0, http = 0] = ports;
  return { domain, product, programs, accounts: labAccounts(side, domain, lanes), ports: { c2s, c2sTls, s2s, http } };
}

/** Both or none: when one fails, the other is ended as well. */
async function startBoth(sides: Pair<Side>, place: Place, signal?: AbortSignal): Promise<Pair<RunningSide>> {
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
  const [a, b] = await Promise.allSettled([start(sides[0]), start(sides[1])]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  for (const one of [a, b]) if (one.status === 'fulfilled') await one.value.stop();
  place.dns.close();
  throw failed.signal.reason;
}

function serviceOf(side: Side, address: string, ca: string): Service {
  return {
    domain: side.domain,
    accounts: side.accounts,
    connect: { host: address, port: side.ports.c2s, directTls: false },
    ca,
  };
}

function endings(a: RunningSide, b: RunningSide, dns: DnsServer): Pick<Lab, 'crashed' | 'stop'> {
  let stopping: Promise<void> | undefined;
  const crashed = new Promise<'A' | 'B'>((settle) => {
    void a.child.ended.then(() => stopping ?? settle('A'));
    void b.child.ended.then(() => stopping ?? settle('B'));
  });
  const stop = async (): Promise<void> => {
    await Promise.all([a.stop(), b.stop()]);
    dns.close();
  };
  return { crashed, stop: async () => (stopping ??= stop()) };
}
