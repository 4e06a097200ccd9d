import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of the package that is running, from its package.json. */
export function fedcheckVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name: string;
        version: string;
      };
      if (name === 'fedcheck') return version;
    } catch {
      // No package.json here: the next folder up may have it.
    }
  }
  throw new Error('package.json of fedcheck is missing');
}
