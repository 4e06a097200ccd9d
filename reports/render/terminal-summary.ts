import { countVerdicts, groupBy, plural, verdictOrder } from '../model/count.ts';
import { entryRows, isExercised } from '../model/coverage.ts';
import { featureRows } from '../model/features.ts';
import type { RunRecord } from '../model/record.ts';
import { claimSentences, missingSentences } from './claim-words.ts';
import { conclusionSentence, gateSentence } from './sentences.ts';
import { speedTable } from './speed-lines.ts';
import type { Colors } from './terminal.ts';
import { levelTable } from './terminal-levels.ts';
import { column, lineWidth, wrap } from './terminal-text.ts';
import { visibleLine } from './text.ts';
import { disclaimer, duration, faultOf, faultOrder, referenceWords, runDuration, verdictWords } from './words.ts';

export interface SummaryOptions {
  /** The results folder as the user named it. */
  readonly resultsDir: string;
}

/** The closing summary: counts, who is at fault, the functions, the levels, where the report is. */
export function summaryText(run: RunRecord, colors: Colors, { resultsDir }: SummaryOptions): string {
  const took = runDuration(run);
  const total = `${plural(run.results.length, 'result')}${took === undefined ? '' : `, ${duration(took)}`}`;
  const folder = visibleLine(resultsDir);
  const reference = referenceWords(run);
  return [
    `${colors.bold('Summary')}${total.padStart(lineWidth - 'Summary'.length)}`,
    '',
    ...sideBySide(verdictTable(run), faultTable(run)),
    ...(reference === undefined ? [] : wrap(`  reference: ${reference}`, lineWidth)),
    '',
    ...functionTable(run),
    '',
    ...levelTable(run),
    ...[...claimSentences(run), ...missingSentences(run)].flatMap((sentence) => wrap(sentence, lineWidth)),
    ...speedTable(run),
    ...coverageLines(run),
    ...wrap(conclusionSentence(run), lineWidth),
    disclaimer,
    `Report    ${folder}/reports/report.html`,
  ]
    .join('\n')
    .concat('\n');
}

/** The security gate, and how much of the catalogue was exercised; nothing for a record without a catalogue. */
function coverageLines(run: RunRecord): readonly string[] {
  const rows = entryRows(run);
  if (rows.length === 0) return [];
  return [
    ...wrap(gateSentence(run), lineWidth),
    `Of ${plural(rows.length, 'requirement')} in the catalogue this run exercised ${rows.filter(isExercised).length}.`,
  ];
}

function verdictTable({ results }: RunRecord): readonly string[] {
  const there = countVerdicts(results, 'A->B');
  const back = countVerdicts(results, 'B->A');
  const row = (name: string, left: string | number, right: string | number): string =>
    `  ${name.padEnd(18)}${String(left).padStart(6)}${String(right).padStart(7)}`;
  return [
    row('verdict', 'A->B', 'B->A'),
    ...verdictOrder.map((verdict) => row(verdictWords[verdict], there[verdict], back[verdict])),
  ];
}

function faultTable(run: RunRecord): readonly string[] {
  const groups = groupBy(
    run.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-run'),
    faultOf,
  );
  const rows = faultOrder.flatMap((fault) => {
    const counts = countVerdicts(groups.get(fault) ?? []);
    const open = counts.inconclusive + counts.error + counts.refused;
    return counts.fail + counts.warn + open === 0 ? [] : [[fault, counts.fail, counts.warn, open] as const];
  });
  const row = (name: string, ...cells: readonly (string | number)[]): string =>
    `${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(6)).join('')}`;
  const known = run.results.filter((result) => result.known !== undefined).length;
  const notes = [
    ...(known > 0 ? [`${plural(known, 'deviation')} known and explained`] : []),
    'Nothing was retried.',
    run.cleanup.length === 0 ? 'The accounts were left as they were found.' : `Not put back: ${run.cleanup.join('; ')}`,
  ];
  const table =
    rows.length === 0
      ? ['Nobody is at fault.']
      : [row('at fault', 'fail', 'warn', 'open'), ...rows.map((cells) => row(...cells))];
  return [...table, '', ...notes.flatMap((note) => wrap(note, 58))];
}

function sideBySide(left: readonly string[], right: readonly string[]): readonly string[] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, index) => `${(left[index] ?? '').padEnd(42)}${right[index] ?? ''}`.trimEnd());
}

function functionTable(run: RunRecord): readonly string[] {
  const row = (...cells: readonly [string, string, string, string]): string =>
    `  ${column(cells[0], 40)} ${column(cells[1], 16)} ${column(cells[2], 16)} ${column(cells[3], 20)}`.trimEnd();
  return [
    row('function', 'A->B', 'B->A', 'DMA Article'),
    ...featureRows(run).map(({ feature, article, cells }) =>
      row(feature, cells['A->B'].state, cells['B->A'].state, article),
    ),
  ];
}
