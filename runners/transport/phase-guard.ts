import { ConnectionError, type ConnectionPhase, type StreamOptions } from './stream.ts';

const undone: Record<ConnectionPhase, string> = {
  dns: 'was not found in DNS',
  connect: 'did not accept a TCP connection',
  stream: 'did not open the XML stream',
  starttls: 'did not answer the request for STARTTLS',
  tls: 'did not finish the TLS handshake',
  sasl: 'did not finish the login',
  bind: 'did not bind a resource',
  open: 'did not answer',
};

/** Bounds each phase of opening a stream by the deadline, and keeps the first thing that goes wrong. */
export class PhaseGuard {
  /** Rejects with the first failure; never resolves. */
  readonly failed: Promise<never>;
  readonly #options: Pick<StreamOptions, 'domain' | 'deadlineMs' | 'signal'>;
  readonly #cleanups: (() => void)[] = [];
  #phase: ConnectionPhase = 'dns';
  #timer: NodeJS.Timeout | undefined;
  #reject: (error: ConnectionError) => void = () => undefined;
  #over = false;

  constructor(options: Pick<StreamOptions, 'domain' | 'deadlineMs' | 'signal'>) {
    this.#options = options;
    this.failed = new Promise((_resolve, reject) => {
      this.#reject = reject;
    });
    this.failed.catch(() => undefined);
    options.signal?.addEventListener('abort', this.#aborted);
  }

  get phase(): ConnectionPhase {
    return this.#phase;
  }

  get over(): boolean {
    return this.#over;
  }

  enter(phase: ConnectionPhase): void {
    if (this.#over) return;
    this.#phase = phase;
    clearTimeout(this.#timer);
    if (this.#options.signal?.aborted === true) this.#aborted();
    else this.#timer = setTimeout(this.#expired, this.#options.deadlineMs);
  }

  /** The first failure counts, in the phase that it is in. */
  fail(code: string, message: string): void {
    this.failWith(new ConnectionError(this.#phase, code, message));
  }

  /** A failure in the words of the current phase: 'alpha.example did not finish the login: …' */
  failUndone(code: string, why: string): void {
    this.fail(code, `${this.#options.domain} ${undone[this.#phase]}: ${why}.`);
  }

  failWith(error: ConnectionError): void {
    if (this.#over) return;
    this.done();
    this.#reject(error);
    for (const cleanup of this.#cleanups) cleanup();
  }

  /** Runs after a failure; at once when there was one already. */
  onFailure(cleanup: () => void): void {
    if (this.#over) cleanup();
    else this.#cleanups.push(cleanup);
  }

  done(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#aborted);
  }

  readonly #expired = (): void => {
    const within = `${String(this.#options.deadlineMs / 1000)} s`;
    this.fail('deadline', `${this.#options.domain} ${undone[this.#phase]} within ${within}.`);
  };

  readonly #aborted = (): void => {
    this.fail('aborted', `The connection to ${this.#options.domain} was given up because the run was stopped.`);
  };
}
