import type { Evidence, Result } from '../../reports/model/record.ts';
import { type Late, Ledger } from '../judge/ledger.ts';
import { keepsOthersAway } from '../scenario/declare.ts';
import { type Ending, type Performance, perform } from './perform.ts';
import { blankResult, type Domains, judge } from './judge.ts';
import { type ControlPlay, groundsOf } from './grounds.ts';
import type { PlayControl } from './find-fault.ts';
import { knownLack } from './offers.ts';
import type { Pool } from './pool.ts';
import type { Preflight } from './preflight.ts';
import { type Lane, seat, type Seating } from './seats.ts';
import { type Audience, Stage } from './stage.ts';
import type { CampaignOptions, Planned } from './types.ts';
import type { Watching } from './watching.ts';
import { missingOption } from './catalogue.ts';
import { keep } from './evidence.ts';

/** A login takes longer than a story where servers are far away. */
const preparedAhead = 2;

/** What the lanes of a campaign share. */
export interface Shared {
  readonly options: CampaignOptions;
  readonly domains: Domains;
  readonly facts: Preflight;
  readonly watching: Watching;
  /** A forbidden stanza of an earlier story came late. */
  readonly onLate: (late: Late) => void;
}

/** What every story comes to where no stanza gets through in a direction. */
export const federationDown = (why: string): Partial<Result> => ({
  verdict: 'inconclusive',
  atFault: 'undetermined',
  reasonCode: 'federation-down',
  actual: why,
  argument: 'without a link in both directions no story can be judged',
});

/** Plays its stories one after the other on accounts that no other lane uses. */
export class LaneRun {
  readonly leftBehind: string[] = [];
  readonly lane: Lane;
  readonly #pool: Pool;
  readonly #shared: Shared;
  readonly #ledger = new Ledger();
  #stage: Stage | undefined;

  constructor(lane: Lane, pool: Pool, shared: Shared) {
    this.lane = lane;
    this.#pool = pool;
    this.#shared = shared;
  }

  /** The result of one planned scenario. Those of `upcoming` that come soon are prepared for while this one plays. */
  async play(planned: Planned, upcoming: readonly Planned[]): Promise<Result> {
    const { options, domains } = this.#shared;
    const blank = blankResult(planned, domains);
    const obstacle = this.#obstacle(planned);
    if (obstacle) return { ...blank, ...obstacle };
    options.onEvent({ type: 'started', scenario: planned.scenario.id, direction: planned.direction });
    const performance = await this.#perform(planned, upcoming);
    if (typeof performance === 'string') return { ...blank, reasonCode: 'accounts', actual: performance };
    const result = await judge(planned, performance, domains, this.#controls(planned, performance));
    const played = { ...result, evidence: this.#keep(planned, performance) };
    if (!options.signal.aborted || result.verdict !== 'inconclusive') return played;
    return {
      ...played,
      verdict: 'not-run',
      atFault: null,
      argument: '',
      reasonCode: 'stopped',
      actual: 'the run was stopped while it played',
    };
  }

  /** Plays controls. Where the fault is one of ours, the first that breaks in the same way decides. */
  #controls(planned: Planned, { ending }: Performance): PlayControl {
    let isDecided = planned.spoilt?.watching !== undefined;
    return async (control) => {
      if (this.#shared.options.signal.aborted) return 'the run was stopped';
      if (isDecided) return 'not needed';
      const played = await this.#perform(planned, [], control);
      if (typeof played === 'string') return played;
      this.#keep(planned, played, control);
      isDecided = planned.spoilt !== undefined && breachOf(played.ending) === breachOf(ending);
      return played;
    };
  }

  #keep(planned: Planned, performance: Performance, control?: ControlPlay): Evidence[] {
    const { directory, keepsEvidence } = this.#shared.options;
    return keepsEvidence?.(planned) === false ? [] : [keep(directory, planned, performance, control)];
  }

  /** Ends the waits of the story that is playing, so that it can clean up. */
  interrupt(): void {
    this.#stage?.interrupt('the run was stopped');
  }

  /** Why a planned scenario is not played. */
  #obstacle({ scenario, direction }: Planned): Partial<Result> | undefined {
    const { options, facts } = this.#shared;
    if (options.signal.aborted) return {};
    const option = missingOption(scenario, options.plan.run);
    if (option !== undefined) return { reasonCode: option, actual: `needs --${option}` };
    const broken = facts.broken['A->B'] ?? facts.broken['B->A'];
    if (broken !== undefined) return federationDown(broken);
    const seating = seat(scenario, direction, this.lane);
    if (typeof seating === 'string') return { reasonCode: 'accounts', actual: seating };
    return this.#missing(seating, scenario);
  }

