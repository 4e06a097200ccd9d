import { sentence, visibleLine } from '../../reports/render/text.ts';
import { cut } from '../../reports/render/width.ts';
import { clock, type Progress, type ProgressOptions, seconds } from './progress.ts';
import { ProgressState } from './progress-state.ts';
import type { CampaignEvent } from '../campaign/types.ts';
import { headerFor, liveLine } from './show.ts';

const tickMs = 1000;

/** On a terminal: results scroll by, the last three lines are redrawn in place. */
export class LiveProgress implements Progress {
  readonly #options: ProgressOptions;
  readonly #state = new ProgressState();
  #began: number;
  readonly #timer: NodeJS.Timeout;
  #drawn = 0;
  #closed = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#began = options.now();
    this.#timer = setInterval(() => this.#draw([]), tickMs).unref();
  }

  say(line: string): void {
    this.#draw([sentence(line)]);
  }

  event(event: CampaignEvent): void {
    this.#state.take(event, this.#options.now());
    if (event.type === 'planned') this.#began = this.#options.now();
    if (event.type === 'preflight') this.say(event.text);
    else if (event.type === 'planned') this.#draw([...headerFor(event.run), '']);
    else if (event.type === 'finished') this.#draw([liveLine(event.result, this.#options.color)]);
    else if (event.type === 'amended') this.#draw([`${liveLine(event.result, this.#options.color)}   amended`]);
    else this.#draw([]);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#closed = true;
    this.#options.output.write(this.#erasure());
    this.#drawn = 0;
  }

  /** Cursor up to the first redrawn line, and everything from there on removed. */
  #erasure(): string {
    return this.#drawn === 0 ? '' : `\u001b[${String(this.#drawn)}A\r\u001b[J`;
  }

  #draw(lines: readonly string[]): void {
    const status = this.#closed ? [] : this.#status();
    const text = [...lines, ...status].map((line) => `${line}\n`).join('');
    this.#options.output.write(this.#erasure() + text);
    this.#drawn = status.length;
  }

  #status(): readonly string[] {
    const { output, now, deadlineMs } = this.#options;
    if (this.#state.total === 0) return [];
    const at = now();
    const { done, total, counts, oldest } = this.#state;
    const waiting =
      oldest === undefined || oldest.entry.what === ''
        ? ''
        : `   ${oldest.entry.what}, ${String(Math.floor((at - oldest.entry.since) / 1000))} s of ${seconds(deadlineMs)}`;
    const more = oldest === undefined || oldest.more === 0 ? '' : `   and ${String(oldest.more)} more`;
    return [
      '',
      `  ${String(done)} of ${String(total)}   ${clock(at - this.#began)}   ${counts}`,
      ...(oldest === undefined ? [] : [`  now   ${oldest.entry.name}${waiting}${more}`]),
      '  Ctrl-C stops, cleans up both accounts and writes what there is.',
    ].map((line) => cut(visibleLine(line), Math.max(20, output.columns - 1)));
  }
}
