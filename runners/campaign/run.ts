import { setMaxListeners } from 'node:events';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { Book } from './book.ts';
import { troubleOf, writeInto } from './events.ts';
import type { Domains } from './judge.ts';
import { KeptLog } from './kept.ts';
import { LaneRun, type Shared } from './lane.ts';
import { newRecord } from './new-record.ts';
import { Opening } from './opening.ts';
import { plainOffers } from './offers.ts';
import { Pool } from './pool.ts';
import { type Preflight, preflight } from './preflight.ts';
import { lanesOf } from './seats.ts';
import { isInDoubt, stillThere, withoutTarget } from './targets.ts';
import type { CampaignOptions, Planned, RunCampaign } from './types.ts';
import { Watching } from './watching.ts';
import { runOnMocha } from './with-mocha.ts';

/**
 * Runs the plan: preflight, lanes on mocha, late ledger, invariants, record.
 * Rejects with ConnectionError when a side cannot be reached to begin with.
 */
export const runCampaign: RunCampaign = async (given) => {
  const campaign = new Campaign(given);
  const pool = new Pool(given.plan);
  // Mocha swallows what nobody handles; here it ends the run, and says so.
  process.on('unhandledRejection', campaign.fail);
  process.on('uncaughtExceptionMonitor', campaign.fail);
  try {
    return await campaign.run(pool);
  } finally {
    process.off('unhandledRejection', campaign.fail);
    process.off('uncaughtExceptionMonitor', campaign.fail);
    await pool.release();
    pool.destroy();
  }
};

class Campaign {
  readonly #given: CampaignOptions;
  readonly #options: CampaignOptions;
  readonly #domains: Domains;
  readonly #stop = new AbortController();
  #stopped = '';

  constructor(given: CampaignOptions) {
    this.#given = given;
    const kept = given.kept ?? new KeptLog(given.directory);
    kept.onTrouble = this.#halt;
    this.#options = { ...given, kept, signal: AbortSignal.any([given.signal, this.#stop.signal]) };
    setMaxListeners(0, this.#options.signal);
    const { a, b, reference } = given.plan;
    this.#domains = { A: a.domain, B: b.domain, ...(reference && { reference: reference.domain }) };
  }

  /** An error that no story accounts for: the run ends with what there is. */
  readonly fail = (error: unknown): void => {
    this.#halt(troubleOf(error));
  };

  async run(pool: Pool): Promise<RunRecord> {
    const { plan, planned, directory, signal } = this.#options;
    const opening = new Opening(this.#options, this.#domains, pool, this.#newWatching());
    const facts = await preflight(plan, signal, (known) => opening.play(known));
    // Where the link is down nothing is judged, so that what the first stories saw does not count either.
    const watching = Object.keys(facts.broken).length === 0 ? opening.watching : this.#newWatching();
    // After a story that came first, the link was not cold any more.
    const isCold = !planned.some(({ scenario }) => scenario.when === 'first');
    const run = { ...newRecord(this.#options, facts), measures: isCold ? [...facts.first] : [] };
    const targets = { ...facts.targets, ...(facts.reference && { reference: facts.reference.target }) };
    writeInto(directory, 'context/targets.json', `${JSON.stringify(targets, undefined, 2)}\n`);
    keepOffers(directory, facts);
    const book = new Book(this.#options, run, this.#domains, this.#halt);
    const lanes = this.#lanes(pool, facts, watching, book);
    for (const result of opening.results(facts)) await this.#enter(result, lanes[0], pool, book);
    const stories = planned.filter(({ scenario }) => !scenario.invariant && scenario.when === undefined);
    const last = planned.filter(({ scenario }) => scenario.when === 'last');
    const interrupt = (): void => {
      for (const lane of lanes) lane.interrupt();
    };
    signal.addEventListener('abort', interrupt);
    const playOn = (lane: LaneRun, share: readonly Planned[]): Promise<void> =>
      runOnMocha(share, (one, upcoming) => this.#play(lane, pool, book, one, upcoming));
    await Promise.all(lanes.map((lane, index) => playOn(lane, shareOf(stories, index, lanes.length))));
    if (lanes[0] && last.length > 0) await playOn(lanes[0], last);
    signal.removeEventListener('abort', interrupt);
    for (const one of planned) if (one.scenario.invariant && !signal.aborted) book.enter(watching.result(one));
    if (this.#given.signal.aborted) this.#stopped ||= 'interrupted';
    keepOffers(directory, facts);
    book.close();
    this.#options.kept?.close();
    const { results } = book;
    const roundTrips = results.reduce((sum, result) => sum + result.roundTrips, 0);
    return {
      ...run,
      finishedAt: new Date().toISOString(),
      partial: this.#stopped !== '',
      stopped: this.#stopped,
      floorMs: Math.round((roundTrips * facts.crossMs) / lanes.length),
      cleanup: [...opening.leftBehind, ...lanes.flatMap(({ leftBehind }) => leftBehind)],
      results,
    };
  }

  #newWatching(): Watching {
    return new Watching(
      this.#options.planned.map(({ scenario }) => scenario),
      this.#domains,
    );
  }

  #lanes(pool: Pool, facts: Preflight, watching: Watching, book: Book): readonly LaneRun[] {
    const { plan } = this.#options;
    const onLate: Shared['onLate'] = (late) => {
      book.amend(late);
    };
    const shared: Shared = { options: this.#options, domains: this.#domains, facts, watching, onLate };
    return lanesOf(plan).map((lane) => new LaneRun(lane, pool, shared));
  }

  async #play(lane: LaneRun, pool: Pool, book: Book, one: Planned, upcoming: readonly Planned[]): Promise<Result> {
    const result = await lane.play(one, upcoming).catch((error: unknown) => {
      this.fail(error); // Mocha would take it for a failed test, and go on with the next.
      throw error;
    });
    return await this.#enter(result, lane, pool, book);
  }

  /** Into the book, unless it was not reached; first it must be clear whether both servers are still there. */
  async #enter(result: Result, lane: LaneRun | undefined, pool: Pool, book: Book): Promise<Result> {
    const inDoubt = !this.#options.signal.aborted && isInDoubt(result);
    const lost = inDoubt && lane ? await stillThere(lane.lane, pool) : '';
    if (lost !== '') this.#halt(lost);
    const final = lost === '' ? result : withoutTarget(result, lost);
    return final.reasonCode === 'not-reached' ? final : book.enter(final);
  }

  /** The first reason counts; what is under way ends and cleans up. */
  readonly #halt = (why: string): void => {
    this.#stopped ||= why;
    this.#stop.abort();
  };
}

/** Accounts that a story asks during the run are added at its end. */
function keepOffers(directory: string, { offers, reference }: Preflight): void {
  const plain = {
    A: plainOffers(offers.A),
    B: plainOffers(offers.B),
    ...(reference && { reference: plainOffers(reference.offers) }),
  };
  writeInto(directory, 'context/discovery.json', `${JSON.stringify(plain, undefined, 2)}\n`);
}

const shareOf = (planned: readonly Planned[], lane: number, lanes: number): readonly Planned[] =>
  planned.filter((_, index) => index % lanes === lane);
