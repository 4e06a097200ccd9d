import type { Element } from '../stanza/element.ts';
import { localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { streamErrorOf } from './bound-stream.ts';
import { tlsFailure, tlsOptions } from './certificate.ts';
import { connect, type Destination, unforeseen } from './open.ts';
import { PhaseGuard } from './phase-guard.ts';
import { StrictParser } from './strict-parser.ts';
import { ConnectionError, type StreamEnd } from './stream.ts';
import type { Wire } from './wire.ts';

const closingTag = '</stream:stream>';

/** The header of a client's stream to a domain (RFC 6120, section 4.7), behind the prolog where there is one. */
export const streamHeader = (domain: string, prolog = ''): string =>
  `<?xml version='1.0'?>${prolog}<stream:stream to='${domain.replace(/[&<>'"]/g, '')}' version='1.0' xmlns='${ns.client}' xmlns:stream='${ns.stream}'>`;

/**
 * Connects to a domain, with TLS where it comes first, and sends a stream header, behind the prolog where there is one.
 * Rejects with a ConnectionError.
 */
export async function openRaw(options: Destination, prolog = ''): Promise<RawStream> {
  const guard = new PhaseGuard(options);
  try {
    const connecting = connect(options, guard);
    connecting.catch(() => undefined); // The guard may have the first word.
    const { wire } = await Promise.race([guard.failed, connecting]);
    guard.done();
    return new RawStream(options, wire, prolog);
  } catch (error) {
    guard.failWith(error instanceof ConnectionError ? error : unforeseen(options.domain, guard, error));
    return await guard.failed;
  }
}

/**
 * A stream of which nothing is negotiated by itself: who holds it reads every header and element, and says when TLS begins and when the
 * stream starts anew. Certificates are checked as everywhere. What arrives before somebody listens is kept.
 */
export class RawStream {
  readonly #options: Destination;
  readonly #wire: Wire;
  readonly #unseen: Element[] = [];
  #parser: StrictParser | undefined;
  #onElement: ((element: Element) => void) | undefined;
  #onEnd: ((end: StreamEnd) => void) | undefined;
  #ended: StreamEnd | undefined;
  #closed: () => void = () => undefined;

  constructor(options: Destination, wire: Wire, prolog: string) {
    this.#options = options;
    this.#wire = wire;
    wire.listen({
      text: (text) => this.#parser?.write(text),
      malformed: (detail) => {
        this.#end({ reason: 'not-well-formed', detail: `the server sent ${detail}` });
      },
      lost: (detail) => {
        this.#end({ reason: 'connection-lost', detail: `${detail} without closing the stream` });
        this.#closed();
      },
    });
    this.startAnew(prolog);
  }

  get secure(): boolean {
    return this.#wire.secure;
  }

  get ended(): StreamEnd | undefined {
    return this.#ended;
  }

  /** Begins to hand on elements and, as the last, the end of the stream. */
  listen(onElement: (element: Element) => void, onEnd: (end: StreamEnd) => void): void {
    this.#onElement = onElement;
    this.#onEnd = onEnd;
    for (let next = this.#unseen.shift(); next; next = this.#unseen.shift()) onElement(next);
    if (this.#ended) onEnd(this.#ended);
  }

  /** Sends a stream header; what comes is read as a new stream (RFC 6120, section 4.3.3). */
  startAnew(prolog = ''): void {
    this.#parser?.stop();
    this.#parser = new StrictParser({
      start: (header) => {
        this.#receive(header);
      },
      element: (element) => {
        this.#receive(element);
      },
      end: () => {
        this.#end({ reason: 'closed-by-server', detail: 'the server closed the stream' }, closingTag);
      },
      malformed: (detail) => {
        this.#end({ reason: 'not-well-formed', detail: `the server sent ${detail}` }, closingTag);
      },
      thrown: (error) => {
        const why = error instanceof Error ? error.message : String(error);
        this.#end({ reason: 'closed-by-us', detail: `fedcheck itself failed on what arrived: ${why}` });
      },
    });
    this.write(streamHeader(this.#options.domain, prolog));
  }

  write(text: string | Uint8Array): void {
    if (!this.#ended) this.#wire.write(text);
  }

  /** After the server said that it will proceed. Rejects with a ConnectionError; then the connection is over. */
  async startTls(): Promise<void> {
    const { domain, ca, deadlineMs } = this.#options;
    this.#parser?.stop();
    const timer = setTimeout(() => {
      this.#wire.destroy();
    }, deadlineMs);
    try {
      await this.#wire.startTls(tlsOptions(domain, ca, false));
    } catch (error) {
      this.destroy();
      throw tlsFailure(domain, error);
    } finally {
      clearTimeout(timer);
    }
    this.startAnew();
  }

  /** No secret follows: from here on the tap sees the text as it is. */
  endRedaction(): void {
    this.#wire.endRedaction();
  }

  /** Says goodbye. Resolves when the connection is gone. */
  close(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.#closed = resolve;
      this.#wire.write(closingTag);
      this.#end({ reason: 'closed-by-us', detail: 'we closed the stream' });
    });
  }

  destroy(): void {
    this.#end({ reason: 'closed-by-us', detail: 'we cut the connection' });
    this.#wire.destroy();
  }

  #receive(element: Element): void {
    if (this.#onElement) this.#onElement(element);
    else this.#unseen.push(element);
    // What comes behind it is not encrypted, and must not be taken for what comes after TLS.
    if (element.is('proceed', ns.tls)) this.#parser?.stop();
    if (localName(element) !== 'error' || namespaceOf(element) !== ns.stream) return;
    const { condition, text } = streamErrorOf(element);
    this.#end({ reason: 'stream-error', detail: text === '' ? condition : `${condition}: ${text}` }, closingTag);
  }

  #end(end: StreamEnd, lastWords = ''): void {
    if (this.#ended) return;
    this.#ended = end;
    this.#parser?.stop();
    if (lastWords !== '') this.#wire.write(lastWords);
    this.#wire.finish();
    this.#onEnd?.(end);
  }
}
