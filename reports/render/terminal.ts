import type picocolors from 'picocolors';
import { plural } from '../model/count.ts';
import type { Finding } from '../model/findings.ts';
import { findings } from '../model/findings.ts';
import type { Result, RunRecord, Target, Verdict } from '../model/record.ts';
import { citation } from '../model/spec-link.ts';
import { reasonOf } from '../model/verdict.ts';
import { column, field, lineWidth, short, wrap } from './terminal-text.ts';
import { clip, visibleLine } from './text.ts';
import { width } from './width.ts';
import {
  evidenceWords,
  faultOf,
  faultWords,
  impactWords,
  referenceWords,
  repeatCommand,
  verdictWords,
} from './words.ts';

/** What `createColors` of picocolors gives: formatters that do nothing where colour is off. Colour only repeats the words. */
export type Colors = Pick<typeof picocolors, 'bold' | 'dim' | 'red' | 'yellow' | 'magenta' | 'green'>;

/** Widest verdict of the lines: inconclusive, not applicable. */
const verdictWidth = 14;
const scenarioWidth = 50;

function tint(colors: Colors, verdict: Verdict, text: string): string {
  switch (verdict) {
    case 'fail':
      return colors.bold(colors.red(text));
    case 'warn':
      return colors.yellow(text);
    case 'inconclusive':
    case 'error':
    case 'refused':
      return colors.magenta(text);
    case 'pass':
      return colors.green(text);
    case 'not-applicable':
    case 'not-run':
      return colors.dim(text);
  }
}

const spoken = (verdict: Verdict): string => (verdict === 'fail' ? 'FAIL' : verdictWords[verdict]);

/** What is tested, for the head of a run: the tool, both services, the plan. */
export function headerLines(run: RunRecord): readonly string[] {
  const { a, b } = run.targets;
  const reference = referenceWords(run);
  const named = ({ software }: Target): string => software || 'unnamed';
  const cells = (first: string, second: string): number =>
    Math.min(50, Math.max(width(visibleLine(first)), width(visibleLine(second))));
  const domains = cells(a.domain, b.domain);
  const software = cells(named(a), named(b));
  const line = (side: string, target: Target): string =>
    [
      side,
      column(target.domain, domains),
      column(named(target), software),
      short(target.account, lineWidth),
      roundTrip(target),
    ]
      .join('  ')
      .trimEnd();
  return [
    short(`fedcheck ${run.fedcheck}   ruleset ${run.ruleset.version}   run ${run.id}`, lineWidth),
    line('A', a),
    line('B', b),
    ...(reference === undefined ? [] : [short(`reference: ${reference}`, lineWidth)]),
    `${run.filtered ? 'A selection' : 'All scenarios'}: ${plural(run.results.length, 'result')} planned.`,
  ];
}

const roundTrip = ({ roundTripMs }: Target): string => (roundTripMs === null ? '' : `${roundTripMs.toFixed(1)} ms`);

/** A result on a terminal, while the run goes on. */
export function ttyLine(result: Result, colors: Colors, finding?: Finding): string {
  const { verdict, scenario, direction } = result;
  const time =
    verdict === 'not-run' || verdict === 'not-applicable' ? '' : `${(result.durationMs / 1000).toFixed(2)} s`;
  const head = column(spoken(verdict), verdictWidth);
  const rest = `${column(scenario, scenarioWidth)} ${direction} ${time.padStart(8)}   ${aside(result, finding)}`;
  return `  ${tint(colors, verdict, head)} ${rest}`.trimEnd();
}

/** A result in a log: one line, stable columns. `time` is put in front, such as 14:02:11; it may be left out. */
export function ciLine(result: Result, done: number, total: number, time = ''): string {
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  const { verdict, scenario, direction, durationMs } = result;
  const took = `${Math.round(durationMs)} ms`.padStart(8);
  const line = `${count} ${verdict.padEnd(verdictWidth)} ${column(scenario, scenarioWidth)} ${direction} ${took}  ${aside(result)}`;
  return `${time} ${line}`.trim();
}

function aside(result: Result, finding?: Finding): string {
  const known = result.known === undefined ? '' : ', known';
  const id = finding === undefined ? '' : `${finding.id}, `;
  switch (result.verdict) {
    case 'pass':
      return '';
    case 'fail':
    case 'warn':
      return `${id}at fault: ${faultOf(result)}${known}`;
    default:
      return column(`${id}${reasonOf(result)}`, 40).trimEnd();
  }
}

/**
 * What did not pass: every finding with all that is needed to act on it, before them a line for each deviation that is on
 * record and explained. Empty when everything passed.
 */
export function failuresText(run: RunRecord, colors: Colors): string {
  const all = findings(run);
  const known = all.filter(({ result }) => result.known !== undefined);
  const rest = all.filter(({ result }) => result.known === undefined);
  const told =
    known.length === 0
      ? []
      : [
          `${colors.bold('Known deviations, each with its clause and reason in the report')}\n\n${known.map((finding) => knownLine(finding, colors)).join('\n')}\n`,
        ];
  const blocks = rest.map((finding) => block(run, finding, colors));
  return [
    ...told,
    ...(blocks.length === 0 ? [] : [`${colors.bold('What did not pass')}\n\n${blocks.join('\n\n')}\n`]),
  ].join('\n');
}

/** The reports hold all of it. */
function knownLine({ id, result }: Finding, colors: Colors): string {
  const { verdict, scenario, direction } = result;
  const head = tint(colors, verdict, column(spoken(verdict), 4));
  return `  ${head}  ${id.padEnd(5)} ${column(scenario, 56)} ${direction}  at fault: ${faultOf(result)}`;
}

function block(run: RunRecord, { id, result }: Finding, colors: Colors): string {
  const { requirement, verdict } = result;
  const word = verdictWords[verdict].toUpperCase();
  const [title = '', ...more] = wrap(visibleLine(clip(result.title, 300)), lineWidth - word.length - 9);
  const head = [`${tint(colors, verdict, word)}  ${id}  ${title}`, ...more.map((line) => `      ${line}`)].join('\n');
  const about = result.article === '' ? result.feature : `${result.feature} (DMA Art. ${result.article})`;
  const argued = result.argument === '' ? '' : `: ${result.argument}`;
  const lines = [
    head,
    field('scenario', `${visibleLine(result.scenario)}   ${result.direction}`),
    field('requirement', `${citation(requirement)}, ${requirement.level}: "${requirement.sentence}"`),
    ...optional('expected', result.expected),
    ...optional('actual', result.actual),
    field('at fault', `${faultWords(run, faultOf(result))}${argued}`),
    field('users notice', `${impactWords(result.impact)}: ${about}`),
    ...result.evidence
      .slice(0, 4)
      .map((evidence) => `${' '.repeat(6)}${'evidence'.padEnd(14)}${visibleLine(clip(evidenceWords(evidence), 300))}`),
    repeat(run, result),
  ];
  return lines.join('\n');
}

const optional = (label: string, text: string): readonly string[] => (text === '' ? [] : [field(label, text)]);

/** The command on one line where it fits, else broken where a shell goes on reading. */
function repeat(run: RunRecord, result: Result): string {
  const margin = ' '.repeat(20);
  const command = repeatCommand(run, result);
  if (command.length <= lineWidth - margin.length) return `      ${'repeat'.padEnd(14)}${command}`;
  const cut = command.lastIndexOf(' --scenario ');
  return `      ${'repeat'.padEnd(14)}${command.slice(0, cut)} \\\n${margin}  ${command.slice(cut + 1)}`;
}
