import { join } from 'node:path';
import type { Account } from '../config/plan.ts';
import type { Child } from './child.ts';
import type { ServerPorts } from './ports.ts';

/** What a server of the lab is to be, whichever product it is. */
export interface ServerOptions {
  readonly domain: string;
  readonly address: string;
  readonly ports: ServerPorts;
  /** Folder of this server, readable by its owner alone. */
  readonly directory: string;
  readonly accounts: readonly Account[];
  /** An administrator: who may add and delete accounts by XEP-0133. */
  readonly admin: Account;
  /** Whether in-band registration is closed. */
  readonly closed?: boolean | undefined;
  readonly dns: { readonly address: string; readonly port: number };
  readonly signal?: AbortSignal | undefined;
}

export interface Server {
  readonly child: Child;
  /** The file to read when something goes wrong. */
  readonly log: string;
}

/** Names that a server answers for besides its domain. */
export function componentsOf(domain: string): readonly [muc: string, upload: string, pubsub: string] {
  return [`conference.${domain}`, `upload.${domain}`, `pubsub.${domain}`];
}

/** Where a server has what it trusts, and what nobody else may read: keys, accounts, stored stanzas. */
export function placesOf(directory: string): Readonly<Record<'authority' | 'secret' | 'certificate' | 'data', string>> {
  const secret = join(directory, 'secret');
  return {
    authority: join(directory, 'ca.pem'),
    secret,
    /** Certificate and key in one file. */
    certificate: join(secret, 'server.pem'),
    data: join(secret, 'data'),
  };
}

/** The part of a bare JID before the at sign. */
export function localpartOf(account: Account): string {
  return account.jid.slice(0, account.jid.indexOf('@'));
}
