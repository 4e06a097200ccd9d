import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { destinationOf } from '../accounts/maker.ts';
import type { Account, Plan, Service } from '../config/plan.ts';
import type { Frame, Transcript } from '../session/transcript.ts';
import { type Destination, openStream } from '../transport/open.ts';
import { openRaw, type RawStream } from '../transport/raw-stream.ts';
import type { Stream } from '../transport/stream.ts';

interface Prepared {
  readonly stream: Stream;
  readonly frames: Frame[];
  pipe: (frame: Frame) => void;
}

/** What a stream is to be opened with instead of the usual. */
export interface StreamWish {
  readonly resource?: string | undefined;
  readonly lang?: string | undefined;
  /** Stops before binding. */
  readonly unbound?: boolean | undefined;
}

/** Streams that are connected, authenticated and bound ahead of their use, each with a resource of its own. */
export class Pool {
  readonly #plan: Plan;
  readonly #signal: AbortSignal;
  readonly #destroyed = new AbortController();
  readonly #ready = new Map<string, Promise<Prepared>[]>();
  readonly #open = new Set<Stream | RawStream>();
  readonly #leaving = new Map<string, Promise<unknown>[]>();

  /** With a signal, streams that are still opening are given up when it is aborted. */
  constructor(plan: Plan, signal?: AbortSignal) {
    this.#plan = plan;
    this.#signal = signal ? AbortSignal.any([signal, this.#destroyed.signal]) : this.#destroyed.signal;
    // Each stream that is opening listens, and many open at once.
    setMaxListeners(0, this.#signal);
  }

  /** Starts to open streams so that `count` are ready for the account. A failure shows when one is taken. */
  prepare(account: Account, count: number): void {
    const ready = this.#ready.get(account.jid) ?? [];
    while (ready.length < count) {
      const prepared = this.#openStream(account);
      prepared.catch(() => undefined);
      ready.push(prepared);
    }
    this.#ready.set(account.jid, ready);
  }

  /**
   * A bound stream whose frames go to the transcript. A prepared one that has died meanwhile is passed over, as is every
   * one where something of its own is asked for.
   */
  async take(account: Account, transcript: Transcript, wish: StreamWish = {}): Promise<Stream> {
    const isPlain = wish.resource === undefined && wish.lang === undefined && wish.unbound !== true;
    const ahead = isPlain ? await this.#ready.get(account.jid)?.shift() : undefined;
    if (ahead?.stream.ended) return await this.take(account, transcript, wish);
    // One that is over as soon as it is bound is handed out: a server that does so each time would be tried for ever.
    const prepared = ahead ?? (await this.#openStream(account, wish));
    for (const frame of prepared.frames) transcript.tap(frame);
    prepared.pipe = transcript.tap;
    return prepared.stream;
  }

  /** A connection to the account's service on which nothing is negotiated. */
  async dial(account: Account, transcript: Transcript, prolog?: string): Promise<RawStream> {
    const stream = await openRaw({ ...this.#destination(account), tap: transcript.tap }, prolog);
    this.#remember(stream);
    return stream;
  }

  /** Closes a used stream without anybody waiting, until its account must be off-line. */
  retire(account: Account, stream: Stream | RawStream): void {
    const leaving = this.#leaving.get(account.jid) ?? [];
    leaving.push(stream.close().catch(() => undefined));
    this.#leaving.set(account.jid, leaving);
  }

  /** Closes what waits for the account, or everything; when it resolves, nothing of ours is connected there but what was taken. */
  async release(account?: Account): Promise<void> {
    const jids = account ? [account.jid] : [...this.#ready.keys(), ...this.#leaving.keys()];
    const waiting = jids.flatMap((jid) => this.#ready.get(jid) ?? []);
    const leaving = jids.flatMap((jid) => this.#leaving.get(jid) ?? []);
    for (const jid of jids) {
      this.#ready.delete(jid);
      this.#leaving.delete(jid);
    }
    await Promise.allSettled(leaving);
    const settled = await Promise.allSettled(waiting);
    const unused = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value.stream] : []));
    await Promise.all(unused.map((stream) => stream.close()));
  }

  /** Cuts every stream that was ever opened here and is still up, and gives up those that are opening. */
  destroy(): void {
    this.#destroyed.abort();
    for (const stream of this.#open) stream.destroy();
    this.#open.clear();
  }

  async #openStream(account: Account, { resource, lang, unbound = false }: StreamWish = {}): Promise<Prepared> {
    const frames: Frame[] = [];
    const holder: { pipe: (frame: Frame) => void } = { pipe: (frame) => frames.push(frame) };
    const stream = await openStream({
      ...this.#destination(account),
      account,
      resource: resource ?? `fc-${randomBytes(6).toString('hex')}`,
      ...(lang === undefined ? {} : { lang }),
      unbound,
      tap: (frame) => {
        holder.pipe({ ...frame, at: performance.now() });
      },
    });
    this.#remember(stream);
    return Object.assign(holder, { stream, frames });
  }

  #destination(account: Account): Destination {
    return { ...destinationOf(this.#serviceOf(account), this.#plan.run), signal: this.#signal };
  }

  #serviceOf({ jid }: Account): Service {
    const { a, b, reference } = this.#plan;
    const service = [a, b, reference].find((one) => one?.domain === jid.slice(jid.indexOf('@') + 1));
    if (!service) throw new Error(`no service of the plan has the account ${jid}`);
    return service;
  }

  #remember(stream: Stream | RawStream): void {
    for (const other of this.#open) if (other.ended) this.#open.delete(other);
    this.#open.add(stream);
  }
}
