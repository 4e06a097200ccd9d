/** The run record that a results folder with one run holds. */
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
    const [name = ''] = readdirSync(folder);
    return JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
