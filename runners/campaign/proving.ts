import { setMaxListeners } from 'node:events';
import type { Result } from '../../reports/model/record.ts';
import { troubleOf } from './events.ts';
import { blankResult, type Domains } from './judge.ts';
import { KeptLog } from './kept.ts';
import { LaneRun, type Shared } from './lane.ts';
import { Opening } from './opening.ts';
import { Pool } from './pool.ts';
import { preflight } from './preflight.ts';
import { lanesOf } from './seats.ts';
import { isInDoubt, stillThere, withoutTarget } from './targets.ts';
import type { CampaignOptions, Planned } from './types.ts';
import { Watching } from './watching.ts';

/** So many stories a lane knows of ahead, to open their streams. */
const knownAhead = 2;

/** So many stories play between two lines that say how far it is. */
const toldEvery = 250;

/** `planned` is what is played clean; the stories in it that come first are played before anything else. */
export type ProvingOptions = Pick<
  CampaignOptions,
  'plan' | 'planned' | 'directory' | 'signal' | 'storyDeadlineMs' | 'keepsEvidence'
> & {
  /** What is going on, now and then. */
  readonly onLine: (line: string) => void;
};

/**
 * Opens the lanes, lets `act` play stories on them, clean or spoilt, as often as it wants, and closes them. It keeps no record
 * of a run: that is for who gets the results. Rejects with ConnectionError when a side cannot be reached to begin with.
 */
export async function withProving<T>(options: ProvingOptions, act: (proving: Proving) => Promise<T>): Promise<T> {
  const pool = new Pool(options.plan);
  const proving = new Proving(options, pool);
  process.on('unhandledRejection', proving.fail);
  try {
    await proving.open();
    return await act(proving);
  } finally {
    process.off('unhandledRejection', proving.fail);
    await pool.release();
    pool.destroy();
    proving.close();
  }
}

export class Proving {
  /** Why it ended before its time; empty while it did not. */
  stopped = '';
  readonly #options: CampaignOptions & Pick<ProvingOptions, 'onLine'>;
  readonly #domains: Domains;
  readonly #pool: Pool;
  readonly #kept: KeptLog;
  readonly #stop = new AbortController();
  readonly #watching: Watching;
  readonly #first = new Map<Planned, Result>();
  #lanes: readonly LaneRun[] = [];
  #openingLeft: readonly string[] = [];

  constructor(options: ProvingOptions, pool: Pool) {
    this.#kept = new KeptLog(options.directory);
    this.#kept.onTrouble = this.#halt;
    this.#options = {
      ...options,
      filtered: true,
      runId: 'selftest',
      command: 'fedcheck selftest',
      onEvent: () => undefined,
      kept: this.#kept,
      signal: AbortSignal.any([options.signal, this.#stop.signal]),
    };
    setMaxListeners(0, this.#options.signal);
    this.#domains = { A: options.plan.a.domain, B: options.plan.b.domain };
    this.#pool = pool;
    this.#watching = this.watchingOf(options.planned);
  }

  /** What could not be put back. */
  get leftBehind(): readonly string[] {
    return [...this.#openingLeft, ...this.#lanes.flatMap(({ leftBehind }) => leftBehind)];
  }

  /** An error that no story accounts for ends all. */
  readonly fail = (error: unknown): void => {
    this.#halt(troubleOf(error));
  };

  async open(): Promise<void> {
    const { plan, signal, planned } = this.#options;
    const opening = new Opening(this.#options, this.#domains, this.#pool, this.#watching);
    const facts = await preflight(plan, signal, (known) => opening.play(known));
    const first = planned.filter(({ scenario }) => scenario.when === 'first');
    for (const [index, result] of opening.results(facts).entries()) {
      const one = first[index];
      if (one) this.#first.set(one, result);
    }
    this.#openingLeft = opening.leftBehind;
    const shared: Shared = {
      options: this.#options,
      domains: this.#domains,
      facts,
      watching: this.#watching,
      onLate: () => undefined,
    };
    this.#lanes = lanesOf(plan).map((lane) => new LaneRun(lane, this.#pool, shared));
  }

  close(): void {
    this.#kept.close();
  }

  /** Invariants among these, with eyes of their own. */
  watchingOf(planned: readonly Pick<Planned, 'scenario'>[]): Watching {
    return new Watching(
      planned.map(({ scenario }) => scenario),
      this.#domains,
    );
  }

  /**
   * Plays all, each where a lane is free; the results are in the order of the plan. Scenarios that want to be alone are,
   * but for `together`.
   */
  async play(planned: readonly Planned[], together = false): Promise<readonly Result[]> {
    const { signal } = this.#options;
    const results = new Map<Planned, Result>();
    const interrupt = (): void => {
      for (const lane of this.#lanes) lane.interrupt();
    };
    signal.addEventListener('abort', interrupt);
    const stories = planned.filter((one) => !one.scenario.invariant && !this.#first.has(one));
    const isAlone = ({ scenario }: Planned): boolean =>
      scenario.when !== undefined && !(together && scenario.heavy !== true);
    const queue = stories.filter((one) => !isAlone(one)).values();
    await Promise.all(this.#lanes.map((lane) => this.#playOn(lane, queue, results)));
    if (this.#lanes[0]) await this.#playOn(this.#lanes[0], stories.filter(isAlone).values(), results);
    signal.removeEventListener('abort', interrupt);
    return planned.map((one) => {
      const played = one.scenario.invariant ? this.#watching.result(one) : (this.#first.get(one) ?? results.get(one));
      return played ?? blankResult(one, this.#domains);
    });
  }

  async #playOn(lane: LaneRun, queue: Iterator<Planned>, results: Map<Planned, Result>): Promise<void> {
    const ahead: Planned[] = [];
    for (;;) {
      while (ahead.length <= knownAhead) {
        const next = queue.next();
        if (next.done === true) break;
        ahead.push(next.value);
      }
      const one = ahead.shift();
      if (!one || this.#options.signal.aborted) return;
      results.set(one, await this.#playOne(lane, one, ahead));
      if (results.size % toldEvery === 0) this.#options.onLine(`${String(results.size)} stories played`);
    }
  }

  async #playOne(lane: LaneRun, one: Planned, upcoming: readonly Planned[]): Promise<Result> {
    const result = await lane.play(one, upcoming).catch((error: unknown) => {
      this.fail(error); // The other lanes end as well.
      throw error;
    });
    // Of what is spoilt, only what could not be judged may be the end of a server.
    const inDoubt = one.spoilt ? result.verdict === 'inconclusive' : isInDoubt(result);
    if (!inDoubt || this.#options.signal.aborted) return result;
    const lost = await stillThere(lane.lane, this.#pool);
    if (lost === '') return result;
    this.#halt(lost);
    return withoutTarget(result, lost);
  }

  readonly #halt = (why: string): void => {
    this.stopped ||= why;
    this.#stop.abort();
  };
}
