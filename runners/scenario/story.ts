import type { Remark, Requirement } from '../../reports/model/record.ts';
import { asBreach } from '../judge/breach.ts';
import { NotObserved, StreamLost } from '../session/errors.ts';
import type { Element } from '../stanza/element.ts';

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
  outcome = '';

  /** Records what is worth knowing and decides nothing. */
  note(text: string): void {
    this.remarks.push({ verdict: 'note', text });
  }

  /** Names which of several permitted outcomes was seen. */
  saw(outcome: string): void {
    this.outcome = outcome;
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
