import type { Side } from '../../reports/model/record.ts';
import { visible } from '../../reports/model/visible.ts';

export interface Frame {
  /** Milliseconds of the monotonic clock (performance.now()). */
  readonly at: number;
  readonly flow: 'in' | 'out';
  readonly text: string;
}

/** What crossed one actor's connection, complete and in order; secrets are redacted before they come here. */
export class Transcript {
  readonly frames: Frame[] = [];
  readonly actor: string;
  readonly side: Side;
  jid = '';

  constructor(actor: string, side: Side) {
    this.actor = actor;
    this.side = side;
  }

  readonly tap = (frame: Frame): void => {
    this.frames.push(frame);
  };
}

/** Wall clock time of a moment of the monotonic clock, in ISO 8601. */
export const wallTime = (at: number): string => new Date(performance.timeOrigin + at).toISOString();

/**
 * Both ends of every stream of one scenario, in order of time, as text. `storyAt` is when the story itself began;
 * `line` is the line, counted from 1, of the first frame after that. `places` names the services that the sides stand for.
 */
export function renderTranscripts(
  transcripts: readonly Transcript[],
  title: string,
  storyAt: number,
  places: Readonly<Record<Side, string>> = { A: 'A', B: 'B' },
): { text: string; line: number; lines: number } {
  const rows = transcripts
    .flatMap((transcript) => transcript.frames.map((frame) => ({ ...frame, transcript })))
    .sort((left, right) => left.at - right.at);
  // No XML document begins like that: a browser that opens the file does not act on what a server sent.
  const out: string[] = [`fedcheck transcript <!-- ${title} -->`];
  let line = 0;
  for (const { at, flow, text, transcript } of rows) {
    if (line === 0 && at >= storyAt) line = out.length + 1;
    const offset = `${(at - storyAt).toFixed(1)} ms`;
    out.push(
      `<!-- ${wallTime(at)} ${offset} ${places[transcript.side]} ${transcript.actor} ${inComment(transcript.jid)} ${flow === 'in' ? 'receives' : 'sends'} -->`,
    );
    out.push(...asTold(text).split('\n'));
  }
  return { text: `${out.join('\n')}\n`, line: line || 1, lines: out.length };
}

/** Nothing in it ends the comment that it stands in. */
const inComment = (text: string): string =>
  visible(text).replaceAll('\n', ' ').replaceAll('-->', String.raw`--\u{003E}`);

/** What crossed the connection, with nothing invisible in it, and no line that looks like one of ours. */
const asTold = (text: string): string => visible(text).replace(/^([^\S\n]*<!)-(?=-)/gmu, String.raw`$1\u{002D}`);
