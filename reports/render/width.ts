// What a terminal shows in two cells: scripts of East Asia, their full-width forms, emoji.
const wide =
  /^[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{A4CF}\u{A960}-\u{A97C}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}\u{17000}-\u{18DFF}\u{1B000}-\u{1B2FF}\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]|^\p{Emoji_Presentation}/u;
// What it shows in none: marks on the letter before, joiners.
const without = /^[\p{M}\u{200B}-\u{200D}]/u;
const plain = /^[ -~]*$/;

const cellsOf = (character: string): number => (without.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** How many cells of a terminal a line takes. Terminals differ about joined emoji: none shows them wider. */
export function width(line: string): number {
  if (plain.test(line)) return line.length;
  let cells = 0;
  for (const character of line) cells += cellsOf(character);
  return cells;
}

/** How many code units of a line fit into so many cells; never half a character, nor a letter without its marks. */
export function fitting(line: string, cells: number): number {
  if (plain.test(line)) return Math.min(line.length, cells);
  let taken = 0;
  let end = 0;
  for (const character of line) {
    taken += cellsOf(character);
    if (taken > cells) break;
    end += character.length;
  }
  return end;
}

/** The line with spaces behind it, to so many cells. */
export const padded = (line: string, cells: number): string => line + ' '.repeat(Math.max(0, cells - width(line)));

/** What fits of a line into so many cells. */
export const cut = (line: string, cells: number): string => line.slice(0, fitting(line, cells));
