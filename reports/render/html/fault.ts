import { countVerdicts, groupBy, verdictOrder } from '../../model/count.ts';
import type { Finding } from '../../model/findings.ts';
import type { RunRecord } from '../../model/record.ts';
import { citation } from '../../model/spec-link.ts';
import { capital, type Fault, faultOf, faultOrder, impactWords, verdictWords } from '../words.ts';
import { articleMark, badge, verdictMark } from './symbols.ts';
import { body, cell, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** Findings by the party at fault. */
export function faultSection(run: RunRecord, all: readonly Finding[]): Html {
  const groups = groupBy(all, ({ result }) => faultOf(result));
  const bodies = faultOrder.flatMap((fault) => {
    const group = groups.get(fault);
    return group === undefined ? [] : [body([groupRow(run, fault, group), ...group.map(findingRow)])];
  });
  const heads = ['Verdict', 'What was tested', 'Requirement', 'Impact', 'Direction'];
  return html`<section id="s-fault" aria-labelledby="h-fault"><h2 id="h-fault">Who is at fault</h2>
<p class="intro">A service is named only where the breach of a written requirement was observed and it is shown which side causes it. Everything else is listed as open.</p>
${bodies.length === 0 ? html`<p>Nobody: everything that was run passed or does not apply.</p>` : table('pf', 'Findings by party at fault', heads, bodies)}</section>`;
}

function groupRow({ targets: { a, b } }: RunRecord, fault: Fault, group: readonly Finding[]): Html {
  const [name, about] = {
    A: [a.domain, a.software],
    B: [b.domain, b.software],
    both: ['Both services', 'the same deviation on either side'],
    link: ['The link between the servers', ''],
    tool: ['This tool', 'ours to mend, or the configuration'],
    undetermined: ['Undetermined', 'nobody is accused'],
  }[fault];
  const counts = countVerdicts(group.map(({ result }) => result));
  const words = verdictOrder
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdictWords[verdict]}`);
  const text = [about, words.join(', ')].filter((part) => part !== '').join('. ');
  return html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="5" id="fault-${fault}"><span class="t">${badge(fault)} ${name ?? ''}</span> <span class="d">${text}</span></th></tr>\n`;
}

function findingRow({ id, result }: Finding): Html {
  const { verdict, requirement, article, known } = result;
  return html`<tr role="row">${cell('Verdict', html`<span>${verdictMark(verdict)}</span><span class="r"><a href="#${id.toLowerCase()}">${id}</a></span>`)}
<td role="cell"><span class="ttl">${capital(result.title)}</span>${result.feature}${known === undefined ? nothing : html`<br><span class="small">known deviation</span>`}</td>
${cell('Requires', html`<span>${citation(requirement)} (${requirement.level})<br><span class="small">${articleMark(article)}</span></span>`)}
${cell('Impact', html`<span>${impactWords(result.impact)}</span>`)}
${cell('Direction', html`<span class="nb">${result.direction.replace('->', ' → ')}</span>`)}</tr>\n`;
}
