import type { Entry } from '../../reports/model/catalogue.ts';
import { citation, specificationUrl } from '../../reports/model/spec-link.ts';
import type { Scenario } from '../scenario/declare.ts';
import { columns } from './texts.ts';

/** An entry of the requirement catalogue for a reader: what it asks, of whom, and which scenarios exercise it. */
export function entryExplanation(entry: Entry, scenarios: readonly Scenario[]): string {
  const exercising = scenarios.filter(({ covers }) => covers.includes(entry.id));
  const rows = [
    ['requirement', `${citation(entry)}, ${entry.levels.join(', ')}`],
    ['link', specificationUrl(entry) ?? 'none'],
    ['accountable', entry.accountable],
    ...(entry.article === '' ? [] : [['DMA', `Art. ${entry.article}`]]),
    ...(entry.critical ? [['critical', 'part of the security gate']] : []),
    ...entry.features.map((feature, index) => [index === 0 ? 'features' : '', feature]),
    ...exercising.map(({ id }, index) => [index === 0 ? 'scenarios' : '', id]),
    ...(entry.untestedPart === undefined ? [] : [['left out', entry.untestedPart]]),
    ...(entry.notTested === undefined ? [] : [['not tested', entry.notTested]]),
  ];
  return `${entry.id}\n${entry.sentence}\n\n${columns(rows.map(([name = '', text = '']) => [`  ${name}`, text]))}`;
}
