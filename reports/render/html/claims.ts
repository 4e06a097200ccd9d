import type { FunctionClaimRow } from '../../model/claims-functions.ts';
import type { LimitClaimRow } from '../../model/claims-limits.ts';
import { claimRows } from '../../model/claims-rows.ts';
import type { SoftwareClaimRow } from '../../model/claims-software.ts';
import type { Finding } from '../../model/findings.ts';
import { type Result, type RunRecord, type Side, sides } from '../../model/record.ts';
import { claimSentences } from '../claim-words.ts';
import { clip } from '../text.ts';
import { targetOf } from '../words.ts';
import { findingLink } from './links.ts';
import { articleMark, badge, claimMark } from './symbols.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

type Ids = ReadonlyMap<Result, Finding>;

/** What the providers declare of their services, beside what was seen; nothing where neither declares anything. */
export function claimsSection(run: RunRecord, ids: Ids): Html {
  const rows = claimRows(run);
  const offers = sides.flatMap((side) => offer(run, side));
  if (rows.functions.length + rows.limits.length + rows.software.length + offers.length === 0) return nothing;
  return html`<section id="s-claims" aria-labelledby="h-cla"><h2 id="h-cla">What the providers declare</h2>
<p class="intro">Article 7 asks of a gatekeeper what it offers to its own users. What is declared and missing across federation fails the run; what is there without being declared is a note.</p>
${claimSentences(run).map((sentence) => html`<p>${sentence}</p>`)}
${offers.length === 0 ? nothing : html`<ul class="small">${offers.map((text) => html`<li>${text}</li>`)}</ul>`}
${functions(rows.functions, ids)}${limits(rows.limits, ids)}${software(rows.software, ids)}</section>`;
}

/** Designation, request, reference offer and exemptions of a provider, as it declares them. */
function offer(run: RunRecord, side: Side): readonly Html[] {
  const claims = targetOf(run, side).claims;
  if (claims === undefined) return [];
  const { designated, requested, referenceOffer, encryption, exemptions } = claims;
  const facts = [
    designated === undefined ? [] : [`designated as gatekeeper on ${designated}`],
    requested === undefined ? [] : [`asked to interoperate on ${requested}`],
    referenceOffer === undefined ? [] : [`reference offer ${referenceOffer.version ?? ''} at ${referenceOffer.url}`],
    encryption === undefined
      ? []
      : [
          `end-to-end encryption by ${encryption.scheme}, ${encryption.byDefault ? 'by default' : 'where users turn it on'}`,
        ],
    exemptions.map(({ reference, functions: of }) => `exemption ${reference} for ${of.join(', ')}`),
  ].flat();
  return facts.map((fact) => html`${badge(side)} ${clip(fact, 300)}`);
}

const links = (results: readonly Result[], ids: Ids): readonly Html[] =>
  [...new Set(results.flatMap((result) => ids.get(result) ?? []))].map(findingLink);

const why = (reason: string, results: readonly Result[], ids: Ids): Html =>
  html`<span class="small">${clip(reason, 300)}${links(results, ids)}</span>`;

function functions(rows: readonly FunctionClaimRow[], ids: Ids): Html {
  if (rows.length === 0) return nothing;
  const lines = rows.map(({ side, function: { title, article }, state, reason, results, known }) =>
    row(html`${badge(side)} ${title}<br><span class="small">${articleMark(article)}</span>`, [
      cell('Seen', claimMark(state)),
      cell('Why', why(known ? `${reason} (known deviation)` : reason, results, ids)),
    ]),
  );
  return html`<h3>Functions</h3>${table('cl', 'Declared functions', ['Declared', 'Across federation', 'Why'], [body(lines)])}`;
}

function limits(rows: readonly LimitClaimRow[], ids: Ids): Html {
  if (rows.length === 0) return nothing;
  const lines = rows.map(({ side, title, declared, unit, state, reason, results }) =>
    row(html`${badge(side)} ${title}: ${String(declared)} ${unit}`, [
      cell('Seen', claimMark(state)),
      cell('Why', why(reason, results, ids)),
    ]),
  );
  return html`<h3>Limits</h3>${table('cl', 'Declared limits', ['Declared', 'Seen', 'Why'], [body(lines)])}`;
}

/** A product claims dozens of XEPs: they fold. */
function software(rows: readonly SoftwareClaimRow[], ids: Ids): Html {
  if (rows.length === 0) return nothing;
  const lines = rows.map(({ side, claim: { xep, version, status }, state, reason, results }) =>
    row(html`${badge(side)} XEP-${xep} ${version}<br><span class="small">${status}</span>`, [
      cell('Seen', claimMark(state)),
      cell('Why', why(reason, results, ids)),
    ]),
  );
  return html`<details><summary class="plain"><h3>Specifications that the software claims (${rows.length})</h3></summary>${table('cl', 'Claims of the software', ['Claimed', 'Seen', 'Why'], [body(lines)])}</details>`;
}
