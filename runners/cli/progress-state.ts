import type { Direction, Result, Verdict } from '../../reports/model/record.ts';
import type { CampaignEvent } from '../campaign/types.ts';

interface UnderWay {
  readonly name: string; // scenario and direction
  readonly since: number;
  readonly what: string;
}

const keyOf = (scenario: string, direction: Direction): string => `${scenario} ${direction}`;

/** What has come so far of a campaign, from its events. */
export class ProgressState {
  done = 0;
  total = 0;
  readonly #verdicts = new Map<string, Verdict>();
  readonly #underWay = new Map<string, UnderWay>();

  take(event: CampaignEvent, now: number): void {
    if (event.type === 'planned') this.total = event.total;
    else if (event.type === 'started') this.#set(event.scenario, event.direction, '', now);
    else if (event.type === 'waiting') this.#set(event.scenario, event.direction, event.what, now);
    else if (event.type === 'finished') {
      this.done = event.done;
      this.total = event.total;
      this.#finish(event.result);
    } else if (event.type === 'amended') this.#finish(event.result);
  }

  #set(scenario: string, direction: Direction, what: string, since: number): void {
    this.#underWay.set(keyOf(scenario, direction), { name: keyOf(scenario, direction), what, since });
  }

  #finish({ scenario, direction, verdict }: Result): void {
    this.#underWay.delete(keyOf(scenario, direction));
    this.#verdicts.set(keyOf(scenario, direction), verdict);
  }

  count(...verdicts: readonly Verdict[]): number {
    return [...this.#verdicts.values()].filter((verdict) => verdicts.includes(verdict)).length;
  }

  /** What has been under way for the longest time, and how many more there are. */
  get oldest(): { readonly entry: UnderWay; readonly more: number } | undefined {
    const [entry] = this.#underWay.values();
    return entry && { entry, more: this.#underWay.size - 1 };
  }

  /** `1 fail, 0 warn, 1 inconclusive, 0 error, 13 pass, 2 not run` */
  get counts(): string {
    const refused = this.count('refused');
    const notApplicable = this.count('not-applicable');
    return [
      `${String(this.count('fail'))} fail`,
      `${String(this.count('warn'))} warn`,
      ...(refused > 0 ? [`${String(refused)} refused`] : []),
      `${String(this.count('inconclusive'))} inconclusive`,
      `${String(this.count('error'))} error`,
      `${String(this.count('pass'))} pass`,
      ...(notApplicable > 0 ? [`${String(notApplicable)} n/a`] : []),
      `${String(this.count('not-run'))} not run`,
    ].join(', ');
  }
}
