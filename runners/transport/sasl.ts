import type { Account } from '../config/plan.ts';
import { Scram } from './scram.ts';
import { ConnectionError } from './stream.ts';

/** What the library's SASL exchange asks of a mechanism. Its texts are one character a byte, for it encodes them with btoa. */
export interface Mechanism {
  readonly name: string;
  readonly clientFirst: true;
  response(): string;
  challenge(text: string): Promise<void>;
  /** Data of <success/>, as text. Throws when the server has not proved that it knows the account. */
  verify(final: string): void;
}

/** The mechanisms that we have, the best first. PLAIN is among them because nothing is sent before TLS. */
export const mechanismNames = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'] as const;

export function createMechanism(name: string, account: Account): Mechanism {
  const localpart = account.jid.slice(0, account.jid.lastIndexOf('@'));
  const password = account.password.reveal();
  if (name === 'PLAIN') return plain(localpart, password);
  return scram(name, new Scram(name === 'SCRAM-SHA-1' ? 'sha1' : 'sha256', localpart, password));
}

/** RFC 4616. */
function plain(localpart: string, password: string): Mechanism {
  return {
    name: 'PLAIN',
    clientFirst: true,
    response: () => bytewise(`\0${localpart.normalize('NFKC')}\0${password.normalize('NFKC')}`),
    challenge: () =>
      Promise.reject(
        new ConnectionError('sasl', 'challenge-unexpected', 'The server sent a challenge, which PLAIN does not have.'),
      ),
    verify: () => undefined,
  };
}

function scram(name: string, exchange: Scram): Mechanism {
  let next = exchange.first();
  return {
    name,
    clientFirst: true,
    response: () => bytewise(next),
    challenge: async (text) => {
      next = await exchange.answer(Buffer.from(text, 'latin1').toString('utf8'));
    },
    verify: (final) => {
      exchange.verify(final);
    },
  };
}

const bytewise = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
