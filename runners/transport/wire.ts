import type net from 'node:net';
import tls from 'node:tls';
import { TextDecoder } from 'node:util';
import { tlsFacts } from './certificate.ts';
import { Redactor } from './redaction.ts';
import { reset } from './reset.ts';
import { codeOf } from './resolve.ts';
import type { Tap } from './stream.ts';

export interface WireHandlers {
  text(text: string): void;
  /** The bytes are not UTF-8. Nothing follows. */
  malformed(detail: string): void;
  /** The connection is gone. Called once. */
  lost(detail: string): void;
}

/** How long a closing connection may take to send what is left, in milliseconds. */
const lingerMs = 2000;
/** What is still read of one that is closing, in bytes: room for a goodbye. */
const mostGoodbye = 1024 * 1024;

/** Text over TCP, then over TLS. It knows nothing of XML but what must not be shown. */
export class Wire {
  /** Empty before TLS. */
  tls = '';
  /** IP address of our end. */
  readonly localAddress: string;
  readonly #tcp: net.Socket;
  #socket: net.Socket;
  #handlers: WireHandlers | undefined;
  #lost: string | undefined;
  /** How many more bytes are read; undefined until we close the connection. */
  #left: number | undefined;
  #trouble: string | undefined;
  #decoder = strictUtf8();
  #redactors: Record<'in' | 'out', Redactor> | undefined = { in: new Redactor(), out: new Redactor() };
  readonly #tap: Tap | undefined;

  /** The socket is connected. Nothing is read from it before `listen`. */
  constructor(socket: net.Socket, tap: Tap | undefined) {
    this.#tap = tap;
    this.localAddress = socket.localAddress ?? '';
    this.#tcp = socket;
    this.#socket = this.#watch(socket);
  }

  get secure(): boolean {
    return this.tls !== '';
  }

  /** Hands on what comes in; who listens may change. */
  listen(handlers: WireHandlers): void {
    const first = this.#handlers === undefined;
    this.#handlers = handlers;
    if (this.#lost !== undefined) queueMicrotask(this.#tellLoss);
    else if (first) this.#socket.on('data', this.#read);
  }

  /** Rejects with the error of the handshake. */
  async startTls(options: tls.ConnectionOptions): Promise<void> {
    const plain = this.#socket;
    plain.off('data', this.#read);
    const socket = this.#watch(tls.connect({ ...options, socket: plain }));
    this.#socket = socket;
    this.#decoder = strictUtf8();
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
      socket.once('close', () => {
        reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
      });
    });
    this.tls = tlsFacts(socket);
    if (this.#handlers) socket.on('data', this.#read);
  }

  write(text: string | Uint8Array, done?: (error?: Error | null) => void): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) {
      done?.(new Error('the connection is closed'));
      return;
    }
    this.#show('out', typeof text === 'string' ? text : Buffer.from(text).toString());
    this.#socket.write(text, done);
  }

  /** From here on the tap sees the text as it is. */
  endRedaction(): void {
    const redactors = this.#redactors;
    this.#redactors = undefined;
    for (const flow of ['in', 'out'] as const) this.#show(flow, redactors?.[flow].flush() ?? '');
  }

  /** Sends what was written, then closes. */
  finish(): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    this.#left ??= mostGoodbye;
    const timer = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => {
      clearTimeout(timer);
    });
    socket.destroySoon();
  }

  /** Closes at once, without a word of TLS or XML. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Aborts the connection with a TCP reset, which is not for TLS to know. */
  reset(): void {
    reset(this.#tcp, this.#socket);
  }

  #watch<Kind extends net.Socket>(socket: Kind): Kind {
    socket.on('error', (error) => {
      this.#trouble ??= codeOf(error);
    });
    socket.once('close', () => {
      if (this.#socket !== socket) return;
      this.#lost =
        this.#trouble === undefined ? 'the server closed the connection' : `the connection broke (${this.#trouble})`;
      this.#tellLoss();
    });
    return socket;
  }

  readonly #tellLoss = (): void => {
    const handlers = this.#handlers;
    this.#handlers = undefined;
    if (this.#lost !== undefined) handlers?.lost(this.#lost);
  };

  readonly #read = (bytes: Buffer): void => {
    if (this.#left !== undefined && (this.#left -= bytes.length) < 0) {
      this.#socket.destroy();
      return;
    }
    let text: string;
    try {
      text = this.#decoder.decode(bytes, { stream: true });
    } catch {
      this.#socket.off('data', this.#read);
      this.#show('in', bytes.toString('utf8'));
      this.#handlers?.malformed('bytes that are not UTF-8');
      return;
    }
    if (text === '') return;
    this.#show('in', text);
    this.#handlers?.text(text);
  };

  #show(flow: 'in' | 'out', text: string): void {
    if (this.#tap === undefined) return;
    const shown = this.#redactors?.[flow].pass(text) ?? text;
    if (shown !== '') this.#tap({ at: performance.now(), flow, text: shown });
  }
}

/** U+FFFD would hide what the server got wrong; a byte order mark is text like any other (RFC 6120, section 11.6). */
const strictUtf8 = (): TextDecoder => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
