import type { Claims } from '../../reports/model/claims.ts';

/** What a run needs to know, after flags, environment, plan file and defaults were read. Plain data, but for the secrets. */

/** A password or token. It prints as stars wherever it is printed, so it reaches a log or report only on purpose. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }
}

export interface Account {
  readonly jid: string; // bare JID
  readonly password: Secret;
}

/** Where to connect. Without it the SRV records of the domain decide (RFC 6120, section 3.2; XEP-0368). */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** xmpps:// is direct TLS, xmpp:// is STARTTLS. */
  readonly directTls: boolean;
}

/** How accounts are made for a run: by in-band registration (XEP-0077), or by an administrator's commands (XEP-0133). */
export type Making =
  | { readonly by: 'register'; readonly count: number }
  | { readonly by: 'admin'; readonly count: number; readonly admin: Account };

export interface Service {
  readonly domain: string;
  /** The first is the `jid` of the plan file, the rest are its `others`. Empty until they are made where `making` says how. */
  readonly accounts: readonly Account[];
  readonly making?: Making;
  readonly connect?: Endpoint;
  /** PEM text, trusted besides the system's authorities. */
  readonly ca?: string;
  /** JID of the room service; discovered when absent. */
  readonly muc?: string;
  /** What the provider says of the service. */
  readonly claims?: Claims;
}

export interface RunOptions {
  readonly lanes: number;
  /** Bound of every wait, in milliseconds. A failure bound, never part of the logic. */
  readonly deadlineMs: number;
  readonly heavy: boolean;
  /** Address and port of the DNS server to ask, such as 127.0.0.1:5353; the system's when absent. */
  readonly dns?: string;
  /** A domain that resolves, but at which no stream can be negotiated; with `*.` in front every name below it is one. */
  readonly unreachable?: string;
}

export interface Plan {
  readonly a: Service;
  readonly b: Service;
  /** A third service, of which nothing is judged: the stories that one of the two must have broken are played with it too. */
  readonly reference?: Service;
  readonly run: RunOptions;
}
