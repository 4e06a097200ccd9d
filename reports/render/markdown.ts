import { articleOf } from '../model/articles.ts';
import { countVerdicts, verdictOrder } from '../model/count.ts';
import { bySpecification, countEntries, entryRows } from '../model/coverage.ts';
import { featureRows } from '../model/features.ts';
import { findings, type Finding } from '../model/findings.ts';
import type { RunRecord } from '../model/record.ts';
import { citation, specificationUrl } from '../model/spec-link.ts';
import { claimsMarkdown } from './markdown-claims.ts';
import { levelsMarkdown } from './markdown-levels.ts';
import { conclusionSentence, gateSentence, leadSentence } from './sentences.ts';
import { speedsMarkdown } from './speed-lines.ts';
import { clip, isolated, visibleLine } from './text.ts';
import { disclaimer, evidenceWords, faultOf, faultWords, repeatCommand, stateWords, verdictWords } from './words.ts';

// Every character that Markdown or the HTML within it could take for markup; links are left without their scheme.
const markup = /[\\`*_{}[\]()#+\-.!|<>&~:@=$^"']/g;

// Links, mentions and references are looked for after all escapes are undone: none of these may be next to what follows.
const reference = /@|[#!](?=\w)|:(?=\/\/)|\b(?:www(?=\.)|GH(?=-\d))/giu;

// A character that `visible` leaves in no text.
const cut = '\u{FDD0}';

/** Text of others, as Markdown that shows it and does nothing else; `seam` stands where a link would else be seen. */
function harmless(value: string, seam: string): string {
  const parts = visibleLine(clip(value, 600)).replace(reference, `$&${cut}`).split(cut);
  const escaped = parts.map((part) => part.replace(markup, (character) => `&#${character.charCodeAt(0)};`));
  return isolated(escaped.join(seam), '&#x2068;', '&#x2069;');
}

/** A space of no width, since what looks for mentions may join what only a comment parts. */
const text = (value: string): string => harmless(value, '&#x200B;');

/** Code in a table or a line: as HTML, since a code span has no escape of its own. It can be copied as it is. */
const code = (value: string): string => `<code>${harmless(value, '<!-- -->')}</code>`;

/** summary.md, for the summary page of a CI job. */
export function renderMarkdown(run: RunRecord): string {
  return [
    `# ${text(run.targets.a.domain)} and ${text(run.targets.b.domain)}`,
    text(leadSentence(run)),
    text(conclusionSentence(run)),
    ...(run.catalogue.entries.length === 0 ? [] : [text(gateSentence(run))]),
    counts(run),
    functions(run),
    ...levelsMarkdown(run, text),
    ...claimsMarkdown(run, text),
    ...speedsMarkdown(run),
    ...coverage(run),
    ...whatDidNotPass(run),
    `${disclaimer} Run ${code(run.id)}, fedcheck ${text(run.fedcheck)}, ruleset ${text(run.ruleset.version)}.`,
  ]
    .join('\n\n')
    .concat('\n');
}

function counts({ results }: RunRecord): string {
  const there = countVerdicts(results, 'A->B');
  const back = countVerdicts(results, 'B->A');
  const rows = verdictOrder.map((verdict) => `| ${verdictWords[verdict]} | ${there[verdict]} | ${back[verdict]} |`);
  return ['| verdict | A to B | B to A |', '|---|---:|---:|', ...rows].join('\n');
}

function functions(run: RunRecord): string {
  const rows = featureRows(run).map(
    ({ feature, article, cells }) =>
      `| ${text(feature)} | ${stateWords[cells['A->B'].state]} | ${stateWords[cells['B->A'].state]} | ${text(article === '' ? '' : articleOf(article).paragraph)} |`,
  );
  return ['| function | A to B | B to A | DMA Article |', '|---|---|---|---|', ...rows].join('\n');
}

/** Entries of the requirement catalogue by specification, and how many of them this run exercised. */
function coverage(run: RunRecord): readonly string[] {
  const rows = countEntries(entryRows(run), bySpecification);
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ name, entries, exercised, states }) =>
      `| ${text(name)} | ${entries} | ${exercised} | ${states['not satisfied']} | ${states['not tested']} |`,
  );
  return [
    [
      '| specification | requirements | exercised | not satisfied | not tested |',
      '|---|---:|---:|---:|---:|',
      ...lines,
    ].join('\n'),
  ];
}

function whatDidNotPass(run: RunRecord): readonly string[] {
  const all = findings(run);
  return all.length === 0 ? [] : ['## What did not pass', ...all.map((finding) => section(run, finding))];
}

function section(run: RunRecord, { id, result }: Finding): string {
  const { requirement } = result;
  const url = specificationUrl(requirement);
  const cited = url === undefined ? text(citation(requirement)) : `<a href="${url}">${text(citation(requirement))}</a>`;
  return [
    `<details><summary>${id} <b>${verdictWords[result.verdict]}</b> ${text(result.title)}, ${text(result.direction)}</summary>`,
    '',
    `- requirement: ${cited}, ${requirement.level}: ${text(requirement.sentence)}`,
    `- expected: ${text(result.expected)}`,
    `- actual: ${text(result.actual)}`,
    `- at fault: ${text(faultWords(run, faultOf(result)))}: ${text(result.argument)}`,
    ...(result.known === undefined ? [] : [`- known deviation: ${text(result.known)}`]),
    `- evidence: ${text(result.evidence.map(evidenceWords).join('; '))}`,
    `- repeat: ${code(repeatCommand(run, result))}`,
    '',
    '</details>',
  ].join('\n');
}
