import { verdictOrder } from '../../model/count.ts';
import type { RunRecord } from '../../model/record.ts';
import { faultOf, faultOrder, verdictWords } from '../words.ts';
import { html, type Html } from './template.ts';

type Option = readonly [value: string, text: string];

/** The form above the matrix; the script shows it, since without script it would do nothing. */
export function filters({ results }: RunRecord): Html {
  const present = (values: readonly string[]): readonly Option[] =>
    [...new Set(values)].filter((value) => value !== '').map((value) => [value, value]);
  const verdicts = verdictOrder.filter((verdict) => results.some((result) => result.verdict === verdict));
  const faults = faultOrder.filter((fault) =>
    results.some((result) => result.verdict !== 'pass' && faultOf(result) === fault),
  );
  const names: Readonly<Record<string, string>> = { both: 'A and B', link: 'the link', tool: 'this tool' };
  return html`<form id="filters" class="filters" hidden aria-label="Filter requirements">
${select(
  'Verdict',
  'verdict',
  verdicts.map((verdict) => [verdict, verdictWords[verdict]]),
)}
${select('Area', 'area', present(results.map(({ area }) => area)))}
${select('Level', 'level', present(results.map(({ requirement }) => requirement.level)))}
${select('DMA', 'article', present(results.map(({ article }) => article)))}
${select('Direction', 'direction', [
  ['ab', 'A → B'],
  ['ba', 'B → A'],
])}
${select(
  'At fault',
  'party',
  faults.map((fault) => [fault, names[fault] ?? fault]),
)}
<button type="reset">Show all</button><output id="shown" aria-live="polite"></output></form>`;
}

const select = (label: string, name: string, options: readonly Option[]): Html =>
  html`<label>${label}<select name="${name}"><option value="">All</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
