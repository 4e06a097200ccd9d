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

// Spreadsheets take these for a formula, some of them also after white space or in their full-width form.
const formula = /^[\s]*[=+\-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}]|^[\t\r]/u;

/** One cell (RFC 4180, section 2), which no spreadsheet takes for a formula. */
function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : visible(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** requirements.csv: one row per result, requirement by requirement. */
export function renderCsv(run: RunRecord): string {
  const rows = requirementRows(run.results).flatMap(({ results, state }) =>
    results.map((result) => Object.values(columns).map((value) => cell(value(result, state)))),
  );
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
