import type { Result } from '../../reports/model/record.ts';
import { blankResult, type Domains } from './judge.ts';
import { federationDown, LaneRun } from './lane.ts';
import type { Pool } from './pool.ts';
import type { FirstFacts, Preflight } from './preflight.ts';
import { lanesOf } from './seats.ts';
import type { CampaignOptions, Planned } from './types.ts';
import type { Watching } from './watching.ts';

/** Plays the stories that come first: while nothing of the run has crossed the link between the servers. */
export class Opening {
  readonly leftBehind: string[] = [];
  readonly watching: Watching;
  readonly #options: CampaignOptions;
  readonly #domains: Domains;
  readonly #pool: Pool;
  readonly #played: { readonly planned: Planned; readonly result: Result }[] = [];

  constructor(options: CampaignOptions, domains: Domains, pool: Pool, watching: Watching) {
    this.#options = options;
    this.#domains = domains;
    this.#pool = pool;
    this.watching = watching;
  }

  /** Resolves when all have been played. The plan is not out yet, so what goes on is told as part of the preflight. */
  async play(known: FirstFacts): Promise<void> {
    const { plan, planned, signal, onEvent } = this.#options;
    const first = planned.filter(({ scenario }) => scenario.when === 'first');
    const [accounts] = lanesOf(plan);
    if (!accounts || first.length === 0) return;
    const facts = { ...known, crossMs: 0, first: [], broken: {} };
    const options: CampaignOptions = { ...this.#options, onEvent: () => undefined };
    const shared = { options, domains: this.#domains, facts, watching: this.watching, onLate: () => undefined };
    const lane = new LaneRun(accounts, this.#pool, shared);
    const interrupt = (): void => {
      lane.interrupt();
    };
    signal.addEventListener('abort', interrupt);
    for (const one of first) {
      onEvent({ type: 'preflight', text: `first: ${one.scenario.title}, ${one.direction}` });
      this.#played.push({ planned: one, result: await lane.play(one, []) });
    }
    signal.removeEventListener('abort', interrupt);
    this.leftBehind.push(...lane.leftBehind);
  }

  /** What came of them, now that it is known whether the link works at all. */
  results({ broken }: Preflight): readonly Result[] {
    const why = broken['A->B'] ?? broken['B->A'];
    return this.#played.map(({ planned, result }) =>
      why === undefined || result.verdict === 'not-run'
        ? result
        : { ...blankResult(planned, this.#domains), ...federationDown(why) },
    );
  }
}
