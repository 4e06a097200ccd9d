import type { Account, Plan } from '../config/plan.ts';
import type { Distance } from './distance.ts';

export interface LabOptions {
  /** Folder for configuration, data and logs of the servers; made if absent. */
  readonly directory: string;
  readonly lanes: number;
  /** Pairing of servers by product, A first. */
  readonly pair?: readonly [Product, Product];
  /** Domains that the lab's DNS server denies, so that the other server cannot find them: federation is down in one direction. */
  readonly unresolvable?: readonly string[];
  /** Between client and server as between the servers; without it nothing is added. */
  readonly distance?: Distance;
  /** Sides whose server registers nobody in-band. */
  readonly closed?: readonly ('A' | 'B')[];
  /** What is going on, one line each, for the terminal. */
  readonly progress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** The lab's `unreachable`: every name below has the address of a closed port. */
export const labUnreachable = '*.unreachable.example';

export type Product = 'prosody' | 'ejabberd';

/** Two running, federating servers on loopback. */
export interface Lab {
  /** Ready to run: accounts of all lanes with passwords, endpoints, CA. A is alpha.example, B is beta.example. */
  readonly plan: Plan;
  /** Who administers each server. */
  readonly admins: { readonly a: Account; readonly b: Account };
  readonly directory: string;
  /** Process ids of the servers. */
  readonly pids: { readonly a: number; readonly b: number };
  /** Log files of the servers. */
  readonly logs: { readonly a: string; readonly b: string };
  /** Address and port of the lab's DNS server. */
  readonly dns: string;
  /** From the call to both servers ready, in milliseconds. */
  readonly startMs: number;
  /** Resolves with the side whose server process ended without being asked to. */
  readonly crashed: Promise<'A' | 'B'>;
  stop(): Promise<void>;
}
