import type { RunRecord } from '../model/record.ts';
import { renderCsv } from './csv.ts';
import { renderHtml } from './html/page.ts';
import { renderJson, renderSchema } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

/** Every report by its path within the results folder, not yet rendered: one that throws cannot lose the others. */
export const renderers: ReadonlyMap<string, (run: RunRecord) => string> = new Map([
  ['run.json', renderJson],
  ['run.schema.json', renderSchema],
  ['reports/report.html', renderHtml],
  ['reports/junit.xml', renderJunit],
  ['reports/summary.md', renderMarkdown],
  ['reports/requirements.csv', renderCsv],
]);

/** All reports of a run: path within the results folder to text. */
export const renderAll = (run: RunRecord): ReadonlyMap<string, string> =>
  new Map([...renderers].map(([path, render]) => [path, render(run)]));
