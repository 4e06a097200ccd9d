import type { RunRecord } from '../model/record.ts';
import { speedPaths, type SpeedRow, speedRows } from '../model/speeds.ts';
import { measuredTitles, pathWords, speedSentence } from './speed-words.ts';
import { column, lineWidth, wrap } from './terminal-text.ts';

const unit = 'p50 / p95 in ms';
const heads = [unit, ...speedPaths.map((path) => pathWords[path]), 'count'];

const shown = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)));

/** What was measured, its median and 95th percentile on each path, and how many durations that is. */
function cellsOf({ what, paths }: SpeedRow): readonly string[] {
  const found = speedPaths.map((path) => paths.find((one) => one.path === path));
  const counts = paths.map(({ n }) => n);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return [
    measuredTitles[what],
    ...found.map((one) => (one === undefined ? '' : `${shown(one.p50)} / ${shown(one.p95)}`)),
    least === most ? String(most) : `${String(least)}-${String(most)}`,
  ];
}

/** Durations as a table of Markdown; nothing for a run that measured none. */
export function speedsMarkdown(run: RunRecord): readonly string[] {
  const rows = speedRows(run);
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const sentence = speedSentence(rows);
  return [
    [line(heads), '|---|---:|---:|---:|---:|---:|', ...rows.map((row) => line(cellsOf(row)))].join('\n'),
    ...(sentence === '' ? [] : [sentence]),
  ];
}

/** The same for the terminal. */
export function speedTable(run: RunRecord): readonly string[] {
  const rows = speedRows(run);
  if (rows.length === 0) return [];
  const line = ([name = '', ...cells]: readonly string[]): string =>
    `  ${column(name, 30)} ${cells.map((cell) => cell.padStart(12)).join(' ')}`.trimEnd();
  const sentence = speedSentence(rows);
  return [
    line(heads),
    ...rows.map((row) => line(cellsOf(row))),
    ...(sentence === '' ? [] : wrap(`  ${sentence}`, lineWidth)),
    '',
  ];
}
