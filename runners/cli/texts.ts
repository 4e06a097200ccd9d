import type { EffectiveValue } from '../config/effective.ts';
import type { Plan } from '../config/plan.ts';
import { type Choice, choices } from './selection.ts';

/** Columns that line up; the last is as long as it is. */
export function columns(rows: readonly (readonly string[])[], gap = '  '): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join(gap)
          .trimEnd()}\n`,
    )
    .join('');
}

const shown = (value: EffectiveValue['value']): string =>
  typeof value === 'object' ? value.join(', ') || 'none' : String(value);

/** Every value with its origin. */
export const valuesText = (effective: readonly EffectiveValue[]): string =>
  columns(effective.map(({ path, value, origin }) => [path, shown(value), origin]));

/** What a run does about accounts, one line for each service that has them made. */
export const makingText = ({ a, b, reference }: Plan): readonly string[] =>
  [a, b, ...(reference ? [reference] : [])].flatMap(({ domain, making }) => {
    if (making === undefined) return [];
    const how = making.by === 'register' ? 'by in-band registration' : `by ${making.admin.jid}`;
    return [`${String(making.count)} accounts would be made on ${domain} ${how}, and deleted at the end.`];
  });

const both = 'both directions';

/** What would run and what would not, one line a scenario and reason. */
export function planText(...given: Parameters<typeof choices>): string {
  const all = choices(...given);
  const running = all.filter(({ runs }) => runs);
  const staying = all.filter(({ runs }) => !runs);
  const head = `${String(running.length)} results would run, ${String(staying.length)} would not.\n`;
  const part = (title: string, chosen: readonly Choice[]): string =>
    chosen.length === 0 ? '' : `\n${title}\n${choicesText(chosen)}`;
  return `${head}${part('Would run', running)}${part('Would not run', staying)}`;
}

/** One line per scenario where both directions agree, else one per direction. */
export function choicesText(chosen: readonly Choice[], say: (choice: Choice) => string = ({ why }) => why): string {
  const rows = new Map<string, string[]>();
  for (const choice of chosen) {
    const { scenario, direction } = choice;
    const said = say(choice);
    const key = `${scenario.id} ${said}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [`  ${scenario.id}`, scenario.requirement.level, direction, said]);
    else row[2] = both;
  }
  return columns([...rows.values()]);
}
