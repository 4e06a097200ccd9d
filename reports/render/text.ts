import { visible } from '../model/visible.ts';

export { visible };

/**
 * Text with everything invisible written out, on one line. Line by line: a pattern of white space around a newline takes
 * quadratic time on a long row of spaces.
 */
export function visibleLine(text: string): string {
  const [first = '', ...rest] = visible(text).split('\n');
  const last = rest.pop();
  if (last === undefined) return first.replaceAll('\t', ' ');
  const between = rest.map((line) => line.trim()).filter((line) => line !== '');
  return [first.trimEnd(), ...between, last.trimStart()].join(' ').replaceAll('\t', ' ');
}

/** The first `limit` characters, with a note of how many follow. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)} [${text.length - limit} more characters in the transcript]`;
}

const longestSentence = 2000;

/** A sentence that quotes what others wrote, for one line of a terminal or a log. */
export const sentence = (text: string): string => visibleLine(clip(text, longestSentence));

const fromRight = String.raw`\u{590}-\u{8FF}\u{FB1D}-\u{FDFF}\u{FE70}-\u{FEFC}\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`;
// From one letter that runs from right to left to the last before a Latin letter or a new line.
const stretches = new RegExp(`[${fromRight}]+(?:[^${fromRight}A-Za-z\n]*[${fromRight}]+)*`, 'gu');

/** Sets off by two marks what runs from right to left, so that figures and words beside it keep their places. */
export const isolated = (text: string, before: string, after: string): string =>
  text.replace(stretches, (stretch) => `${before}${stretch}${after}`);
