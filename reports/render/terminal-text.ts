import { clip, visible, visibleLine } from './text.ts';
import { cut, fitting, padded, width } from './width.ts';

export const lineWidth = 100;

/** Breaks a text into lines of at most so many cells of a terminal, at spaces where there are any. */
export function wrap(text: string, cells: number): readonly string[] {
  return visible(text)
    .split('\n')
    .flatMap((line) => wrapLine(line.replaceAll('\t', '  ').trimEnd(), cells));
}

function wrapLine(line: string, cells: number): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  for (let end = fitting(rest, cells); end < rest.length; end = fitting(rest, cells)) {
    const space = rest.lastIndexOf(' ', end);
    const at = space > end / 3 ? space : breakAt(rest, end);
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

/** In a long word: after one character at least, and with no line that begins with two colons, which CI services obey. */
const breakAt = (line: string, end: number): number => Math.max(1, line.startsWith('::', end) ? end - 1 : end);

/** A label and its text, in the two columns of the finding block. */
export function field(label: string, text: string, indent = 6): string {
  const margin = indent + 14;
  const [first = '', ...more] = wrap(clip(text, 1200), lineWidth - margin);
  return [`${' '.repeat(indent)}${label.padEnd(14)}${first}`, ...more.map((line) => `${' '.repeat(margin)}${line}`)]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** One line, cut where it takes more cells of a terminal. */
export const short = (text: string, cells: number): string => column(text, cells).trimEnd();

/** One line of at most so many cells of a terminal, padded or cut to exactly that. */
export function column(text: string, cells: number): string {
  const line = visibleLine(text);
  return padded(width(line) > cells ? `${cut(line, cells - 2)}..` : line, cells);
}
