import type { CampaignEvent } from '../campaign/types.ts';
import type { Output } from './io.ts';

/** Shows a campaign while it runs. */
export interface Progress {
  /** A line of its own, such as what the preflight or the lab is doing. */
  say(line: string): void;
  event(event: CampaignEvent): void;
  /** Leaves the terminal as it should be; nothing is shown afterwards. */
  close(): void;
}

export interface ProgressOptions {
  readonly output: Output;
  readonly color: boolean;
  readonly deadlineMs: number;
  /** Milliseconds of a clock; only differences count. */
  readonly now: () => number;
}

/** `0:56` */
export function clock(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / 1000));
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}

/** `0.5 s` */
export const seconds = (milliseconds: number): string => `${String(Math.round(milliseconds / 100) / 10)} s`;
