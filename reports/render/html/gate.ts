import { type EntryRow } from '../../model/coverage.ts';
import type { Finding } from '../../model/findings.ts';
import { securityGate } from '../../model/gate.ts';
import type { Result, RunRecord } from '../../model/record.ts';
import { citation } from '../../model/spec-link.ts';
import { gateSentence } from '../sentences.ts';
import { clip } from '../text.ts';
import { findingLink } from './links.ts';
import { entryMark } from './symbols.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** The security gate, apart from everything else: nothing outweighs a breach in it. */
export function gateSection(run: RunRecord, ids: ReadonlyMap<Result, Finding>): Html {
  const gate = securityGate(run);
  if (gate.rows.length === 0) return nothing;
  const rest = gate.rows.filter((entry) => !gate.broken.includes(entry) && !gate.open.includes(entry));
  const bodies = [gate.broken, gate.open, rest]
    .filter((rows) => rows.length > 0)
    .map((rows) => body(rows.map((entry) => gateRow(entry, ids))));
  return html`<section id="s-gate" aria-labelledby="h-gate"><h2 id="h-gate">Security gate</h2>
<p class="intro">Requirements whose breach lets somebody read, forge or inject what is not theirs. One breach breaks the gate, whatever else works. ${gateSentence(run)}</p>
${table('gate', 'Critical requirements', ['Requirement', 'State', 'Why'], bodies)}</section>`;
}

function gateRow({ entry, state, reason, results }: EntryRow, ids: ReadonlyMap<Result, Finding>): Html {
  const found = results.filter((result) => ids.has(result) && result.verdict !== 'warn');
  const why =
    found.length === 0
      ? html`${clip(reason, 300)}`
      : html`${found.map((result) => html`<span class="nb">${findingLink(ids.get(result))}</span> ${result.atFault === null || result.atFault === 'undetermined' ? '' : `at fault: ${result.atFault}`}${result.known === undefined ? '' : ', known'} `)}`;
  return row(html`${entry.sentence}<br><span class="small">${citation(entry)}</span>`, [
    cell('State', entryMark(state)),
    cell('Why', html`<span class="small">${why}</span>`),
  ]);
}
