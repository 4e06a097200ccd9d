import type { CampaignEvent } from '../campaign/types.ts';
import { sentence } from '../../reports/render/text.ts';
import { duration } from '../../reports/render/words.ts';
import { type Progress, type ProgressOptions, seconds } from './progress.ts';
import { ProgressState } from './progress-state.ts';
import { headerFor, plainLine } from './show.ts';

/** No more than this much silence, in milliseconds: some CI systems end a job that says nothing. */
const heartbeatMs = 30_000;

/** Off a terminal: one line per result, time first, nothing redrawn. */
export class PlainProgress implements Progress {
  readonly #options: ProgressOptions;
  readonly #state = new ProgressState();
  #began: number;
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#began = options.now();
    this.#rearm();
  }

  say(line: string): void {
    this.#options.output.write(`${timeOfDay()} ${sentence(line)}\n`);
    this.#rearm();
  }

  event(event: CampaignEvent): void {
    this.#state.take(event, this.#options.now());
    if (event.type === 'planned') this.#began = this.#options.now();
    if (event.type === 'preflight') this.say(event.text);
    else if (event.type === 'planned') for (const line of headerFor(event.run)) this.say(line);
    else if (event.type === 'finished') this.say(plainLine(event.result, event.done, event.total));
    else if (event.type === 'amended')
      this.say(`amended ${plainLine(event.result, this.#state.done, this.#state.total)}`);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#heartbeat);
    const { done, total } = this.#state;
    if (total > 0)
      this.#options.output.write(
        `${timeOfDay()} ${String(done)}/${String(total)} done in ${duration(this.#options.now() - this.#began)}\n`,
      );
  }

  #rearm(): void {
    clearTimeout(this.#heartbeat);
    if (this.#closed) return;
    this.#heartbeat = setTimeout(() => this.say(this.#sign()), heartbeatMs).unref();
  }

  #sign(): string {
    const { done, total, oldest } = this.#state;
    if (total === 0) return 'still preparing';
    const what = oldest === undefined ? '' : ` ${oldest.entry.name}`;
    return `running ${String(done + 1)}/${String(total)}${what}, deadline ${seconds(this.#options.deadlineMs)}`;
  }
}

const timeOfDay = (): string => new Date().toISOString().slice(11, 19);
