import type { Account, Plan, Service } from '../config/plan.ts';
import { openStream } from '../transport/open.ts';
import { ConnectionError, type Stream } from '../transport/stream.ts';

/** One way to make accounts on one service, and to delete them. */
export interface Maker {
  /**
   * Makes the accounts one after the other. Each is put into `there` before the server hears of it, and taken out again when
   * the server refuses it: what is in it may exist. Rejects with AccountRefused, or with ConnectionError.
   */
  make(accounts: readonly Account[], there: Set<Account>, signal: AbortSignal): Promise<void>;
  /** Deletes the accounts, and resolves with the reason, the end of a sentence, of each that may still be there. */
  remove(accounts: readonly Account[]): Promise<ReadonlyMap<Account, string>>;
}

/** How a service is reached, whoever logs in. */
export function destinationOf(
  { domain, connect, ca }: Service,
  { deadlineMs, dns }: Plan['run'],
): Pick<Service, 'domain' | 'connect' | 'ca'> & Pick<Plan['run'], 'deadlineMs' | 'dns'> {
  return {
    domain,
    deadlineMs,
    ...(connect && { connect }),
    ...(ca !== undefined && { ca }),
    ...(dns !== undefined && { dns }),
  };
}

/** A stream of the account; nothing where there is no such account. */
export async function logInto(account: Account, service: Service, run: Plan['run']): Promise<Stream | undefined> {
  try {
    return await openStream({ account, ...destinationOf(service, run) });
  } catch (error) {
    if (error instanceof ConnectionError && error.phase === 'sasl' && error.code === 'not-authorized') return undefined;
    throw error;
  }
}

/** The text of an error as the end of a sentence. */
export const reasonIn = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
