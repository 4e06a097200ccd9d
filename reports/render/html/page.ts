import { createHash } from 'node:crypto';
import { findings, findingsByResult } from '../../model/findings.ts';
import type { RunRecord } from '../../model/record.ts';
import { moment } from '../words.ts';
import { claimsSection } from './claims.ts';
import { coverageSection } from './coverage.ts';
import { evidenceSection } from './evidence.ts';
import { faultSection } from './fault.ts';
import { findingsSection } from './finding.ts';
import { functionsSection } from './functions.ts';
import { gateSection } from './gate.ts';
import { levelsSection } from './levels.ts';
import { limitsSection } from './limits.ts';
import { masthead } from './masthead.ts';
import { matrixSection } from './matrix.ts';
import { script } from './script.ts';
import { speedsSection } from './speeds.ts';
import { style } from './style.ts';
import { sprite } from './symbols.ts';
import { Html, html } from './template.ts';
import { questionsSection, suiteSection } from './views.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// Nothing but these exact bytes of style and script may run; nothing may be loaded, embedded or sent.
const policy = [
  `default-src 'none'`,
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');

/** report.html: one file that loads nothing. */
export function renderHtml(run: RunRecord): string {
  const { a, b } = run.targets;
  const all = sections(run);
  const { markup } = html`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${a.domain} and ${b.domain}, ${moment(run.startedAt)}, fedcheck report</title><style>${new Html(style)}</style></head>
<body><a class="skip" href="#s-functions">Skip to results</a>${sprite}
${masthead(run, all)}
<main>${all.map(([, , section]) => html`${section}\n`)}</main>
<footer>fedcheck ${run.fedcheck}, ruleset ${run.ruleset.version}, run ${run.id}. Rendered from run.json; this page loads nothing from the network.</footer>
<script>${new Html(script)}</script></body></html>`;
  return `<!DOCTYPE html>\n${markup}\n`;
}

/** What a record has nothing of, such as a catalogue in one of an earlier version, has no section. */
function sections(run: RunRecord): readonly (readonly [id: string, title: string, section: Html])[] {
  const all = findings(run);
  const ids = findingsByResult(run);
  const every = [
    ['functions', 'What works', functionsSection(run, ids)],
    ['levels', 'Levels', levelsSection(run, ids)],
    ['gate', 'Security gate', gateSection(run, ids)],
    ['fault', 'Who is at fault', faultSection(run, all)],
    ['claims', 'Declared', claimsSection(run, ids)],
    ['questions', 'Questions', questionsSection(run, ids)],
    ['matrix', 'All requirements', matrixSection(run, ids)],
    ['findings', 'Findings', findingsSection(run, all)],
    ['speed', 'Speed', speedsSection(run)],
    ['suite', 'Compliance suites', suiteSection(run, ids)],
    ['limits', 'Not tested, limits', limitsSection(run)],
    ['coverage', 'Coverage', coverageSection(run)],
    ['evidence', 'Evidence', evidenceSection(run)],
  ] as const;
  return every.filter(([, , { markup }]) => markup !== '');
}
