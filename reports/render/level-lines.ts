import type { LevelReason, LevelRow, ReasonKind } from '../model/profile-rows.ts';
import { directions } from '../model/record.ts';

/** What the terminal and Markdown say of the levels, in words. */

const shown = 6;

/** "MSG-16 (B), PRV-03 (A)"; at most six, then how many more there are. */
function named(reasons: readonly LevelReason[]): string {
  const names = reasons.map(({ entry, atFault }) =>
    atFault === 'A' || atFault === 'B' || atFault === 'both' ? `${entry} (${atFault})` : entry,
  );
  const each = [...new Set(names)];
  const more = each.length > shown ? ` and ${each.length - shown} more` : '';
  return `${each.slice(0, shown).join(', ')}${more}`;
}

const phrase = (reasons: readonly LevelReason[], kind: ReasonKind, words: string): string => {
  const own = reasons.filter((reason) => reason.kind === kind);
  const inEntries = own.filter(({ entry }) => entry !== '');
  const other = own.filter(({ entry }) => entry === '').map(({ sentence }) => sentence);
  return [...(inEntries.length > 0 ? [`${words} ${named(inEntries)}`] : []), ...other].join('; ');
};

/** What hinders the reasons' level, or leaves it open; nothing where nothing does. */
function reasonLine(reasons: readonly LevelReason[]): string {
  const needs = reasons.filter(({ kind, entry }) => kind === 'noted' && entry === '');
  return [phrase(reasons, 'hinders', 'hindered by'), phrase(reasons, 'open', 'open:'), phrase(needs, 'noted', '')]
    .filter((text) => text !== '')
    .join('; ');
}

/** One line for each direction of a level in which something stands against it, or one for both where they agree. */
export function levelLines({ cells, labels, dueLabel }: LevelRow): readonly string[] {
  const lines = directions.map((direction) => {
    const { state, readiness, reasons } = cells[direction];
    const why = reasonLine(reasons);
    const readyLine = `${dueLabel}; readiness: ${readiness}${why === '' ? '' : `, ${why}`}`;
    return [labels[direction], state === 'not due' ? readyLine : why] as const;
  });
  const [there, back] = lines;
  if (there !== undefined && there[1] !== '' && there[1] === back?.[1]) return [`both directions: ${there[1]}`];
  return lines.flatMap(([label, line]) => (line === '' ? [] : [`${label}: ${line}`]));
}

/** Whom the levels speak of. */
export function levelNote(rows: readonly LevelRow[]): string {
  const obliged = rows.find((row) => row.obliged.length > 0)?.obliged ?? [];
  return obliged.length === 0
    ? 'Neither service declares to be a designated gatekeeper: the levels describe the two and accuse nobody.'
    : `Designated as gatekeeper, by declaration: ${obliged.join(' and ')}. Faults of another service do not count.`;
}
