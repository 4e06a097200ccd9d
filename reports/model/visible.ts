/**
 * What a server sends is hostile text. Characters that are invisible, that reorder what is shown, or that steer a
 * terminal are written out as \u{202E}, so that a reader sees them and nothing acts on them.
 */

// C0 but tab and newline, DEL, C1, line separators, noncharacters; surrogates match only when they stand alone. Of what
// Unicode lets a font ignore (soft hyphen, bidirectional controls, fillers, tags) all but the joiners and selectors that
// scripts and emoji need. Of marks on one letter, those beyond what any script stacks: they would cover the lines around.
const invisible =
  /[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}\u{2028}\u{2029}\u{FFF0}-\u{FFFB}\u{D800}-\u{DFFF}]|\p{Noncharacter_Code_Point}|(?![\u{200C}\u{200D}\u{FE0E}\u{FE0F}])\p{Default_Ignorable_Code_Point}|(?<=\p{M}{8})\p{M}/gu;

// The logs of CI services obey what is in them: ##vso[ and ##[ of Azure, ##teamcity[, and ::error:: of GitHub at the
// beginning of a line, which may be one that we broke.
const logCommand = /(?<=#)#(?=(?:vso|teamcity)?\[)|(?<=^|\s):(?=:[\w-]+(?:::|\s))/giu;

const written = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`;

/** The text with everything invisible written out; newline and tab stay. */
export const visible = (text: string): string =>
  text.replaceAll('\r\n', '\n').replace(invisible, written).replace(logCommand, written);
