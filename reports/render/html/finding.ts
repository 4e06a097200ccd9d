import type { Finding } from '../../model/findings.ts';
import type { Exchange, Result, RunRecord } from '../../model/record.ts';
import { citation, specificationUrl } from '../../model/spec-link.ts';
import { clip } from '../text.ts';
import { capital, evidenceWords, faultOf, faultWords, impactWords, repeatCommand } from '../words.ts';
import { attribute } from './ladder-steps.ts';
import { ladder } from './ladder.ts';
import { lackedBy, stanza } from './stanza.ts';
import { articleMark, badge, controlMark, verdictMark } from './symbols.ts';
import { Html, html, nothing } from './template.ts';

const mostStanzas = 40;

/** Everything that did not pass, each with what is needed to judge it and to repeat it. */
export function findingsSection(run: RunRecord, all: readonly Finding[]): Html {
  return html`<section id="s-findings" aria-labelledby="h-find"><h2 id="h-find">Findings</h2>
<p class="intro">${all.length === 0 ? 'Everything that was run passed or does not apply.' : 'Everything that did not pass, with the evidence. In the diagrams time runs downwards; the stretch between the two servers is dashed because the tool sees only the clients.'}</p>
${all.map((finding, index) => details(run, finding, index === 0))}</section>`;
}

const tone = ({ verdict }: Result): string => (verdict === 'fail' ? '' : verdict === 'warn' ? 'wn' : 'o');

function details(run: RunRecord, finding: Finding, isOpen: boolean): Html {
  const { id, result } = finding;
  const fault = faultOf(result);
  const who = fault === 'both' ? 'A and B' : fault;
  return html`<details${isOpen ? html` open` : nothing} class="f ${tone(result)}"><summary><b class="mono">${id}</b><span class="sv">${verdictMark(result.verdict, true)}</span><h3>${capital(result.title)}</h3><span class="w">${result.direction.replace('->', ' → ')}, at fault: ${who}</span></summary>
<div class="fd" id="${id.toLowerCase()}">${requirement(result)}
<div class="two"><div><h4>Expected</h4><p class="said">${clip(result.expected, 2000) || 'as the requirement says'}</p></div><div><h4>Actual</h4><p class="said">${clip(result.actual, 2000) || result.reasonCode}</p></div></div>
${blame(run, result)}${happened(run, finding)}
<div class="blk"><h4>Repeat this scenario</h4><pre class="cmd">${repeatCommand(run, result)}</pre></div>
<div class="blk"><h4>Evidence</h4><ul class="files">${result.evidence.map((evidence) => html`<li><code>${evidenceWords(evidence)}</code></li>`)}<li>reason code <code>${result.reasonCode || 'none'}</code></li></ul></div>
</div></details>\n`;
}

function requirement({ requirement: required, article, impact, remarks }: Result): Html {
  const url = specificationUrl(required);
  const cited =
    url === undefined
      ? citation(required)
      : html`<a class="ext" href="${url}" rel="noreferrer">${citation(required)}</a>`;
  const parts = remarks.filter(({ verdict }) => verdict === 'warn');
  return html`<div class="req"><q>${keywords(required.sentence)}</q>
<p><span class="kw">${required.level}</span>, ${cited}. ${article === '' ? nothing : html`DMA ${articleMark(article)}. `}Impact on users: ${impactWords(impact)}.</p>
${parts.map(({ text, requirement: own }) => html`<p>${own === undefined ? 'Warning' : `${citation(own)}, ${own.level}: “${own.sentence}”`}: ${clip(text, 600)}</p>`)}</div>`;
}

/** The key words of RFC 2119 set off. */
const keywords = (sentence: string): Html =>
  new Html(
    html`${sentence}`.markup.replace(/\b(MUST NOT|SHOULD NOT|MUST|SHOULD|MAY)\b/g, '<span class="kw">$1</span>'),
  );

function blame(run: RunRecord, result: Result): Html {
  const fault = faultOf(result);
  const controls = result.controls.map(
    ({ name, outcome, note }) =>
      html`<tr><th scope="row">${name}</th><td>${controlMark(outcome)}</td><td class="small">${note}</td></tr>`,
  );
  const table = html`<table class="ctl"><caption class="vh">Controls that decide who is at fault</caption><thead><tr><th scope="col">Control</th><th scope="col">Result</th><th scope="col">Seen</th></tr></thead><tbody>${controls}</tbody></table>`;
  return html`<div class="blk"><h4>At fault: ${badge(fault)} ${faultWords(run, fault).replace(/^[AB], /, '')}</h4><p class="said prose">${result.argument || 'No argument was recorded.'}</p>
${result.known === undefined ? nothing : html`<p class="said prose">Known deviation: ${result.known}</p>`}${controls.length === 0 ? nothing : table}</div>`;
}

function happened(run: RunRecord, finding: Finding): Html {
  const { exchange } = finding.result;
  if (exchange.length === 0) return nothing;
  const keys = keyStanzas(exchange);
  const listed = exchange.slice(0, mostStanzas).map((event) => figure(event, stanza(event.xml)));
  const rest = exchange.length - listed.length;
  return html`<div class="blk"><h4>What happened</h4>${ladder(run, finding)}</div>
${keys.length === 0 ? nothing : html`<div class="two">${keys}</div>`}
<details class="more"><summary>All ${exchange.length} stanzas of the story</summary>${listed}${rest > 0 ? html`<p class="small">${rest} more in the transcript.</p>` : nothing}</details>`;
}

/** What was sent and what came of it, side by side, with the children that differ set off. */
function keyStanzas(exchange: readonly Exchange[]): readonly Html[] {
  const offending = exchange.find(({ mark }) => mark === 'offending');
  if (offending === undefined) return [];
  const id = attribute(offending.xml, 'id');
  const original = exchange.find(({ flow, xml }) => flow === 'sent' && id !== '' && attribute(xml, 'id') === id);
  return original === undefined
    ? [
        figure(
          offending,
          stanza(offending.xml, (_line, index) => (index === 0 ? 'changed' : undefined)),
        ),
      ]
    : [
        figure(original, stanza(original.xml, lackedBy(offending.xml, 'missing'))),
        figure(offending, stanza(offending.xml, lackedBy(original.xml, 'changed'))),
      ];
}

const figure = ({ actor, flow, at, mark }: Exchange, content: Html): Html =>
  html`<figure><figcaption><b>${flow === 'sent' ? 'Sent' : 'Received'} by ${actor}</b> +${at.toFixed(1)} ms${mark === undefined ? '' : `, ${mark}`}</figcaption>${content}</figure>`;
