import { requirementRows } from '../model/verdict.ts';
import type { Result, RunRecord } from '../model/record.ts';
import { specificationUrl } from '../model/spec-link.ts';
import { visible } from './text.ts';
import { evidenceWords } from './words.ts';

const columns: Readonly<Record<string, (result: Result, state: string) => string | number>> = {
  scenario: ({ scenario }) => scenario,
  title: ({ title }) => title,
  direction: ({ direction }) => direction,
  verdict: ({ verdict }) => verdict,
  requirement: ({ requirement }) => requirement.id,
  requirement_state: (_result, state) => state,
  specification: ({ requirement }) => requirement.specification,
  version: ({ requirement }) => requirement.version,
  section: ({ requirement }) => requirement.section,
  level: ({ requirement }) => requirement.level,
  sentence: ({ requirement }) => requirement.sentence,
  url: ({ requirement }) => specificationUrl(requirement) ?? '',
  article: ({ article }) => article,
  feature: ({ feature }) => feature,
  area: ({ area }) => area,
  accountable_party: ({ accountable }) => accountable.party,
  accountable_domain: ({ accountable }) => accountable.domain,
  at_fault: ({ atFault }) => atFault ?? '',
  argument: ({ argument }) => argument,
  reason_code: ({ reasonCode }) => reasonCode,
  outcome: ({ outcome }) => outcome,
  expected: ({ expected }) => expected,
  actual: ({ actual }) => actual,
  impact: ({ impact }) => impact ?? '',
  known_deviation: ({ known }) => known ?? '',
  duration_ms: ({ durationMs }) => durationMs,
  round_trips: ({ roundTrips }) => roundTrips,
  evidence: ({ evidence }) => evidence.map(evidenceWords).join('; '),
};

// What spreadsheets take for the beginning of a formula, some of them also after white space or quotes, or in its full-width
// form. Those that separate cells by semicolons or tabs begin a cell there too, and with each line.
const formula = /(^|[;\t\n])((?:[^\S\t\n]|["'])*)(?=[=+\-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}])/gu;

/** One cell (RFC 4180, section 2), which no spreadsheet takes for a formula. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = visible(value).replace(formula, "$1'$2");
  const safe = text.startsWith('\t') ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** requirements.csv: one row per result, requirement by requirement. */
export function renderCsv(run: RunRecord): string {
  const rows = requirementRows(run.results).flatMap(({ results, state }) =>
    results.map((result) => Object.values(columns).map((value) => cell(value(result, state)))),
  );
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
