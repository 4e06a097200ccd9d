import type { Measure, Measured } from '../../reports/model/measures.ts';
import type { Remark, Requirement, Side } from '../../reports/model/record.ts';
import { asBreach } from '../judge/breach.ts';
import { NotObserved, StreamLost } from '../session/errors.ts';
import type { Element } from '../stanza/element.ts';
import { fresh } from './unique.ts';

/** The requirement is optional here and not offered; `reason` says what shows it. Never inferred from a failure. */
export class NotApplicable extends Error {
  override name = 'NotApplicable';
}

/** A server declined with an error that its specification and policy allow. */
export class Refused extends Error {
  override name = 'Refused';
}

/** What a body has besides its actors. */
export class Story {
  readonly remarks: Remark[] = [];
  readonly measures: Measure[] = [];
  outcome = '';
  readonly #unreachable: string | undefined;

  /** `unreachable` as in the plan: a domain, or `*.` and a domain. */
  constructor(unreachable?: string) {
    this.#unreachable = unreachable;
  }

  /**
   * A domain that resolves, but at which no stream can be negotiated: a fresh one each time where the plan allows it, since
   * servers remember failures. The scenario must declare `unreachable`.
   */
  unreachableDomain(): string {
    if (this.#unreachable === undefined)
      throw new Error('the scenario does not declare that it needs an unreachable domain');
    return this.#unreachable.replace(/^\*/, fresh());
  }

  /** Records what is worth knowing and decides nothing. */
  note(text: string): void {
    this.remarks.push({ verdict: 'note', text });
  }

  /** Names which of several permitted outcomes was seen. */
  saw(outcome: string): void {
    this.outcome = outcome;
  }

  /** Does the work and records how long it took between these two; what fails is not counted. Decides nothing. */
  async timed<T>(
    what: Measured,
    from: { readonly side: Side },
    to: { readonly side: Side },
    work: () => Promise<T>,
  ): Promise<T> {
    const begun = performance.now();
    const result = await work();
    const path = from.side === to.side ? from.side : from.side === 'A' ? 'A->B' : 'B->A';
    let measure = this.measures.find((one) => one.what === what && one.path === path);
    if (!measure) this.measures.push((measure = { what, path, milliseconds: [] }));
    measure.milliseconds.push(Math.round((performance.now() - begun) * 10) / 10);
    return result;
  }

  /** Judges a part under a SHOULD of its own: a breach becomes a warning and the story goes on. */
  async should(requirement: Requirement, judge: () => unknown): Promise<void> {
    try {
      await judge();
    } catch (error) {
      const breach = asBreach(error);
      if (!breach) throw error;
      this.remarks.push({ verdict: 'warn', requirement, text: breach.message });
    }
  }

  /** Judges parts apart, by name: each is judged though another was broken. The first breach counts, and every one is noted. */
  async parts(parts: Readonly<Record<string, () => unknown>>): Promise<void> {
    const breaches: Error[] = [];
    for (const [name, judge] of Object.entries(parts)) {
      try {
        await judge();
      } catch (error) {
        const breach = asBreach(error);
        // What cannot be observed any more takes nothing away from what was seen.
        if (!breach) throw breaches[0] ?? error;
        this.note(`${name}: ${breach.message}`);
        breaches.push(breach);
      }
    }
    if (breaches[0]) throw breaches[0];
  }

  /**
   * The first of several permitted outcomes to come, by name. Rejects with NotObserved when none does;
   * where an outcome is itself required, give it as `expect(actor).to.receive(…)`.
   */
  async either<Name extends string>(
    outcomes: Readonly<Record<Name, Promise<Element>>>,
  ): Promise<readonly [Name, Element]> {
    const races = Object.entries<Promise<Element>>(outcomes).map(
      async ([name, arrival]) => [name as Name, await arrival] as const,
    );
    try {
      const first = await Promise.any(races);
      this.saw(first[0]);
      return first;
    } catch (error) {
      const reasons = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
      // On a stream that was lost a permitted outcome may have come unseen.
      const reason = reasons.find((one) => one instanceof StreamLost) ?? reasons[0];
      throw reason instanceof Error ? reason : new NotObserved('none of the permitted outcomes was seen');
    }
  }

  notApplicable(reason: string): never {
    throw new NotApplicable(reason);
  }

  inconclusive(reason: string): never {
    throw new NotObserved(reason);
  }

  refused(error: Element): never {
    throw new Refused(`the server declined: ${error.toString()}`);
  }
}
