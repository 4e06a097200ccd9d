import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Account, Plan, RunOptions, Service } from '../config/plan.ts';
import { labAccounts, labAdmin } from '../lab/accounts.ts';
import { createAuthority } from '../lab/certificates.ts';
import { startDns } from '../lab/dns.ts';
import { labUnreachable, type Product } from '../lab/lab.ts';
import { freePorts, loopbackAddress } from '../lab/ports.ts';
import { PRODUCTS } from '../lab/products.ts';
import { findPrograms } from '../lab/programs.ts';
import type { FaultyHost } from '../lab/server.ts';
import { type Side as LabSide, zonesOf } from '../lab/side.ts';
import { onFreePorts, serviceOf, startAll } from '../lab/start.ts';
import type { FaultsBySide } from './judge-fault.ts';
import type { ServerFault } from './server-fault.ts';

export interface FaultyLabOptions {
  /** Folder for configuration, data and logs of the servers. */
  readonly directory: string;
  readonly faults: readonly ServerFault[];
  /** How many runs may go on at once: each has accounts of its own on the healthy servers. */
  readonly workers: number;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Prosody and ejabberd, each with a healthy domain and one for each fault, and a third server to compare with. */
export interface FaultyLab {
  readonly startMs: number;
  /** Products of a run's two sides. */
  pairOf(faults: FaultsBySide): readonly [Product, Product];
  /** A plan between the faulty domains; what has no fault is the healthy domain of the other product. */
  planOf(faults: FaultsBySide, worker: number, run: Pick<RunOptions, 'deadlineMs'>): Plan;
  stop(): Promise<void>;
}

const healthy = { prosody: 'alpha.example', ejabberd: 'beta.example', reference: 'gamma.example' } as const;
const otherThan = (product: Product): Product => (product === 'prosody' ? 'ejabberd' : 'prosody');

/** A faulty domain is played as A, as B and in a pair, maybe at once: each has accounts of its own. */
const uses = ['A', 'B', 'pair'] as const;
type Use = (typeof uses)[number];

const everyNth = (accounts: readonly Account[], count: number, place: number): readonly Account[] =>
  accounts.filter((_, index) => index % count === place);

const domainOfFault = ({ name, product }: ServerFault): string => `${name}.${product}.example`;

/** Resolves when all servers are ready. Rejects with a sentence that names the log to read. */
export async function startFaultyLab(options: FaultyLabOptions): Promise<FaultyLab> {
  const began = performance.now();
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const running = await onFreePorts(async () => startServers({ ...options, directory }), options.progress);
  return { ...running, startMs: performance.now() - began };
}

async function startServers(options: FaultyLabOptions): Promise<Omit<FaultyLab, 'startMs'>> {
  const { directory, faults, workers } = options;
  const address = loopbackAddress();
  const authority = await createAuthority();
  const [port = 0, closed = 0, ...ports] = await freePorts(address, 14);
  const hosts = new Map(faults.map((fault) => [fault, hostOf(fault)]));
  const sideOf = async (name: keyof typeof healthy, number: number): Promise<LabSide> => {
    const product = name === 'reference' ? 'prosody' : name;
    const [c2s = 0, c2sTls = 0, s2s = 0, http = 0] = ports.slice(number * 4);
    const domain = healthy[name];
    return {
      domain,
      product,
      programs: await findPrograms(product, PRODUCTS[product].usable, options),
      accounts: labAccounts('B', domain, workers),
      admin: labAdmin(domain),
      ports: { c2s, c2sTls, s2s, http },
      hosts: faults.filter((fault) => name === fault.product).flatMap((fault) => hosts.get(fault) ?? []),
    };
  };
  const prosody = await sideOf('prosody', 0);
  const sides = { prosody, ejabberd: await sideOf('ejabberd', 1), reference: await sideOf('reference', 2) };
  const all = Object.values(sides);
  const dead = { domain: labUnreachable.slice('*.'.length), address, port: closed };
  const zones = all.flatMap((side) => zonesOf(side, address));
  const dns = await startDns(address, port, zones, dead);
  const running = await startAll(all, { directory, address, authority, dns }, options.signal).catch(
    (error: unknown) => {
      dns.close();
      throw error;
    },
  );

  const healthyService = (name: keyof typeof healthy, worker: number): Service => {
    const { domain, accounts, ports: own } = sides[name];
    return serviceOf({ domain, accounts: everyNth(accounts, workers, worker), ports: own }, address, authority.pem);
  };
  const faultyService = (fault: ServerFault, use: Use): Service => {
    const accounts = everyNth(hosts.get(fault)?.accounts ?? [], uses.length, uses.indexOf(use));
    const { ports: own } = sides[fault.product];
    return serviceOf({ domain: domainOfFault(fault), accounts, ports: own }, address, authority.pem);
  };
  const pairOf: FaultyLab['pairOf'] = ({ A, B }) => [
    A?.product ?? otherThan(B?.product ?? 'ejabberd'),
    B?.product ?? otherThan(A?.product ?? 'prosody'),
  ];
  return {
    pairOf,
    planOf: ({ A, B }, worker, { deadlineMs }) => {
      const [a, b] = pairOf({ ...(A && { A }), ...(B && { B }) });
      return {
        a: A ? faultyService(A, B ? 'pair' : 'A') : healthyService(a, worker),
        b: B ? faultyService(B, A ? 'pair' : 'B') : healthyService(b, worker),
        reference: healthyService('reference', worker),
        run: {
          lanes: 1,
          deadlineMs,
          heavy: false,
          dns: `${address}:${String(port)}`,
          unreachable: labUnreachable,
        },
      };
    },
    stop: async () => {
      await Promise.all(running.map(async (one) => one.stop()));
      dns.close();
    },
  };
}

function hostOf(fault: ServerFault): FaultyHost {
  const { module, on, settings, product } = fault;
  const domain = domainOfFault(fault);
  const modules = module === '' ? [] : [product === 'prosody' ? module.replace(/^mod_/, '') : module];
  return {
    domain,
    accounts: labAccounts('A', domain, uses.length),
    modules: on.includes('host') ? modules : [],
    roomModules: on.includes('muc') ? modules : [],
    settings,
  };
}
