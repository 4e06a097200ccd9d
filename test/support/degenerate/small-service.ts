import { type Element, localName, namespaceOf, xml } from '../../../runners/stanza/element.ts';
import { childElements } from '../../../runners/stanza/element.ts';
import { ns } from '../../../runners/stanza/namespaces.ts';
import { StrictParser } from '../../../runners/transport/strict-parser.ts';
import type { ServerCertificate, TestAuthority } from '../certificates.ts';
import { type FakePeer, type FakeServer, header, startFakeServer } from '../fake-server.ts';

/** What the server writes to a client: an element, or text and bytes as they are. */
export type Saying = Element | string | Buffer;

/** A client that is bound. */
export interface Guest {
  readonly peer: FakePeer;
  readonly fullJid: string;
  readonly bareJid: string;
  /** Counts the connections to the service, from 1, which is the one of the preflight. */
  readonly nth: number;
  readonly service: SmallService;
  available: boolean;
}

/** How a service behaves worse than it should. */
export interface Manners {
  /** Takes a connection over; where it resolves with false, or is absent, the service goes on as it should. */
  readonly receives?: (peer: FakePeer, nth: number, service: SmallService) => Promise<boolean> | boolean;
  /** What the certificate of a connection is instead of the service's own. */
  readonly certificate?: (nth: number) => Promise<ServerCertificate | undefined>;
  /** What it offers besides binding. */
  readonly features?: string;
  /** What a client is told instead of a stanza. */
  readonly says?: (stanza: Element, guest: Guest) => readonly Saying[];
  /** What leaves for anybody, clients of its own included, instead of a stanza that the service or one of its clients wrote. */
  readonly sends?: (stanza: Element, service: SmallService) => readonly Element[];
  /** A client is bound, and knows it. */
  readonly bound?: (guest: Guest) => void;
}

/** Domains that federate within this process, so that nothing but what one of them spoils comes between the accounts. */
export class SmallWorld {
  readonly services = new Map<string, SmallService>();

  route(stanza: Element): void {
    const author = this.services.get(domainOf(String(stanza.attrs.from)));
    for (const one of author?.manners.sends?.(stanza, author) ?? [stanza]) this.#deliver(one);
  }

  async close(): Promise<void> {
    await Promise.all([...this.services.values()].map(({ server }) => server.close()));
  }

  #deliver(stanza: Element): void {
    const service = this.services.get(domainOf(addressee(stanza)));
    const error = service ? undefined : errorFor(stanza, 'remote-server-not-found');
    if (service) service.accept(stanza);
    else if (error && this.services.has(domainOf(addressee(error)))) this.route(error);
  }
}

/** A server that knows what a few stories need: logins, presence, subscriptions, discovery, messages, requests, one store. */
export class SmallService {
  readonly domain: string;
  readonly world: SmallWorld;
  readonly manners: Manners;
  readonly #guests = new Map<string, Guest>();
  readonly #stored: Element[] = [];
  #server: FakeServer | undefined;
  /** How many there were so far. */
  connections = 0;

  constructor(world: SmallWorld, domain: string, manners: Manners) {
    this.world = world;
    this.domain = domain;
    this.manners = manners;
    world.services.set(domain, this);
  }