  #missing(seating: Seating, scenario: Planned['scenario']): Partial<Result> | undefined {
    const { facts, domains } = this.#shared;
    for (const { kind, role } of Object.values(scenario.given)) {
      const side = seating.sideOf(role);
      if (kind === 'room' && facts.targets[side].mucService === null) {
        return {
          verdict: 'not-applicable',
          reasonCode: 'not-offered',
          actual: `service discovery of ${domains[side]} lists no room service`,
        };
      }
    }
    const lack = knownLack(scenario, seating, facts.offers);
    return lack === '' ? undefined : { verdict: 'not-applicable', reasonCode: 'not-offered', actual: lack };
  }

  async #perform(planned: Planned, upcoming: readonly Planned[], control?: ControlPlay): Promise<Performance | string> {
    const { options, facts } = this.#shared;
    const grounds = groundsOf(planned, this.lane, facts, control);
    if (typeof grounds === 'string') return grounds;
    const { seating, services, offers } = grounds;
    const { deadlineMs, unreachable } = options.plan.run;
    const stage = new Stage(
      planned.scenario,
      seating,
      this.#pool,
      deadlineMs,
      this.#audience(planned, control),
      options.kept?.story(),
    );
    this.#stage = stage;
    const performance = await perform(stage, {
      services,
      offers,
      storyDeadlineMs: planned.spoilt?.deadlineMs ?? options.storyDeadlineMs ?? deadlineMs,
      unreachable,
      fault: planned.spoilt?.fault,
      onSeated: () => {
        this.#prepare(upcoming.slice(0, preparedAhead), planned);
      },
    });
    this.#stage = undefined;
    this.leftBehind.push(...performance.leftBehind);
    return performance;
  }

  /** Of the reference nothing is judged; and what comes late of a control changes no verdict. */
  #audience({ scenario, direction, spoilt }: Planned, control?: ControlPlay): Audience {
    const { options, onLate } = this.#shared;
    const story = `${scenario.id} ${direction}`;
    const watching = spoilt ? spoilt.watching : control?.with === 'reference' ? undefined : this.#shared.watching;
    let lawful = true;
    return {
      sent: (_session, stanza, text) => {
        lawful &&= text === undefined;
        watching?.sent(stanza);
      },
      received: (session, stanza) => {
        // What comes of unlawful XML breaks invariants by the story's own doing; the story judges it.
        if (lawful) watching?.received(session, stanza, scenario.id);
        if (spoilt) return;
        for (const late of this.#ledger.late(session.bareJid, stanza, story)) onLate(late);
      },
      forbidden: (session, matcher) => {
        if (control === undefined && !spoilt) this.#ledger.forbid(story, session, matcher);
      },
      waiting: (what) => {
        options.onEvent({ type: 'waiting', scenario: scenario.id, direction, what });
      },
    };
  }

  /** Opens streams for the stories that come soon, but for accounts that must be off-line in one of them or in this one. */
  #prepare(soon: readonly Planned[], current: Planned): void {
    const seatings = soon.map((one) => ({ one, seating: seat(one.scenario, one.direction, this.lane) }));
    const away = new Set([
      ...seatings.flatMap(({ one, seating }) => this.#away(one, seating)),
      ...this.#away(current, seat(current.scenario, current.direction, this.lane)),
    ]);
    const counts = new Map<string, number>();
    for (const { seating } of seatings) {
      if (typeof seating === 'string') continue;
      for (const { account } of seating.seats.values()) {
        if (away.has(account.jid)) continue;
        const count = (counts.get(account.jid) ?? 0) + 1;
        counts.set(account.jid, count);
        this.#pool.prepare(account, count);
      }
    }
  }

  #away({ scenario }: Planned, seating: Seating | string): readonly string[] {
    if (typeof seating === 'string') return [];
    return Object.entries(scenario.given).flatMap(([name, actor]) => {
      const taken = keepsOthersAway(actor) ? seating.seats.get(name) : undefined;
      return taken ? [taken.account.jid] : [];
    });
  }
}

const breachOf = (ending: Ending): string | undefined => (ending.kind === 'broken' ? ending.breach.kind : undefined);
