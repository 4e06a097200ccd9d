/** The command as it would be typed again, for the report. Arguments never hold secrets. */
export const commandFrom = (argv: readonly string[]): string => ['fedcheck', ...argv].map(quoted).join(' ');

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
