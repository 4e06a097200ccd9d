import type { Entry } from '../../reports/model/catalogue.ts';
import { citation, specificationUrl } from '../../reports/model/spec-link.ts';
import { columns } from './texts.ts';

/** An entry of the requirement catalogue for a reader: what it asks, of whom, and which scenarios exercise it. */
export function entryExplanation(entry: Entry): string {
  const rows = [
    ['requirement', `${citation(entry)}, ${entry.levels.join(', ')}`],
    ['link', specificationUrl(entry) ?? 'none'],
    ['accountable', entry.accountable],
    ...(entry.article === '' ? [] : [['DMA', `Art. ${entry.article}`]]),
    ...(entry.critical ? [['critical', 'part of the security gate']] : []),
    ...entry.features.map((feature, index) => [index === 0 ? 'features' : '', feature]),
    ...entry.scenarios.map((id, index) => [index === 0 ? 'scenarios' : '', id]),
    ...(entry.untestedPart === undefined ? [] : [['left out', entry.untestedPart]]),
    ...(entry.notTested === undefined ? [] : [['not tested', entry.notTested]]),
  ];
  return `${entry.id}\n${entry.sentence}\n\n${columns(rows.map(([name = '', text = '']) => [`  ${name}`, text]))}`;
}
