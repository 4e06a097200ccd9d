import { type Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { streamErrorOf } from './bound-stream.ts';
import { tlsFailure, tlsOptions } from './certificate.ts';
import { connect, type Destination, unforeseen } from './open.ts';
import { PhaseGuard } from './phase-guard.ts';
import { streamHeader } from './raw-stream.ts';
import { StrictParser } from './strict-parser.ts';
import { ConnectionError } from './stream.ts';
import type { Wire } from './wire.ts';

/** A stream that is encrypted, but on which nobody has logged in. */
export interface AnonymousStream {
  /** What the server offers over TLS. */
  readonly features: Element;
  /** Sends an IQ, which needs an id, and resolves with its result or error. Rejects with a ConnectionError. */
  request(iq: Element): Promise<Element>;
  close(): void;
}

/** Nothing is tapped: what is said before a login, such as a registration, carries passwords. */
export type AnonymousOptions = Omit<Destination, 'tap' | 'lang'>;

/**
 * Opens a stream up to TLS and the features after it (RFC 6120, section 4.3), and stops where SASL would begin.
 * Rejects with a ConnectionError; then nothing is left open.
 */
export async function openAnonymously(options: AnonymousOptions): Promise<AnonymousStream> {
  const guard = new PhaseGuard(options);
  try {
    const opening = connect(options, guard).then(({ wire }) => new Opening(options, guard, wire).run());
    opening.catch(() => undefined); // The guard may have the first word.
    return await Promise.race([guard.failed, opening]);
  } catch (error) {
    guard.failWith(error instanceof ConnectionError ? error : unforeseen(options.domain, guard, error));
    return await guard.failed;
  }
}

const closingTag = '</stream:stream>';

class Opening implements AnonymousStream {
  readonly #options: AnonymousOptions;
  readonly #wire: Wire;
  readonly #waiting = new Map<string, (outcome: Element | ConnectionError) => void>();
  #guard: PhaseGuard | undefined;
  #features: Element | undefined;
  #parser: StrictParser | undefined;
  #step: (element: Element) => void = () => undefined;
  #resolve: (stream: AnonymousStream) => void = () => undefined;
  #over = '';

  constructor(options: AnonymousOptions, guard: PhaseGuard, wire: Wire) {
    this.#options = options;
    this.#guard = guard;
    this.#wire = wire;
  }

  get features(): Element {
    if (this.#features === undefined) throw new Error('the stream is not open yet');
    return this.#features;
  }

  /** Failures go to the guard; this promise then stays pending. */
  run(): Promise<AnonymousStream> {
    this.#wire.listen({
      text: (text) => this.#parser?.write(text),
      malformed: (detail) => this.#fail('not-well-formed', `it sent ${detail}`),
      lost: (detail) => this.#fail('closed-by-server', detail),
    });
    this.#openStream();
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  async request(iq: Element): Promise<Element> {
    const { domain, deadlineMs, signal } = this.#options;
    if (this.#over !== '') throw this.#unanswered('closed-by-server', this.#over);
    const id = String(iq.attrs.id);
    let timer: NodeJS.Timeout | undefined;
    const aborted = (): void => this.#waiting.get(id)?.(this.#unanswered('aborted', 'the run was stopped'));
    const late = (): void => this.#waiting.get(id)?.(this.#unanswered('deadline', `nothing came within ${bound}`));
    const bound = `${String(deadlineMs / 1000)} s`;
    try {
      const outcome = await new Promise<Element | ConnectionError>((settle) => {
        this.#waiting.set(id, settle);
        timer = setTimeout(late, deadlineMs);
        signal?.addEventListener('abort', aborted);
        iq.attrs.to ??= domain;
        this.#wire.write(iq.toString());
        if (signal?.aborted === true) aborted();
      });
      if (outcome instanceof ConnectionError) throw outcome;
      return outcome;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      this.#waiting.delete(id);
    }
  }

  close(): void {
    if (this.#over !== '') return;
    this.#over = 'we closed the stream';
    this.#parser?.stop();
    this.#wire.write(closingTag);
    this.#wire.finish();
  }

  #openStream(): void {
    this.#guard?.enter('stream');
    this.#parser?.stop();
    this.#step = this.#onFeatures;
    this.#parser = new StrictParser({
      start: ({ attrs }) => {
        if (!/^1\.\d+$/.test(String(attrs.version)))
          this.#fail('version-unsupported', "its stream header lacks version='1.0'");
      },
      element: (element) => {
        if (localName(element) === 'error' && namespaceOf(element) === ns.stream) this.#onStreamError(element);
        else this.#step(element);
      },
      end: () => this.#fail('closed-by-server', 'it closed the stream'),
      malformed: (detail) => this.#fail('not-well-formed', `it sent ${detail}`),
      thrown: (error) => this.#fail('negotiation-failed', error instanceof Error ? error.message : String(error)),
    });
    this.#wire.write(streamHeader(this.#options.domain));
  }

  readonly #onFeatures = (element: Element): void => {
    if (localName(element) !== 'features' || namespaceOf(element) !== ns.stream) this.#unexpected(element);
    else if (this.#wire.secure) this.#ready(element);
    else this.#startTls(element);
  };

  #ready(features: Element): void {
    this.#features = features;
    this.#step = this.#onAnswer;
    this.#guard?.done();
    this.#guard = undefined;
    this.#resolve(this);
  }

  readonly #onAnswer = (element: Element): void => {
    const { id, type } = element.attrs as Readonly<Record<string, string | undefined>>;
    if (localName(element) === 'iq' && (type === 'result' || type === 'error')) this.#waiting.get(id ?? '')?.(element);
  };

  #startTls(features: Element): void {
    const { domain } = this.#options;
    if (features.getChild('starttls', ns.tls) === undefined) {
      const why = `${domain} offers no STARTTLS, and nothing is sent to it without encryption.`;
      this.#guard?.fail('starttls-not-offered', why);
      return;
    }
    this.#guard?.enter('starttls');
    this.#step = (answer) => {
      if (answer.is('proceed', ns.tls)) void this.#upgrade();
      else this.#fail('starttls-refused', `it answered with <${answer.name.slice(0, 80)}/>`);
    };
    this.#wire.write(`<starttls xmlns='${ns.tls}'/>`);
  }

  async #upgrade(): Promise<void> {
    const { domain, ca } = this.#options;
    this.#guard?.enter('tls');
    this.#parser?.stop();
    try {
      await this.#wire.startTls(tlsOptions(domain, ca, false));
      this.#openStream();
    } catch (error) {
      this.#guard?.failWith(tlsFailure(domain, error));
    }
  }

  #onStreamError(element: Element): void {
    const { condition, text } = streamErrorOf(element);
    const said = text === '' ? '' : ` (${JSON.stringify(text)})`;
    this.#fail(condition, `it ended the stream with the stream error <${condition}/>${said}`);
  }

  #unexpected(element: Element): void {
    this.#fail('unexpected-element', `it sent <${element.name.slice(0, 80)}/> at the wrong time`);
  }

  /** While it opens, the guard is told; after that, whoever waits. */
  #fail(code: string, why: string): void {
    if (this.#over !== '') return;
    this.#over = why;
    this.#parser?.stop();
    this.#guard?.failUndone(code, why);
    for (const settle of this.#waiting.values()) settle(this.#unanswered(code, why));
    this.#wire.finish();
  }

  #unanswered(code: string, why: string): ConnectionError {
    return new ConnectionError('open', code, `${this.#options.domain} did not answer: ${why}.`);
  }
}
