import type { Finding } from '../../model/findings.ts';
import { levelRows, subProfileRows } from '../../model/levels.ts';
import type {
  LevelCell,
  LevelReason,
  LevelRow,
  LevelState,
  ReasonKind,
  SubProfileRow,
} from '../../model/profile-rows.ts';
import { type Direction, directions, type Result, type RunRecord } from '../../model/record.ts';
import { clip } from '../text.ts';
import { anchorOf, findingLink } from './links.ts';
import { articleMark, badge, levelMark } from './symbols.ts';
import { body, cell, row, table } from './table.ts';
import { html, type Html, nothing } from './template.ts';

/** What the reasons refer to. */
interface Known {
  readonly ids: ReadonlyMap<Result, Finding>;
  /** What an entry of the catalogue asks, by its id. */
  readonly sentences: ReadonlyMap<string, string>;
}

const labels: Readonly<Record<Direction, string>> = { 'A->B': 'From A to B', 'B->A': 'From B to A' };

/** Which level of the obligation is reached, in each direction, and what hinders it; nothing where no profile was applied. */
export function levelsSection(run: RunRecord, ids: ReadonlyMap<Result, Finding>): Html {
  const rows = levelRows(run);
  if (rows.length === 0) return nothing;
  const known: Known = { ids, sentences: new Map(run.catalogue.entries.map(({ id, sentence }) => [id, sentence])) };
  const heads = ['Level', ...directions.map((direction) => labels[direction])];
  const obliged = rows.find(({ obliged: sides }) => sides.length > 0)?.obliged ?? [];
  return html`<section id="s-levels" aria-labelledby="h-lev"><h2 id="h-lev">Levels of Article 7</h2>
<p class="intro">A level is met in one direction when every requirement that decides it held or does not apply, and the levels that it builds on are met. “Met in itself” means that one of those is not. ${obliged.length === 0 ? 'Neither provider declares to be a designated gatekeeper: the levels describe the two together, and none says that anybody breaks the law.' : html`Declared as designated gatekeeper: ${obliged.map((side) => badge(side))}. What the other service alone got wrong does not count. “Not met” is what was seen, and no finding that anybody breaks the law.`}</p>
${table(
  'lv',
  'Levels by direction',
  heads,
  rows.map((level) => levelBody(level, known)),
)}
${views(subProfileRows(run), known)}</section>`;
}

/** The levels at a glance, for the head of the report. */
export const levelStrip = (run: RunRecord): readonly Html[] =>
  levelRows(run).map(
    ({ level, state, cells }) =>
      html`<li><a href="#l-${anchorOf(level.id)}"><span class="n"><b>${level.id}</b> ${level.title}</span>${levelMark(state)}${stripNote(state, cells)}</a></li>`,
  );

/** What one word for both directions leaves out. */
function stripNote(state: LevelState, cells: LevelRow['cells']): Html {
  const [there, back] = directions.map((direction) => cells[direction][state === 'not due' ? 'readiness' : 'state']);
  const both = there === back ? (there ?? '') : `A to B ${there ?? ''}, B to A ${back ?? ''}`;
  if (state === 'not due') return html`<span class="d">readiness: ${both}</span>`;
  return there === back ? nothing : html`<span class="d">${both}</span>`;
}

function levelBody({ level, cells, labels: words, dueLabel }: LevelRow, known: Known): Html {
  const about = (direction: Direction): string =>
    [words[direction].replace(/^[AB]->[AB](?:, )?/u, ''), readinessWords(cells[direction])]
      .filter((text) => text !== '')
      .join('; ');
  const head = html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" id="l-${anchorOf(level.id)}"><span class="t"><span class="code">${level.id}</span> ${level.title}</span><span class="d">${articleMark(level.article)}. ${dueLabel}</span></th>${directions.map((direction) => cell(labels[direction], html`${levelMark(cells[direction].state, true)}<span class="d">${about(direction)}</span>`))}</tr>\n`;
  return body([head, ...reasonRows(cells, known)]);
}

/** What a level would be if it were due. */
const readinessWords = ({ state, readiness }: LevelCell): string =>
  state === 'not due' ? `readiness: ${readiness}` : '';

const kinds: readonly (readonly [ReasonKind, string])[] = [
  ['hinders', 'What stands against it'],
  ['open', 'What leaves it open'],
  ['observed', 'Observed, not decisive'],
  ['noted', 'Noted, does not count'],
];

const reasonRows = (
  cells: Readonly<Record<Direction, Pick<LevelCell, 'reasons' | 'gating' | 'held'>>>,
  known: Known,
): readonly Html[] => [
  row(
    'Deciding requirements with nothing against them that counts',
    directions.map((direction) =>
      cell(labels[direction], html`<span>${cells[direction].held} of ${cells[direction].gating}</span>`),
    ),
  ),
  ...kinds
    .filter(([kind]) => directions.some((direction) => cells[direction].reasons.some((one) => one.kind === kind)))
    .map(([kind, title]) =>
      row(
        title,
        directions.map((direction) =>
          cell(
            labels[direction],
            reasonList(
              cells[direction].reasons.filter((one) => one.kind === kind),
              known,
            ),
          ),
        ),
      ),
    ),
];

/** A few stand open; many fold. */
function reasonList(reasons: readonly LevelReason[], known: Known): Html {
  if (reasons.length === 0) return html`<span>–</span>`;
  const items = html`<ul class="reasons">${reasons.map((reason) => html`<li>${reasonItem(reason, known)}</li>`)}</ul>`;
  return reasons.length <= 4
    ? items
    : html`<details><summary class="plain">${reasons.length} requirements</summary>${items}</details>`;
}

/** The finding says what was seen; where there is none, the reason does. */
function reasonItem({ entry, sentence, atFault, results }: LevelReason, { ids, sentences }: Known): Html {
  const found = [...new Set(results.flatMap((result) => ids.get(result) ?? []))];
  const by = atFault === 'A' || atFault === 'B' ? html` ${badge(atFault)}` : nothing;
  const text = found.length > 0 ? (sentences.get(entry) ?? sentence) : sentence;
  return html`${entry === '' ? nothing : html`<span class="mono">${entry}</span> `}${clip(text, 200)}${by}${found.map(findingLink)}`;
}

function views(rows: readonly SubProfileRow[], known: Known): Html {
  if (rows.length === 0) return nothing;
  const bodies = rows.map(({ subProfile, cells }) => {
    const article = subProfile.article === '' ? nothing : articleMark(subProfile.article);
    const head = html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup"><span class="t">${subProfile.title}</span><span class="d">${article}</span></th>${directions.map((direction) => cell(labels[direction], levelMark(cells[direction].state, true)))}</tr>\n`;
    return body([head, ...reasonRows(cells, known)]);
  });
  return html`<h3>The same results by purpose</h3>${table('lv', 'Views by direction', ['View', ...directions.map((direction) => labels[direction])], bodies)}`;
}
