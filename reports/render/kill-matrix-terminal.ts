import { plural } from '../model/count.ts';
import type { KillCell, KillFault, KillMatrix } from '../model/kill-matrix.ts';
import {
  countStates,
  type FaultRow,
  faultRows,
  type FaultState,
  faultStates,
  killSources,
  missedCells,
} from '../model/kill-rows.ts';
import {
  killHeadline,
  killLead,
  killNotice,
  killStateMeanings,
  killStateWords,
  placeWords,
  seenWords,
  shortSourceWords,
  sourceWords,
  wantedWords,
} from './kill-words.ts';
import type { Colors } from './terminal.ts';
import { column, field, lineWidth, wrap } from './terminal-text.ts';
import { clip, visibleLine } from './text.ts';
import { duration } from './words.ts';

/** What is told in full; of more there is a line each. */
const mostBlocks = 40;

/** The kill matrix on a terminal: counts by source, then only what is not killed, the worst first. */
export function killMatrixText(matrix: KillMatrix, colors: Colors): string {
  const rows = faultRows(matrix);
  const cells = missedCells(matrix);
  const faults = new Map(rows.map(({ fault }) => [fault.name, fault]));
  const lacking = rows.filter((row) => row.lacking.length > 0);
  const notice = killNotice(matrix, rows);
  const rest = cells.slice(mostBlocks);
  const parts = [
    [heading(matrix, colors), '', ...countTable(rows)],
    [...wrap(`${killHeadline(matrix, rows)}. ${killLead(matrix, rows)}`, lineWidth), ...wrap(notice, lineWidth)].filter(
      (line) => line !== '',
    ),
    cells.length === 0 ? [] : [colors.bold('What was not killed')],
    ...cells.slice(0, mostBlocks).map((cell) => [block(cell, faults.get(cell.fault), colors)]),
    rest.length === 0
      ? []
      : [
          `${plural(rest.length, 'more story', 'more stories')} of this kind`,
          ...rest.map((cell) => line(cell, colors)),
        ],
    lacking.length === 0
      ? []
      : [
          colors.bold('What was not played'),
          '',
          ...lacking.slice(0, mostBlocks).map(lackingLine),
          ...moreOf(lacking.length - mostBlocks),
        ],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ startedAt, finishedAt, cells }: KillMatrix, colors: Colors): string {
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  const took = Number.isFinite(ms) && ms >= 0 ? `, ${duration(ms)}` : '';
  const told = `${plural(cells.length, 'story', 'stories')}${took}`;
  return `${colors.bold('Kill matrix')}${told.padStart(lineWidth - 'Kill matrix'.length)}`;
}

const states = ['killed', ...faultStates.filter((state) => state !== 'killed')] as const;

/** Faults by source, each counted once, by the worst that came of it. */
function countTable(rows: readonly FaultRow[]): readonly string[] {
  const row = (name: string, cells: readonly (string | number)[]): string =>
    `  ${name.padEnd(14)}${cells.map((cell, index) => String(cell).padStart(widths[index] ?? 8)).join('')}`;
  const widths = [7, ...states.map((state) => killStateWords[state].length + 2)];
  const some = (name: string, own: readonly FaultRow[]): string => {
    const counts = countStates(own);
    return row(name, [own.length, ...states.map((state) => counts[state])]);
  };
  return [
    row('planted', ['faults', ...states.map((state) => killStateWords[state])]),
    ...killSources.flatMap((source) => {
      const own = rows.filter(({ fault }) => fault.source === source);
      return own.length === 0 ? [] : [some(shortSourceWords[source], own)];
    }),
    some('all', rows),
  ];
}

function tint(colors: Colors, state: FaultState, text: string): string {
  if (state === 'killed') return colors.green(text);
  if (state === 'not-played') return colors.dim(text);
  if (state === 'unexpected') return colors.magenta(text);
  return state === 'other-reason' ? colors.yellow(text) : colors.bold(colors.red(text));
}

const where = (cell: KillCell): string =>
  cell.direction === null ? placeWords(cell) : `${placeWords(cell)}, ${cell.direction}`;

/** Wanted and seen, and why that counts as it does. */
function block(cell: KillCell, fault: KillFault | undefined, colors: Colors): string {
  const { outcome, scenario, seen, note } = cell;
  const title = visibleLine(clip(fault?.sentence ?? cell.fault, 300));
  const source = fault === undefined ? '' : `${sourceWords[fault.source]}: `;
  const told = [
    field('scenario', visibleLine(`${scenario}   ${where(cell)}`)),
    field('fault', visibleLine(`${source}${cell.fault}${fault === undefined ? '' : `, breaks ${fault.rule}`}`)),
    field('wanted', wantedWords(cell)),
    field('seen', seenWords(cell)),
    ...[seen.actual, seen.argument].filter((text) => text !== '').map((text) => field('', text)),
    field('why', note === '' ? killStateMeanings[outcome] : note),
  ];
  const [first = '', ...more] = wrap(title, lineWidth - killStateWords[outcome].length - 2);
  const head = `${tint(colors, outcome, killStateWords[outcome].toUpperCase())}  ${first}`;
  return [head, ...more.map((text) => `      ${text}`), ...told].join('\n');
}

const line = (cell: KillCell, colors: Colors): string =>
  `  ${tint(colors, cell.outcome, column(killStateWords[cell.outcome], 14))}  ${column(cell.scenario, 40)} ${column(where(cell), 18)} ${column(cell.fault, 22)}`.trimEnd();

const moreOf = (count: number): readonly string[] => (count > 0 ? [`  ${plural(count, 'more fault')}`] : []);

const lackingLine = ({ fault, lacking }: FaultRow): string =>
  `  ${column(lacking.join(' and '), 14)}  ${column(fault.name, 40)} ${column(fault.sentence, 41)}`.trimEnd();
