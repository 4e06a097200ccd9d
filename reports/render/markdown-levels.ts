import { levelRows } from '../model/levels.ts';
import type { RunRecord } from '../model/record.ts';
import { levelLines, levelNote } from './level-lines.ts';

/** The levels as a table, with what hinders each; `text` makes harmless Markdown of what others wrote. */
export function levelsMarkdown(run: RunRecord, text: (value: string) => string): readonly string[] {
  const rows = levelRows(run);
  if (rows.length === 0) return [];
  const lines = rows.map((row) => {
    const { level, cells } = row;
    const why = levelLines(row).map(text).join('<br>');
    return `| ${text(level.id)} ${text(level.title)} | ${cells['A->B'].state} | ${cells['B->A'].state} | ${why} |`;
  });
  return [['| level | A to B | B to A | why |', '|---|---|---|---|', ...lines].join('\n'), text(levelNote(rows))];
}
