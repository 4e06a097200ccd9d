import type { KillCell } from '../../reports/model/kill-matrix.ts';
import { directions, type Direction, type Result } from '../../reports/model/record.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Proving } from './proving.ts';
import type { Planned } from './types.ts';
import { cellOf, isHidden, type Proof, shownElsewhere, type WireFault } from './wire-fault.ts';

export interface ProofOptions {
  readonly stage: Pick<Proving, 'play' | 'watchingOf'>;
  /** What came of every scenario in both directions without a fault. */
  readonly clean: readonly Result[];
  readonly catalogue: readonly Scenario[];
  readonly both: boolean;
  readonly onLine: (line: string) => void;
}

/** A fault in one direction, to be played. */
type Trial = Pick<Proof, 'of' | 'direction'>;

/** What a dropped stanza costs in a spoilt story. */
const briefDeadlineMs = 700;
/** For a second look at what was not killed, with nothing beside the stories that want to be alone. */
export const patientDeadlineMs = 2500;

/** Stories that take so much longer than others begin before them. */
const longMs = 250;

/** Of what was seen at the first look, so much is told. */
const longestActual = 200;

/** Reason codes of what was not played to its end, because all had to end. */
const unreached: ReadonlySet<string> = new Set(['not-reached', 'stopped']);

/** Plays the faults. Resolves with a cell for each and for each direction in which it was played. */
export async function prove(faults: readonly WireFault[], options: ProofOptions): Promise<readonly KillCell[]> {
  const { onLine } = options;
  const proofs = new Proofs(options);
  const first = await proofs.play(proofs.trialsOf(faults), briefDeadlineMs);
  onLine(`${String(first.size)} stories played with a fault`);
  const others = await proofs.play(otherWays([...first.values()]), briefDeadlineMs);
  if (others.size > 0) onLine(`${String(others.size)} of them in the other direction as well`);
  const found = [...first.values(), ...others.values()];
  const missed = found.filter((proof) => !isKilled(proof) && !isShownElsewhere(proof, found));
  const again = await proofs.play(missed, patientDeadlineMs);
  if (missed.length > 0) onLine(`${String(missed.length)} of them again, with more patience`);
  const final = found.map((proof) => ({
    proof: again.get(proof) ?? proof,
    before: again.has(proof) ? proof : undefined,
  }));
  const all = final.map(({ proof }) => proof);
  return final.map(({ proof, before }) =>
    isShownElsewhere(proof, all) ? shownElsewhere(proof) : cellOf(proof, before ? secondLook(before, proof) : ''),
  );
}

class Proofs {
  readonly #options: ProofOptions;
  readonly #clean: ReadonlyMap<string, Result>;

  constructor(options: ProofOptions) {
    this.#options = options;
    this.#clean = new Map(options.clean.map((result) => [`${result.scenario} ${result.direction}`, result]));
  }

  /** What is to be played, the longest first, so that the last lane does not keep the others waiting. */
  trialsOf(faults: readonly WireFault[]): readonly Trial[] {
    const trials = faults.flatMap((of, index) => this.#directionsOf(of, index).map((direction) => ({ of, direction })));
    const rank = (trial: Trial): number =>
      trial.of.scenario.when === undefined
        ? Math.floor((this.#cleanOf(trial)?.durationMs ?? 0) / longMs)
        : Number.MAX_SAFE_INTEGER;
    return trials.sort((one, other) => rank(other) - rank(one));
  }

  /** What was not reached, because all had to end, is not in the answer. */
  async play(trials: readonly Trial[], deadlineMs: number): Promise<ReadonlyMap<Trial, Proof>> {
    const { stage } = this.#options;
    const invariants = new Set(trials.map(({ of }) => of).filter(({ scenario }) => scenario.invariant));
    const watched = new Map([...invariants].map((of) => [of, stage.watchingOf([of])] as const));
    const planned = trials.map(({ of, direction }): Planned => {
      const watching = watched.get(of);
      const spoilt = { fault: of.fault, number: of.number, deadlineMs, ...(watching && { watching }) };
      return { scenario: this.#storyOf(of), direction, spoilt };
    });
    const results = await stage.play(planned, deadlineMs === briefDeadlineMs);
    const proofs = new Map<Trial, Proof>();
    for (const [index, trial] of trials.entries()) {
      const { of, direction } = trial;
      const played = results[index];
      const clean = this.#cleanOf(trial);
      if (!clean || !played || unreached.has(played.reasonCode)) continue;
      const seen = watched.get(of)?.result({ scenario: of.scenario, direction }) ?? played;
      proofs.set(trial, { of, direction, clean, seen });
    }
    return proofs;
  }

  /** The two take turns, but that one in which the requirement holds without a fault goes before one in which it does not. */
  #directionsOf(of: WireFault, index: number): readonly Direction[] {
    if (this.#options.both || of.scenario.invariant) return directions;
    const holding = directions.filter((direction) => this.#cleanOf({ of, direction })?.verdict === 'pass');
    const [one] = holding.length === 1 ? holding : directions.slice(index % directions.length);
    return one ? [one] : [];
  }

  #cleanOf({ of, direction }: Trial): Result | undefined {
    return this.#clean.get(`${of.scenario.id} ${direction}`);
  }

  /** An invariant has no story of its own: its fault spoils that of its carrier. */
  #storyOf({ scenario }: WireFault): Scenario {
    if (!scenario.invariant) return scenario;
    const { carrier } = scenario.invariant;
    const found = this.#options.catalogue.find(({ id }) => id === carrier);
    if (!found) throw new Error(`${scenario.id} names the carrier ${carrier}, which there is not.`);
    return found;
  }
}

const isKilled = (proof: Proof): boolean => cellOf(proof).outcome === 'killed';

const isMirror = (one: Proof, other: Proof): boolean => one.of === other.of && one.direction !== other.direction;

const isShownElsewhere = (proof: Proof, all: readonly Proof[]): boolean =>
  !isKilled(proof) && isHidden(proof) && all.some((one) => isMirror(one, proof) && isKilled(one));

/** Where a direction hides the fault, the other one, unless it was played already. */
const otherWays = (found: readonly Proof[]): readonly Trial[] =>
  found
    .filter((proof) => !isKilled(proof) && isHidden(proof) && !found.some((one) => isMirror(one, proof)))
    .flatMap(({ of, direction }) =>
      directions.filter((other) => other !== direction).map((other) => ({ of, direction: other })),
    );

const secondLook = (before: Proof, after: Proof): string => {
  const { verdict, actual } = before.seen;
  const patience = `a second look, with ${String(patientDeadlineMs)} ms to wait`;
  if (after.seen.verdict === verdict) return `also at ${patience}`;
  return `seen at ${patience}; with ${String(briefDeadlineMs)} ms it ended in ${verdict}: ${actual.slice(0, longestActual)}`;
};
