import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import type { Endpoint } from '../../runners/config/plan.ts';
import type { ServerCertificate } from './certificates.ts';
import { FakeScram } from './fake-scram.ts';

/** What the server does with one connection, step by step. It ends quietly where the client goes away. */
export type Script = (peer: FakePeer) => Promise<void> | void;

export interface FakeServer {
  readonly port: number;
  /** Ready for `connect` of a plan or of the options of a stream. */
  readonly endpoint: Endpoint;
  readonly peers: readonly FakePeer[];
  /** Rejects when a script failed for another reason than a client that went away. */
  close(): Promise<void>;
}

export interface FakeServerOptions {
  /** With it the server speaks TLS from the first byte. */
  readonly directTls?: ServerCertificate;
}

/** A server on loopback that follows a script on every connection. */
export async function startFakeServer(script: Script, { directTls }: FakeServerOptions = {}): Promise<FakeServer> {
  const peers: FakePeer[] = [];
  const runs: Promise<void>[] = [];
  const accept = (socket: net.Socket): void => {
    const peer = new FakePeer(socket);
    peers.push(peer);
    const run = Promise.resolve(script(peer)).catch((error: unknown) => {
      peer.destroy();
      if (!(error instanceof PeerGone)) throw error;
    });
    run.catch(() => undefined);
    runs.push(run);
  };
  const noDelay = true;
  const server = directTls
    ? tls.createServer({ ...directTls, noDelay, ALPNProtocols: ['xmpp-client'] }, accept)
    : net.createServer({ noDelay }, accept);
  // A client that refuses the certificate is what some tests are about.
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    endpoint: { host: '127.0.0.1', port, directTls: directTls !== undefined },
    peers,
    close: async () => {
      for (const peer of peers) peer.destroy();
      server.close();
      await once(server, 'close');
      await Promise.all(runs);
    },
  };
}

/** The client is gone: no failure of the script. */
class PeerGone extends Error {}

export const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='s1' version='1.0'>";
export const features = (content: string): string => `<stream:features>${content}</stream:features>`;
export const offeredTls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>";
export const offeredBind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
export const offeredSasl = (...names: string[]): string =>
  `<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${names.map((name) => `<mechanism>${name}</mechanism>`).join('')}</mechanisms>`;

export interface FakeLogin {
  readonly certificate: ServerCertificate;
  /** Default: the client's own, with a resource. */
  readonly fullJid?: string;
  /** Besides the offer of binding. */
  readonly features?: string;
  /** With it the server offers SCRAM-SHA-256 as well. */
  readonly password?: string;
}

/** One connection, seen by the server. */
export class FakePeer {
  /** Everything that the client sent, above TLS. */
  received = '';
  /** Server name that the client asked for in TLS. */
  serverName: string | false = false;
  #socket: net.Socket;
  #unread = '';
  #gone = false;
  readonly #waiting = new Set<() => void>();

  constructor(socket: net.Socket) {
    this.#socket = this.#attach(socket);
  }

  get gone(): boolean {
    return this.#gone;
  }

  write(data: string | Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(data);
  }

  /** As `write`, and resolves when the client has taken it or is gone. */
  async writeAll(data: string | Buffer): Promise<void> {
    if (this.#socket.destroyed || this.#gone) throw new PeerGone();
    await new Promise((resolve) => this.#socket.write(data, resolve));
  }

  /** Reads no more: what the client writes piles up with it. */
  deafen(): void {
    this.#socket.pause();
  }

  end(text = ''): void {
    this.#socket.end(text);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Waits for text and takes it, with all that came before it. */
  async expect(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#unread);
      if (found) {
        this.#unread = this.#unread.slice(found.index + found[0].length);
        return found;
      }
      if (this.#gone) throw new PeerGone();
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  /** Resolves when the client has gone away. */
  async leaves(): Promise<void> {
    await this.expect(/(?!)/).catch((error: unknown) => {
      if (!(error instanceof PeerGone)) throw error;
    });
  }

  /** Awaits the client's stream header, answers with ours and with features. */
  async openStream(content: string): Promise<void> {
    await this.expect(/<stream:stream [^>]*>/);
    this.write(header + features(content));
  }

  async startTls(certificate: ServerCertificate): Promise<void> {
    await this.expect(/<starttls[^>]*\/>/);
    this.write("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    const plain = this.#socket;
    // A client may go away before its handshake begins; the wrapped socket would never learn of it.
    if (plain.destroyed) throw new PeerGone();
    plain.removeAllListeners('data');
    const socket = new tls.TLSSocket(plain, { isServer: true, ...certificate });
    this.#socket = this.#attach(socket);
    await Promise.race([once(socket, 'secure'), once(socket, 'close'), once(plain, 'close')]).catch(() => undefined);
    this.serverName = socket.servername ?? false;
    if (socket.destroyed || this.#gone) throw new PeerGone();
  }

  /** Accepts whoever comes with PLAIN. Resolves with the account's localpart. */
  async acceptPlain(): Promise<string> {
    const [, payload = ''] = await this.expect(/<auth [^>]*>([^<]*)<\/auth>/);
    this.write("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    return Buffer.from(payload, 'base64').toString().split('\0')[1] ?? '';
  }

  async acceptScram(password: string): Promise<string> {
    const scram = new FakeScram(password);
    const [, first = ''] = await this.expect(/<auth [^>]*>([^<]*)<\/auth>/);
    this.write(`<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${scram.challenge(first)}</challenge>`);
    const [, proof = ''] = await this.expect(/<response [^>]*>([^<]*)<\/response>/);
    this.write(`<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${scram.final(proof)}</success>`);
    return scram.localpart;
  }

  /** From the client's first header to the end of SASL, STARTTLS included. */
  async authenticate({ certificate, password }: FakeLogin): Promise<string> {
    if (!(this.#socket instanceof tls.TLSSocket)) {
      await this.openStream(offeredTls);
      await this.startTls(certificate);
    }
    await this.openStream(password === undefined ? offeredSasl('PLAIN') : offeredSasl('PLAIN', 'SCRAM-SHA-256'));
    return password === undefined ? this.acceptPlain() : this.acceptScram(password);
  }

  /** The whole of a login. Resolves with the bound full JID; `trailer` is written in one piece with the bind result. */
  async login(login: FakeLogin, trailer = ''): Promise<string> {
    const localpart = await this.authenticate(login);
    const [, domain = ''] = await this.expect(/<stream:stream [^>]*\bto="([^"]*)"[^>]*>/);
    this.write(header + features(offeredBind + (login.features ?? '')));
    const [request] = await this.expect(/<iq [^>]*>.*<\/iq>/s);
    const resource = /<resource>([^<]*)<\/resource>/.exec(request)?.[1] ?? 'given-by-server';
    const fullJid = login.fullJid ?? `${localpart}@${domain}/${resource}`;
    const id = /\bid="([^"]*)"/.exec(request)?.[1] ?? '';
    const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>${fullJid}</jid></bind>`;
    this.write(`<iq type='result' id='${id}'>${bind}</iq>${trailer}`);
    return fullJid;
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #attach(socket: net.Socket): net.Socket {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      this.received += bytes.toString();
      this.#unread += bytes.toString();
      this.#wake();
    });
    socket.on('close', () => {
      this.#gone = true;
      this.#wake();
    });
    return socket;
  }
}
