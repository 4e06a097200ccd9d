/** What a run leaves: its record in the results folder, and its last words on the terminal. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Undefined where the run left none. It is as fedcheck wrote it, which the caller's type says.
 * @template Run
 * @param {string} folder
 * @returns {Run | undefined}
 */
export function readRecord(folder) {
  try {
    return JSON.parse(readFileSync(join(runFolder(folder), 'run.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The folder of the one run in a results folder.
 * @param {string} folder
 */
export function runFolder(folder) {
  const [name = ''] = readdirSync(folder);
  return join(folder, name);
}

/**
 * What a run says of its own end, on one line.
 * @param {string} output
 */
export const lastWords = (output) =>
  output
    .split('\n')
    .filter((line) =>
      /^(fedcheck: |Not put back: |Exit \d)|the run ended early|ended without being asked to/.test(line),
    )
    .join(' ');
