import { join } from 'node:path';
import type { Account } from '../config/plan.ts';
import type { Child } from './child.ts';
import type { ServerPorts } from './ports.ts';

/** A further domain of a server, which breaks a rule by what is loaded for it alone. */
export interface FaultyHost {
  readonly domain: string;
  readonly accounts: readonly Account[];
  /** Modules of this domain, besides those of all. */
  readonly modules: readonly string[];
  /** Modules of its room service (Prosody). */
  readonly roomModules: readonly string[];
  /** Options of this domain (ejabberd), besides those of all. */
  readonly settings: Readonly<Record<string, unknown>>;
}

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
  readonly hosts?: readonly FaultyHost[] | undefined;
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

/** The part of a bare JID after the at sign. */
export function domainOf(account: Account): string {
  return account.jid.slice(account.jid.indexOf('@') + 1);
}