  get server(): FakeServer {
    if (this.#server === undefined) throw new Error(`${this.domain} was not started`);
    return this.#server;
  }

  async start(own: ServerCertificate): Promise<this> {
    const { receives, certificate } = this.manners;
    this.#server = await startFakeServer(async (peer) => {
      const nth = (this.connections += 1);
      if (await receives?.(peer, nth, this)) return;
      await this.serve(peer, nth, (await certificate?.(nth)) ?? own);
    });
    return this;
  }

  /** Every client is cut off, after these last words. */
  cut(lastWords = ''): void {
    for (const { peer } of this.#guests.values()) peer.end(lastWords);
    this.#guests.clear();
  }

  async serve(peer: FakePeer, nth: number, certificate: ServerCertificate): Promise<void> {
    const fullJid = await peer.login({ certificate, features: this.manners.features ?? '' });
    const guest: Guest = { peer, fullJid, bareJid: bareOf(fullJid), nth, service: this, available: false };
    this.#guests.set(fullJid, guest);
    const parser = new StrictParser({
      start: () => undefined,
      element: (stanza) => this.#heard(guest, stanza),
      end: () => peer.end('</stream:stream>'),
      malformed: () => peer.destroy(),
      thrown: (error) => {
        throw error;
      },
    });
    parser.write(header);
    this.manners.bound?.(guest);
    try {
      for (;;) parser.write((await peer.expect(/[^]+/))[0]);
    } finally {
      this.#guests.delete(fullJid);
    }
  }

  /** A stanza from anywhere for somebody of this domain. */
  accept(stanza: Element): void {
    const to = addressee(stanza);
    const guest = this.#guests.get(to);
    if (guest) this.say(guest, stanza);
    else if (localName(stanza) === 'iq') this.#reply(stanza, to);
    else if (localName(stanza) === 'presence') this.#forContact(stanza, to);
    else if (localName(stanza) === 'message' && stanza.attrs.type !== 'error') this.#forAccount(stanza, bareOf(to));
  }

  say(guest: Guest, stanza: Element): void {
    for (const one of this.manners.says?.(stanza, guest) ?? [stanza])
      guest.peer.write(one instanceof Buffer ? one : String(one));
  }

  #heard(guest: Guest, stanza: Element): void {
    stanza.attrs.from = guest.fullJid;
    if (localName(stanza) === 'presence' && stanza.attrs.to === undefined) this.#presence(guest, stanza);
    else if (stanza.attrs.to === undefined) this.#reply(stanza, undefined);
    else this.world.route(stanza);
    if (localName(stanza) !== 'presence' || stanza.attrs.type !== 'subscribed') return;
    for (const { fullJid } of this.#present(guest.bareJid))
      this.world.route(xml`<presence from="${fullJid}" to="${stanza.attrs.to}"/>`);
  }

  /** Who is allowed to subscribe has the other in the roster from then on, which it keeps nowhere. */
  #forContact(presence: Element, bareJid: string): void {
    for (const guest of this.#present(bareJid)) {
      this.say(guest, presence);
      if (presence.attrs.type !== 'subscribed') continue;
      const item = xml`<item jid="${bareOf(String(presence.attrs.from))}" subscription="to"/>`;
      this.say(
        guest,
        xml`<iq type="set" id="item" to="${guest.fullJid}"><query xmlns="${ns.roster}">${item}</query></iq>`,
      );
    }
  }

  #present(bareJid: string): readonly Guest[] {
    return [...this.#guests.values()].filter((guest) => guest.available && guest.bareJid === bareJid);
  }

  #presence(guest: Guest, stanza: Element): void {
    guest.available = stanza.attrs.type === undefined;
    if (!guest.available) return;
    stanza.attrs.to = guest.fullJid;
    this.say(guest, stanza);
    const waiting = this.#stored.filter((one) => bareOf(addressee(one)) === guest.bareJid);
    for (const one of waiting) {
      this.#stored.splice(this.#stored.indexOf(one), 1);
      this.say(guest, one);
    }
  }

  #forAccount(message: Element, bareJid: string): void {
    const present = this.#present(bareJid);
    for (const guest of present) this.say(guest, message);
    if (present.length > 0) return;
    message.cnode(xml`<delay xmlns="${ns.delay}" from="${this.domain}" stamp="${new Date().toISOString()}"/>`);
    this.#stored.push(message);
  }

  #reply(request: Element, to: string | undefined): void {
    if (request.attrs.type !== 'get' && request.attrs.type !== 'set') return;
    const [payload] = childElements(request);
    const answer = payload && this.#answers(to ?? '', namespaceOf(payload));
    if (!answer) {
      const error = errorFor(request, 'service-unavailable');
      if (error) this.world.route(error);
      return;
    }
    const reply = xml`<iq type="result" id="${request.attrs.id}" to="${request.attrs.from}">${answer}</iq>`;
    if (to !== undefined) reply.attrs.from = to;
    this.world.route(reply);
  }

  #answers(to: string, namespace: string): Element | undefined {
    if (to === '' && namespace === ns.roster) return xml`<query xmlns="${ns.roster}"/>`;
    if (to !== this.domain) return undefined;
    switch (namespace) {
      case ns.discoInfo:
        return xml`<query xmlns="${ns.discoInfo}"><feature var="${ns.discoInfo}"/><feature var="${ns.ping}"/></query>`;
      case ns.discoItems:
        return xml`<query xmlns="${ns.discoItems}"/>`;
      case ns.version:
        return xml`<query xmlns="${ns.version}"><name>Small</name><version>1</version></query>`;
      case ns.time:
        return xml`<time xmlns="${ns.time}"><tzo>+00:00</tzo><utc>${new Date().toISOString()}</utc></time>`;
      default:
        return undefined;
    }
  }
}

function errorFor(stanza: Element, condition: string): Element | undefined {
  if (stanza.attrs.type === 'error' || stanza.attrs.type === 'result') return undefined;
  const error = xml`<error type="cancel"><${condition} xmlns="${ns.stanzas}"/></error>`;
  const { id, from, to } = stanza.attrs as Record<string, string | undefined>;
  const answer = xml`<${localName(stanza)} type="error" id="${id ?? ''}" to="${from ?? ''}">${error}</${localName(stanza)}>`;
  if (to !== undefined) answer.attrs.from = to;
  return answer;
}

const addressee = (stanza: Element): string => (stanza.attrs.to as string | undefined) ?? '';
const bareOf = (jid: string): string => jid.split('/', 1)[0] ?? jid;
const domainOf = (jid: string): string => bareOf(jid).slice(bareOf(jid).indexOf('@') + 1);

export interface Met {
  /** Of A and B, for the plan. */
  readonly ports: { readonly a: number; readonly b: number };
  close(): Promise<void>;
}

/** A, which is as it should be, and B with these manners. */
export async function meet(authority: TestAuthority, mannersOfB: Manners): Promise<Met> {
  const world = new SmallWorld();
  const start = async (domain: string, manners: Manners): Promise<number> =>
    (await new SmallService(world, domain, manners).start(await authority.issue(domain))).server.port;
  const [a, b] = await Promise.all([start('alpha.example', {}), start('beta.example', mannersOfB)]);
  return { ports: { a, b }, close: () => world.close() };
}
