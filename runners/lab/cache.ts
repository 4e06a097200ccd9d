import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../config/usage-error.ts';

/** The folder for what fedcheck fetches and keeps: FEDCHECK_CACHE, else fedcheck in XDG_CACHE_HOME or ~/.cache. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const folder = resolve(
    given(env.FEDCHECK_CACHE) ?? join(given(env.XDG_CACHE_HOME) ?? join(homedir(), '.cache'), 'fedcheck'),
  );
  // The servers take lists of folders separated by colons, and apt takes names in quotes.
  if (/[:"\\\n]/.test(folder)) {
    throw new UsageError(
      `The cache folder ${JSON.stringify(folder)} has a colon, quote, backslash or line break in its name; ` +
        'set FEDCHECK_CACHE to another folder.',
    );
  }
  return folder;
}

/** The XDG specification says that an empty variable counts as unset. */
function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
