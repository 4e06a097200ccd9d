import { clip, visible, visibleLine } from './text.ts';

export const lineWidth = 100;

/** Breaks a text into lines of at most `width` characters, at spaces where there are any. */
export function wrap(text: string, width: number): readonly string[] {
  return visible(text)
    .split('\n')
    .flatMap((line) => wrapLine(line.replaceAll('\t', '  ').trimEnd(), width));
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > width / 3 ? space : safeCut(rest, width);
    lines.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}

/** Never between the two halves of a surrogate pair. */
function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** A label and its text, in the two columns of the finding block. */
export function field(label: string, text: string, indent = 6): string {
  const margin = indent + 14;
  const [first = '', ...more] = wrap(clip(text, 1200), lineWidth - margin);
  return [`${' '.repeat(indent)}${label.padEnd(14)}${first}`, ...more.map((line) => `${' '.repeat(margin)}${line}`)]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** One line of at most `width` characters, padded or cut to exactly that. */
export function column(text: string, width: number): string {
  const line = visibleLine(text);
  return line.length > width ? `${line.slice(0, safeCut(line, width - 2))}..`.padEnd(width) : line.padEnd(width);
}
