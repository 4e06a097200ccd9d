import type { EventEmitter } from 'node:events';
import { Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { BoundStream, streamErrorOf } from './bound-stream.ts';
import { tlsFailure, tlsOptions } from './certificate.ts';
import { createLibraryClient, discardLibraryClient, type LibraryClient } from './library-client.ts';
import { type Exchange, Login } from './login.ts';
import type { PhaseGuard } from './phase-guard.ts';
import { StrictParser } from './strict-parser.ts';
import { ConnectionError, type StreamOptions } from './stream.ts';
import type { Wire } from './wire.ts';

export interface Connected {
  readonly wire: Wire;
  readonly address: string;
  /** When the connection was begun, by performance.now(). */
  readonly startedAt: number;
}

/**
 * From a connection to a bound stream: features, STARTTLS, features, SASL, features, binding (RFC 6120, section 4.3).
 * Every element is judged here; the library is told only of those that it needs, made anew from the parts that it needs.
 */
export class Negotiation implements Exchange {
  readonly options: StreamOptions;
  readonly guard: PhaseGuard;
  readonly wire: Wire;
  readonly #connected: Connected;
  readonly #login: Login;
  readonly #library: LibraryClient;
  #parser: StrictParser | undefined;
  #relay: EventEmitter | undefined;
  #step: (element: Element) => void;
  #resolve: (stream: BoundStream) => void = () => undefined;

  constructor(options: StreamOptions, guard: PhaseGuard, connected: Connected) {
    this.options = options;
    this.guard = guard;
    this.wire = connected.wire;
    this.#connected = connected;
    this.#step = this.#onFeatures;
    this.#login = new Login(this);
    this.#library = createLibraryClient(options, {
      wire: connected.wire,
      onOpen: (relay) => {
        this.#onOpen(relay);
      },
      createMechanism: (name) => this.#login.createMechanism(name),
    });
    this.#library.on('error', this.#failed);
    guard.onFailure(() => {
      this.#parser?.stop();
      discardLibraryClient(this.#library);
    });
  }

  /** Failures go to the guard; this promise then stays pending. */
  run(): Promise<BoundStream> {
    this.guard.enter('stream');
    this.wire.listen({
      text: (text) => this.#parser?.write(text),
      malformed: this.#malformed,
      lost: (detail) => {
        this.guard.failUndone('closed-by-server', detail);
      },
    });
    const { domain, lang } = this.options;
    this.#library
      .connect('xmpp://wire')
      .then(() => this.#library.open({ domain, lang }))
      .catch(this.#failed);
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  expect(step: (element: Element) => void): void {
    this.#step = step;
  }

  pass(element: Element): void {
    this.#relay?.emit('element', element);
  }

  offer(feature: Element): void {
    const features = new Element('stream:features', { 'xmlns:stream': ns.stream });
    features.cnode(feature);
    this.pass(features);
  }

  awaits(id: string): boolean {
    return this.#library.iqCaller.handlers.has(id);
  }

  readonly unexpected = (element: Element): void => {
    this.guard.failUndone('unexpected-element', `it sent <${element.name.slice(0, 80)}/> at the wrong time`);
  };

  /** The stream takes over within the current turn: whatever else is in the same piece of text goes to it. */
  bound(fullJid: string, features: Element): void {
    const { address, startedAt } = this.#connected;
    const parser = this.#parser;
    if (parser === undefined || this.guard.over) return;
    const { tls, localAddress } = this.wire;
    const facts = {
      address,
      localAddress,
      tls,
      mechanism: this.#login.mechanism,
      loginMs: performance.now() - startedAt,
    };
    const stream = new BoundStream(this.wire, parser, {
      fullJid,
      facts,
      features,
      deadlineMs: this.options.deadlineMs,
    });
    this.guard.done();
    if (this.options.unbound === true) discardLibraryClient(this.#library);
    this.#resolve(stream);
  }

  readonly #failed = (error: unknown): void => {
    if (error instanceof ConnectionError) this.guard.failWith(error);
    else this.guard.failUndone('negotiation-failed', error instanceof Error ? error.message : String(error));
  };

  readonly #malformed = (detail: string): void => {
    this.guard.failUndone('not-well-formed', `it sent ${detail}`);
  };

  #onOpen(relay: EventEmitter): void {
    this.#parser?.stop();
    this.#relay = relay;
    this.#step = this.#onFeatures;
    this.guard.enter('stream');
    this.#parser = new StrictParser({
      start: (header) => {
        if (/^1\.\d+$/.test(String(header.attrs.version))) relay.emit('start', header);
        else this.guard.failUndone('version-unsupported', "its stream header lacks version='1.0'");
      },
      element: (element) => {
        if (this.guard.over) return;
        if (localName(element) === 'error' && namespaceOf(element) === ns.stream) this.#onStreamError(element);
        else this.#step(element);
      },
      end: () => {
        this.guard.failUndone('closed-by-server', 'it closed the stream');
      },
      malformed: this.#malformed,
      thrown: this.#failed,
    });
  }

  #onStreamError(element: Element): void {
    const { condition } = streamErrorOf(element);
    const remedy = condition === 'see-other-host' ? '; give the other host as `connect:` in the plan file' : '';
    this.guard.failUndone(condition, `it ended the stream with the stream error <${condition}/>${remedy}`);
  }

  readonly #onFeatures = (element: Element): void => {
    this.#step = this.unexpected;
    if (localName(element) !== 'features' || namespaceOf(element) !== ns.stream) this.unexpected(element);
    else if (this.wire.secure) this.#login.proceed(element);
    else this.#startTls(element);
  };

  #startTls(features: Element): void {
    const { domain } = this.options;
    if (features.getChild('starttls', ns.tls) === undefined) {
      this.guard.fail(
        'starttls-not-offered',
        `${domain} offers no STARTTLS, and nothing is sent to it without encryption.`,
      );
      return;
    }
    this.guard.enter('starttls');
    this.#step = (answer) => {
      this.#step = this.unexpected;
      if (answer.is('proceed', ns.tls)) void this.#upgrade();
      else this.guard.failUndone('starttls-refused', `it answered with <${answer.name.slice(0, 80)}/>`);
    };
    this.wire.write(`<starttls xmlns='${ns.tls}'/>`);
  }

  async #upgrade(): Promise<void> {
    const { domain, ca } = this.options;
    this.guard.enter('tls');
    try {
      await this.wire.startTls(tlsOptions(domain, ca, false));
    } catch (error) {
      this.guard.failWith(tlsFailure(domain, error));
      return;
    }
    await this.#library.restart().catch(this.#failed);
  }
}
