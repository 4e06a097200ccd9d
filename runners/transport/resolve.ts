import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Endpoint } from '../config/plan.ts';
import { ConnectionError, type StreamOptions } from './stream.ts';

interface ServiceRecord extends Endpoint {
  readonly priority: number;
  readonly weight: number;
}

/** DNS as one opening of a stream sees it: the system's servers, or the one that the plan names. */
export class Dns {
  readonly #resolver: Resolver;
  readonly #server: string | undefined;

  constructor({ dns, deadlineMs }: Pick<StreamOptions, 'dns' | 'deadlineMs'>) {
    this.#server = dns;
    this.#resolver = new Resolver({ timeout: Math.max(1, Math.ceil(deadlineMs / 3)), tries: 2 });
    if (dns !== undefined) this.#resolver.setServers([dns]);
  }

  cancel(): void {
    this.#resolver.cancel();
  }

  /** Where the service may be reached, in the order to try (RFC 6120, section 3.2.1; XEP-0368). */
  async endpoints(domain: string): Promise<Endpoint[]> {
    const name = asciiDomain(domain);
    if (isIP(name) !== 0) return [{ host: name, port: 5222, directTls: false }];
    const [direct, upgraded] = await Promise.all([
      this.#services(`_xmpps-client._tcp.${name}`, true),
      this.#services(`_xmpp-client._tcp.${name}`, false),
    ]);
    if (direct === undefined && upgraded === undefined) return [{ host: name, port: 5222, directTls: false }];
    const records = [...(direct ?? []), ...(upgraded ?? [])];
    if (records.length === 0) {
      throw new ConnectionError(
        'dns',
        'service-not-offered',
        `The SRV records of ${domain} say that it offers no service to clients.`,
      );
    }
    return inOrder(records);
  }

  /** Addresses of a host, IPv4 first. */
  async addresses(host: string): Promise<string[]> {
    if (isIP(host) !== 0) return [host];
    const found =
      this.#server === undefined || host === 'localhost' ? await systemAddresses(host) : await this.#answers(host);
    if (found.length > 0) return found;
    const asked = this.#server === undefined ? '' : ` by the DNS server ${this.#server}`;
    throw new ConnectionError(
      'dns',
      'host-not-resolvable',
      `No address is known${asked} for the host ${host}: check its name, or give \`connect:\` in the plan file.`,
    );
  }

  async #answers(host: string): Promise<string[]> {
    const name = asciiDomain(host);
    const [four, six] = await Promise.all([
      this.#ask(name, () => this.#resolver.resolve4(name)),
      this.#ask(name, () => this.#resolver.resolve6(name)),
    ]);
    return [...(four ?? []), ...(six ?? [])];
  }

  async #services(name: string, directTls: boolean): Promise<ServiceRecord[] | undefined> {
    const records = await this.#ask(name, () => this.#resolver.resolveSrv(name));
    // "a target of '.' means that the service is decidedly not available" (RFC 2782); it comes as an empty name.
    return records
      ?.filter((record) => record.name !== '' && record.name !== '.')
      .map(({ name: host, port, priority, weight }) => ({ host, port, directTls, priority, weight }));
  }

  async #ask<Answer>(name: string, question: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await question();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENODATA' || code === 'ENOTFOUND') return undefined;
      throw new ConnectionError(
        'dns',
        'dns-failed',
        `The DNS server${this.#server === undefined ? '' : ` ${this.#server}`} gave no answer about ${name} (${code}).`,
      );
    }
  }
}

/** Lowest priority first. Within one priority the order is fixed, so that a run can be repeated: highest weight, direct TLS. */
function inOrder(records: readonly ServiceRecord[]): Endpoint[] {
  return records
    .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight || Number(b.directTls) - Number(a.directTls))
    .map(({ host, port, directTls }) => ({ host, port, directTls }));
}

async function systemAddresses(host: string): Promise<string[]> {
  try {
    const found = await lookup(host, { all: true });
    return found.toSorted((a, b) => a.family - b.family).map(({ address }) => address);
  } catch {
    return [];
  }
}

/** The domain as DNS and TLS spell it. */
export function asciiDomain(domain: string): string {
  const name = isIP(domain) === 0 ? domainToASCII(domain) : domain;
  if (name === '')
    throw new ConnectionError(
      'dns',
      'domain-invalid',
      `'${domain}' is no domain name: check the \`jid:\` in the plan file.`,
    );
  return name;
}

/** Code of a system error, such as ECONNREFUSED. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
