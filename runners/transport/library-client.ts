import { EventEmitter } from 'node:events';
import { client } from '@xmpp/client';
import ConnectionTCP from '@xmpp/connection-tcp';
import type { Element } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { type Mechanism, mechanismNames } from './sasl.ts';
import type { StreamOptions } from './stream.ts';
import type { Wire } from './wire.ts';

/** What we use of @xmpp/client. Its types leave most of it out. */
export interface LibraryClient extends EventEmitter {
  readonly reconnect: { stop(): void };
  readonly transports: unknown[];
  readonly saslFactory: { _mechs: { name: string }[]; create: (names: readonly string[]) => Mechanism | null };
  readonly iqCaller: { readonly handlers: Map<string, { reject(error: Error): void }> };
  connect(service: string): Promise<void>;
  open(options: { domain: string; lang: string | undefined }): Promise<unknown>;
  restart(): Promise<unknown>;
}

export interface LibraryHooks {
  readonly wire: Wire;
  /** The library opens a stream, for the first time or again, and expects it from this. */
  readonly onOpen: (parser: EventEmitter) => void;
  readonly createMechanism: (name: string) => Mechanism;
}

/**
 * @xmpp/client, reduced to the initiating side of opening a stream, SASL and binding.
 * It writes to our wire, but reads nothing: it hears only of the elements that we pass on.
 */
export function createLibraryClient(
  { account, domain, resource, lang, deadlineMs }: StreamOptions,
  hooks: LibraryHooks,
): LibraryClient {
  const x = client({
    domain,
    username: account.jid.slice(0, account.jid.lastIndexOf('@')),
    // The mechanisms know the password themselves.
    password: '',
    resource,
    // It takes the header of a restarted stream from here.
    ...(lang !== undefined && { lang }),
    timeout: 2 * deadlineMs,
  }) as unknown as LibraryClient;
  x.reconnect.stop();
  x.transports.unshift(transportFor(hooks));
  x.saslFactory._mechs = mechanismNames.map((name) => ({ name }));
  x.saslFactory.create = ([name]) => (name === undefined ? null : hooks.createMechanism(name));
  return x;
}

/** Ends everything that the library may still be waiting for, its timers too. */
export function discardLibraryClient(x: LibraryClient): void {
  const over = new Error('the stream was given up');
  for (const waiting of x.iqCaller.handlers.values()) waiting.reject(over);
  x.emit('error', over);
}

function transportFor({ wire, onOpen }: LibraryHooks): unknown {
  class Socket extends EventEmitter {
    get secure(): boolean {
      return wire.secure;
    }

    connect(): void {
      process.nextTick(() => this.emit('connect'));
    }

    write(text: string, done: (error?: Error | null) => void): void {
      wire.write(text, done);
    }
  }

  class Parser extends EventEmitter {
    constructor() {
      super();
      onOpen(this);
    }
  }

  class Transport extends ConnectionTCP {
    override socketParameters(): unknown {
      return {};
    }

    override send(element: Element): Promise<void> {
      // The library puts it there, and RFC 6120, section 6.4.3, does not know it.
      if (element.is('response', ns.sasl)) delete element.attrs.mechanism;
      return super.send(element);
    }
  }

  Object.assign(Transport.prototype, { Socket, Parser, NS: ns.client });
  return Transport;
}
