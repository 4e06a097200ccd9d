import { type ClaimRows, claimRows } from '../model/claims-rows.ts';
import type { RunRecord } from '../model/record.ts';
import { claimSentences } from './claim-words.ts';

type Harmless = (value: string) => string;

/** What the providers declare, beside what was seen; `text` makes harmless Markdown of what others wrote. */
export function claimsMarkdown(run: RunRecord, text: Harmless): readonly string[] {
  const sentences = claimSentences(run);
  if (sentences.length === 0) return [];
  const rows = claimRows(run);
  return [
    '## What the providers declare',
    ...sentences.map(text),
    ...functions(rows, text),
    ...limits(rows, text),
    ...software(rows, text),
  ];
}

function functions({ functions: rows }: ClaimRows, text: Harmless): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ side, function: { title, article }, state, reason, known }) =>
      `| ${side} | ${text(title)} | ${text(article)} | ${state}${known ? ', known deviation' : ''} | ${text(reason)} |`,
  );
  return [
    ['| side | function | DMA Article | across federation | why |', '|---|---|---|---|---|', ...lines].join('\n'),
  ];
}

function limits({ limits: rows }: ClaimRows, text: Harmless): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ side, title, declared, unit, state, reason }) =>
      `| ${side} | ${title} | ${declared} ${unit} | ${state} | ${text(reason)} |`,
  );
  return [['| side | limit | declared | seen | why |', '|---|---|---|---|---|', ...lines].join('\n')];
}

/** Of a long list only what a reader has to know; all of it is in the HTML report. */
function software({ software: rows }: ClaimRows, text: Harmless): readonly string[] {
  const told = rows.filter(({ state }) => state === 'contradicted' || state === 'other version');
  if (told.length === 0) return [];
  const lines = told.map(
    ({ side, claim: { xep, version, status }, state, reason }) =>
      `| ${side} | XEP-${text(xep)} ${text(version)} | ${text(status)} | ${state} | ${text(reason)} |`,
  );
  return [['| side | claimed | as | seen | why |', '|---|---|---|---|---|', ...lines].join('\n')];
}
