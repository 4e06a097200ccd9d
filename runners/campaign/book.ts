import type { Result, RunRecord, Side } from '../../reports/model/record.ts';
import type { Late } from '../judge/ledger.ts';
import { EventLog, type LogLine, troubleOf } from './events.ts';
import { blankResult, breachVerdict, type Domains } from './judge.ts';
import { keyOf } from './perform.ts';
import type { CampaignOptions } from './types.ts';

/** The results of a run as they come in, on disk and to whoever watches. What was planned is in it from the beginning. */
export class Book {
  readonly #options: CampaignOptions;
  readonly #domains: Domains;
  readonly #software: Readonly<Record<Side, string>>;
  readonly #log: EventLog;
  readonly #onTrouble: (why: string) => void;
  readonly #results: Map<string, Result>;
  #done = 0;
  #logFails = false;

  /** Opens the log and writes the plan. Throws what the file system says. `onTrouble` hears of a log that fails later. */
  constructor(options: CampaignOptions, run: RunRecord, domains: Domains, onTrouble: (why: string) => void) {
    this.#options = options;
    this.#domains = domains;
    this.#software = { A: run.targets.a.software, B: run.targets.b.software };
    this.#onTrouble = onTrouble;
    this.#results = new Map(
      options.planned.map((one) => [keyOf(one.scenario, one.direction), blankResult(one, domains)]),
    );
    this.#log = new EventLog(options.directory);
    this.#log.write({ type: 'planned', run, planned: this.results });
    options.onEvent({ type: 'planned', run, total: options.planned.length });
  }

  /** In the order of the plan. */
  get results(): Result[] {
    return [...this.#results.values()];
  }

  /** Enters a result, with what is on record about it, and gives it back. */
  enter(judged: Result): Result {
    const result = this.#known(bounded(judged));
    this.#results.set(`${result.scenario} ${result.direction}`, result);
    this.#write({ type: 'finished', result });
    this.#done += 1;
    this.#options.onEvent({ type: 'finished', done: this.#done, total: this.#options.planned.length, result });
    return result;
  }

  /** A forbidden stanza of an earlier story came late: its verdict changes, once. */
  amend(late: Late): void {
    const { story } = late;
    const earlier = this.#results.get(story);
    if (!earlier || earlier.reasonCode === 'late-arrival') return;
    const result = this.#known(amended(earlier, late, this.#domains));
    this.#results.set(story, result);
    this.#write({ type: 'amended', result });
    this.#options.onEvent({ type: 'amended', result });
  }

  close(): void {
    this.#log.close();
  }

  /** Marks a deviation that is on record for the servers of the lab, with its clause and reason. */
  #known(result: Result): Result {
    if (!['fail', 'warn', 'refused'].includes(result.verdict)) return result;
    const reason = this.#options.known?.(result, this.#software);
    return reason === undefined ? result : { ...result, known: reason };
  }

  /** After a write that failed no more is written: half a line would spoil the next. */
  #write(line: LogLine): void {
    if (this.#logFails) return;
    try {
      this.#log.write(line);
    } catch (error) {
      this.#logFails = true;
      this.#onTrouble(troubleOf(error));
    }
  }
}

/** What a server has said may be of any length; the whole of it is in the transcript. */
const bounded = (result: Result): Result => ({
  ...result,
  expected: shortened(result.expected),
  actual: shortened(result.actual),
  argument: shortened(result.argument),
  remarks: result.remarks.map((remark) => ({ ...remark, text: shortened(remark.text) })),
});

const longest = 10_000;
const shortened = (text: string): string =>
  text.length <= longest
    ? text
    : `${text.slice(0, longest)} [${String(text.length - longest)} more characters in the transcript]`;

/**
 * A late arrival gives its story the failing verdict of the requirement's level, where one party alone is bound and let it
 * through to its own client.
 */
function amended(earlier: Result, { what, letThrough }: Late, domains: Domains): Result {
  const side = domains[letThrough] === earlier.accountable.domain ? letThrough : undefined;
  return {
    ...earlier,
    verdict: side ? breachVerdict(earlier.requirement.level) : 'inconclusive',
    reasonCode: 'late-arrival',
    expected: `never to receive ${what}`,
    actual: `it arrived after its story had ended${earlier.actual === '' ? '' : `; before: ${earlier.actual}`}`,
    atFault: side ?? 'undetermined',
    argument: side
      ? `the requirement binds ${side} alone, and the late arrival was seen`
      : 'which server held it back cannot be told',
    impact: 'degraded',
  };
}
