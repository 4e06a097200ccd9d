import type { LevelRow } from '../model/profile-rows.ts';
import { levelRows } from '../model/levels.ts';
import type { RunRecord } from '../model/record.ts';
import { levelLines, levelNote } from './level-lines.ts';
import { column, lineWidth, wrap } from './terminal-text.ts';

const indent = 11;

/** The levels in both directions, and beneath each what hinders it; nothing for a run without profiles. */
export function levelTable(run: RunRecord): readonly string[] {
  const rows = levelRows(run);
  if (rows.length === 0) return [];
  const row = (...cells: readonly [string, string, string, string]): string =>
    `  ${column(cells[0], 8)} ${column(cells[1], 42)} ${column(cells[2], 22)} ${column(cells[3], 22)}`.trimEnd();
  const common = commonLine(rows);
  return [
    row('level', 'covers', 'A->B', 'B->A'),
    ...rows.flatMap((one) => [
      row(one.level.id, one.level.title, one.cells['A->B'].state, one.cells['B->A'].state),
      ...(common === undefined ? levelLines(one) : []).flatMap((line) =>
        wrap(line, lineWidth - indent).map((part) => `${' '.repeat(indent)}${part}`),
      ),
    ]),
    ...(common === undefined ? [] : wrap(`  ${common}`, lineWidth)),
    ...wrap(levelNote(rows), lineWidth),
    '',
  ];
}

/** The one line that every level has, where the run makes no statement. */
function commonLine(rows: readonly LevelRow[]): string | undefined {
  const lines = new Set(rows.map((row) => levelLines(row).join('; ')));
  const [line] = lines;
  return lines.size === 1 ? line : undefined;
}
