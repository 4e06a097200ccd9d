import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../config/plan.ts';
import { UsageError } from '../config/usage-error.ts';
import { type Authority, issueCertificate } from './certificates.ts';
import type { DnsZone } from './dns-answer.ts';
import type { Product } from './lab.ts';
import { checkListening, type ServerPorts } from './ports.ts';
import { PRODUCTS } from './products.ts';
import type { Programs } from './programs.ts';
import { componentsOf, type FaultyHost, placesOf, type Server } from './server.ts';

/** One of the two services of a lab, before its server runs. */
export interface Side {
  readonly domain: string;
  readonly product: Product;
  readonly programs: Programs;
  readonly accounts: readonly Account[];
  readonly admin: Account;
  /** Whether in-band registration is closed. */
  readonly closed?: boolean | undefined;
  readonly ports: ServerPorts;
  readonly hosts?: readonly FaultyHost[] | undefined;
}

/** What the two sides of a lab share. */
export interface Surroundings {
  readonly directory: string;
  readonly address: string;
  readonly authority: Authority;
  readonly dns: { readonly address: string; readonly port: number };
  readonly signal: AbortSignal;
}

export interface RunningSide extends Server {
  /** Stops the server and removes its keys and data. Its configuration and logs stay. */
  stop(): Promise<void>;
}

/** Starts the server in a folder of its own, named after its domain. Resolves when all its ports answer. */
export async function startSide(side: Side, surroundings: Surroundings): Promise<RunningSide> {
  const { domain, ports, accounts, admin, closed, hosts, product, programs } = side;
  const { address, authority, dns, signal } = surroundings;
  const directory = join(surroundings.directory, domain);
  await prepare(directory, [domain, ...(hosts ?? []).map((host) => host.domain)], authority);
  const options = { domain, address, ports, directory, accounts, admin, closed, hosts, dns, signal };
  const tidy = async (): Promise<void> => rm(placesOf(directory).secret, { recursive: true, force: true });
  try {
    const server = await PRODUCTS[product].start(programs, options);
    const stop = async (): Promise<void> => server.child.stop().then(tidy);
    await checkListening(address, Object.values(ports)).catch(async (error: unknown) => {
      await server.child.stop();
      throw error;
    });
    return { ...server, stop };
  } catch (error) {
    await tidy();
    throw error;
  }
}

async function prepare(directory: string, domains: readonly string[], authority: Authority): Promise<void> {
  const places = placesOf(directory);
  if (existsSync(directory)) {
    if (!existsSync(places.authority)) {
      throw new UsageError(`The lab needs the folder ${directory}, which holds something else; choose another folder.`);
    }
    await rm(directory, { recursive: true });
  }
  await mkdir(places.data, { recursive: true, mode: 0o700 });
  await writeFile(places.authority, authority.pem);
  const names = domains.flatMap((domain) => [domain, ...componentsOf(domain)]);
  const pem = await issueCertificate(authority, names);
  await writeFile(places.certificate, pem, { mode: 0o600 });
}

/** What the DNS server is to know of all domains of a side. */
export function zonesOf({ domain, hosts = [], ports }: Side, address: string): readonly DnsZone[] {
  const domains = [domain, ...hosts.map((host) => host.domain)];
  return domains.map((one) => ({ domain: one, components: componentsOf(one), address, ports }));
}
