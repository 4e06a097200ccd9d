import picocolors from 'picocolors';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { exitCode } from '../../reports/model/exit-code.ts';
import { renderers } from '../../reports/render/index.ts';
import { ciLine, type Colors, failuresText, headerLines, ttyLine } from '../../reports/render/terminal.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';

/** What the command line shows of a run: the terminal's rendering, with or without colour. */

const colorsFor = (color: boolean): Colors => picocolors.createColors(color);

export const headerFor = headerLines;

export const liveLine = (result: Result, color: boolean): string => ttyLine(result, colorsFor(color));

export const plainLine = (result: Result, done: number, total: number): string => ciLine(result, done, total);

/** The files of a results folder that are rendered from the record; each by itself, so that one failure loses one file. */
export const filesFor = (run: RunRecord): readonly (readonly [string, () => string])[] =>
  [...renderers].map(([path, render]) => [path, () => render(run)]);

/** What did not pass, then the summary. */
export function findingsFor(run: RunRecord, folder: string, color: boolean): string {
  const colors = colorsFor(color);
  return [failuresText(run, colors), summaryText(run, colors, { resultsDir: folder })]
    .filter((text) => text !== '')
    .join('\n');
}

export const exitCodeOf = (run: RunRecord, strict: boolean): number => exitCode(run, { strict });
