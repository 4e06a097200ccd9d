/**
 * What a server sends is hostile text. Characters that are invisible, that reorder what is shown, or that steer a
 * terminal are written out as \u{202E}, so that a reader sees them and nothing acts on them.
 */

// C0 but tab and newline, DEL, C1, soft hyphen, marks and embeddings of the bidirectional algorithm, zero-width and
// line separators, interlinear and tag characters, noncharacters; surrogates match only when they stand alone.
const invisible =
  /[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{61C}\u{180E}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{FDD0}-\u{FDEF}\u{FEFF}\u{FFF0}-\u{FFFB}\u{FFFE}\u{FFFF}\u{D800}-\u{DFFF}\u{E0000}-\u{E0FFF}]|\p{Noncharacter_Code_Point}/gu;

const written = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`;

/** The text with everything invisible written out; newline and tab stay. */
export const visible = (text: string): string => text.replaceAll('\r\n', '\n').replace(invisible, written);

/** The same on one line. */
export const visibleLine = (text: string): string => visible(text).replaceAll(/\s*\n\s*|\t/g, ' ');

/** The first `limit` characters, with a note of how many follow. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)} [${text.length - limit} more characters in the transcript]`;
}
