import type { Account, Endpoint } from '../config/plan.ts';
import type { Element } from '../stanza/element.ts';

/** What a stream is opened with. Every phase of opening has the same deadline. */
export interface StreamOptions {
  readonly account: Account;
  readonly domain: string;
  /** Absent: the server picks one. */
  readonly resource?: string;
  readonly connect?: Endpoint;
  readonly ca?: string;
  readonly dns?: string;
  readonly deadlineMs: number;
  readonly tap?: Tap;
  readonly signal?: AbortSignal;
  /** xml:lang of the stream header. */
  readonly lang?: string;
  /** Stops before binding; the stream then has the bare JID for its full JID. */
  readonly unbound?: boolean;
}

/** Sees every character that crosses the connection, above TLS. SASL payloads and passwords are already redacted. */
export type Tap = (event: { readonly at: number; readonly flow: 'in' | 'out'; readonly text: string }) => void;

/** Facts of an open stream, for the report. */
export interface StreamFacts {
  readonly address: string; // host:port that was connected to
  /** Our own end of the connection. */
  readonly localAddress: string;
  readonly tls: string; // such as 'TLS 1.3, TLS_AES_256_GCM_SHA384, certificate valid'
  readonly mechanism: string;
  /** From opening the connection until bound, in milliseconds. */
  readonly loginMs: number;
}

/** Why a stream is over. `detail` holds the stream error's condition, or the socket's trouble. When `flooded` we cut it off. */
export interface StreamEnd {
  readonly reason:
    | 'closed-by-us'
    | 'closed-by-server'
    | 'stream-error'
    | 'connection-lost'
    | 'not-well-formed'
    | 'flooded';
  readonly detail: string;
  /** Present where we closed the stream: whether the server closed its own in return (RFC 6120, section 4.4). */
  readonly answered?: boolean;
}

/** A bound XMPP stream (RFC 6120, section 7). Nothing that a server sends makes it throw into its caller. */
export interface Stream {
  readonly fullJid: string;
  readonly facts: StreamFacts;
  readonly features: Element;
  /** Called for each first-level element after binding, in order of arrival. */
  onElement: (element: Element) => void;
  onEnd: (end: StreamEnd) => void;
  readonly ended: StreamEnd | undefined;
  /** Writes the text, or the bytes, as they are. Resolves when it was handed to the socket; rejects with a ConnectionError when the stream is over. */
  write(text: string | Uint8Array): Promise<void>;
  /**
   * Closes cleanly: closing tag, the server's closing tag, socket. Resolves at the latest after the deadline.
   * The last words are written in one piece with the closing tag.
   */
  close(lastWords?: string): Promise<void>;
  /** Cuts the TCP connection without a word. */
  destroy(): void;
  /** Resets the TCP connection, as a network that fails does. */
  reset(): void;
}

export type ConnectionPhase = 'dns' | 'connect' | 'stream' | 'starttls' | 'tls' | 'sasl' | 'bind' | 'open';

/** The stream could not be opened, or is over. `message` is one sentence for the user; it names the domain and what to do. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
  readonly phase: ConnectionPhase;
  /** Stable word, such as 'host-not-resolvable', 'port-closed', 'certificate-untrusted', 'not-authorized', 'deadline'. */
  readonly code: string;

  constructor(phase: ConnectionPhase, code: string, message: string) {
    super(message);
    this.phase = phase;
    this.code = code;
  }
}
