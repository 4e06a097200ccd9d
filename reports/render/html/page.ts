import { createHash } from 'node:crypto';
import { findings, findingsByResult } from '../../model/findings.ts';
import type { RunRecord } from '../../model/record.ts';
import { moment } from '../words.ts';
import { coverageSection } from './coverage.ts';
import { evidenceSection } from './evidence.ts';
import { faultSection } from './fault.ts';
import { findingsSection } from './finding.ts';
import { functionsSection } from './functions.ts';
import { gateSection } from './gate.ts';
import { limitsSection } from './limits.ts';
import { masthead } from './masthead.ts';
import { matrixSection } from './matrix.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { sprite } from './symbols.ts';
import { Html, html } from './template.ts';

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
  const all = findings(run);
  const ids = findingsByResult(run);
  const { markup } = html`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${a.domain} and ${b.domain}, ${moment(run.startedAt)}, fedcheck report</title><style>${new Html(style)}</style></head>
<body><a class="skip" href="#s-functions">Skip to results</a>${sprite}
${masthead(run)}
<main>${functionsSection(run, ids)}
${gateSection(run, ids)}
${faultSection(run, all)}
${matrixSection(run, ids)}
${findingsSection(run, all)}
${limitsSection(run)}
${coverageSection(run)}
${evidenceSection(run)}</main>
<footer>fedcheck ${run.fedcheck}, ruleset ${run.ruleset.version}, run ${run.id}. Rendered from run.json; this page loads nothing from the network.</footer>
<script>${new Html(script)}</script></body></html>`;
  return `<!DOCTYPE html>\n${markup}\n`;
}
