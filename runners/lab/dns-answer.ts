import dns from 'dns-packet';
import type { Answer, Packet } from 'dns-packet';

/** What the lab's DNS server knows of one XMPP domain. */
export interface DnsZone {
  readonly domain: string;
  /** Further names that are served like the domain itself, such as conference.alpha.example. */
  readonly components: readonly string[];
  readonly address: string;
  readonly ports: { readonly c2s: number; readonly c2sTls: number; readonly s2s: number };
}

/** Names below it resolve, and nothing listens where they lead. */
export interface DeadZone {
  readonly domain: string;
  readonly address: string;
  readonly port: number;
}

const NAME_ERROR = 3;
const TTL = 60;

/** The reply to one query; undefined when the query cannot be read. */
export function answerQuery(query: Buffer, zones: readonly DnsZone[], dead?: DeadZone): Buffer | undefined {
  const request = read(query);
  const question = request?.questions?.[0];
  if (request === undefined || question === undefined || request.type === 'response') return undefined;
  const name = question.name.toLowerCase();
  const records = [...recordsOf(zones, name), ...deadRecords(dead, name)];
  const answers = records.filter((record) => record.type === question.type).map((r) => ({ ...r, name: question.name }));
  return dns.encode({
    type: 'response',
    ...(request.id === undefined ? {} : { id: request.id }),
    questions: [question],
    flags: flagsOf(request) | (records.length === 0 && !hasNamesBelow(zones, name) ? NAME_ERROR : 0),
    answers,
    authorities: answers.length === 0 ? [startOfAuthority(zones, name)] : [],
    additionals: hasEdns(request) ? [edns()] : [],
  });
}

function read(query: Buffer): Packet | undefined {
  try {
    return dns.decode(query);
  } catch {
    return undefined; // anything may be sent to an open port
  }
}

function flagsOf(request: Packet): number {
  return dns.AUTHORITATIVE_ANSWER | dns.RECURSION_AVAILABLE | ((request.flags ?? 0) & dns.RECURSION_DESIRED);
}

function recordsOf(zones: readonly DnsZone[], name: string): Answer[] {
  if (/^127\.\d+\.\d+\.\d+$/.test(name)) return [addressRecord(name, name)];
  return zones.flatMap((zone) => zoneRecords(zone)).filter((record) => record.name === name);
}

function zoneRecords(zone: DnsZone): Answer[] {
  const { domain, components, address, ports } = zone;
  const host = `xmpp.${domain}`;
  return [
    ...[domain, host, ...components].map((name) => addressRecord(name, address)),
    // ejabberd looks a target's address up through the C library, that is in the machine's own DNS: only an IP literal
    // keeps the servers inside the lab. RFC 2782 wants a host name, which the clients get.
    ...[domain, ...components].map((name) => service(`_xmpp-server._tcp.${name}`, ports.s2s, address)),
    service(`_xmpp-client._tcp.${domain}`, ports.c2s, host),
    service(`_xmpps-client._tcp.${domain}`, ports.c2sTls, host),
  ];
}

function deadRecords(dead: DeadZone | undefined, name: string): Answer[] {
  if (dead === undefined || !name.endsWith(`.${dead.domain}`)) return [];
  if (name.startsWith('_xmpp-server._tcp.')) return [service(name, dead.port, dead.address)];
  return name.startsWith('_') ? [] : [addressRecord(name, dead.address)];
}

function addressRecord(name: string, address: string): Answer {
  return { type: 'A', name, ttl: TTL, data: address };
}

function service(name: string, port: number, target: string): Answer {
  return { type: 'SRV', name, ttl: TTL, data: { priority: 5, weight: 0, port, target } };
}

/** A name without records of its own exists when names below it do (RFC 8020): such an answer is empty, not NXDOMAIN. */
function hasNamesBelow(zones: readonly DnsZone[], name: string): boolean {
  return zones.some((zone) => zoneRecords(zone).some((record) => record.name.endsWith(`.${name}`)));
}

/** Resolvers keep a negative answer only when it carries the zone's SOA (RFC 2308). */
function startOfAuthority(zones: readonly DnsZone[], name: string): Answer {
  const zone = zones.find(({ domain }) => name === domain || name.endsWith(`.${domain}`))?.domain ?? '.';
  const timers = { serial: 1, refresh: 3600, retry: 600, expire: 86400, minimum: 30 };
  return { type: 'SOA', name: zone, ttl: 30, data: { mname: 'ns.lab.example', rname: 'root.lab.example', ...timers } };
}

function hasEdns(request: Packet): boolean {
  return request.additionals?.some((record) => record.type === 'OPT') ?? false;
}

function edns(): Answer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}
