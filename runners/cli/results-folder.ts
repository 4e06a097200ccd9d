import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isSystemError, reasonOf } from '../config/system-error.ts';
import { UsageError } from '../config/usage-error.ts';

/** Name of a run: its time in ISO 8601 basic form, and four hexadecimal digits, such as 2026-11-18T140211Z-7f3c. */
export const runName = (now: Date): string =>
  `${now.toISOString().replace(/\.\d+/, '').replaceAll(':', '')}-${randomBytes(2).toString('hex')}`;

/** Makes the folder of a run and proves that it can be written to. Throws a UsageError before anything was started. */
export async function makeRunFolder(results: string, name: string): Promise<string> {
  const folder = join(results, name);
  const probe = join(folder, '.writable');
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, 'fedcheck');
    await rm(probe);
    return folder;
  } catch (error) {
    throw new UsageError(
      `The results folder ${results} (--results) cannot be written to: ${reasonOf(error)}. Name another with --results.`,
      { cause: error },
    );
  }
}

/**
 * Makes sure that nothing written into a folder, which others may have filled, lands elsewhere. Throws a UsageError that
 * names the symbolic link.
 */
export async function refuseLinks(folder: string, paths: readonly string[]): Promise<void> {
  const places = paths.flatMap((path) =>
    path.split('/').map((_part, end, all) => join(folder, ...all.slice(0, end + 1))),
  );
  for (const place of new Set(places)) {
    const found = await lstat(place).catch(() => undefined);
    if (found?.isSymbolicLink() !== true) continue;
    throw new UsageError(`${place} is a symbolic link, and what is written there would land elsewhere: remove it.`);
  }
}

/** Writes a text into the folder of a run, with the folders on the way to it. */
export async function writeInto(folder: string, path: string, text: string): Promise<string> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, text);
  return full;
}

export const manifestName = 'manifest.json';

interface Manifest {
  readonly schema: 'urn:fedcheck:manifest:1';
  readonly algorithm: 'SHA-256';
  /** Path within the folder, with slashes, to digest in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes manifest.json over every file of the folder; with `only`, renews those entries and keeps the others as they are.
 * What is gone when its turn comes, such as a temporary file of a server that still runs, is left out.
 */
export async function writeManifest(folder: string, only?: readonly string[]): Promise<void> {
  const files = only ?? (await filesOf(folder)).filter((path) => path !== manifestName);
  const kept = only === undefined ? {} : await entriesOf(folder);
  const digests = await Promise.all(files.map(async (path) => ({ path, digest: await digestOf(join(folder, path)) })));
  const found = digests.flatMap(({ path, digest }) => (digest === undefined ? [] : [[path, digest] as const]));
  const all = Object.entries({ ...kept, ...Object.fromEntries(found) }).sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const manifest: Manifest = {
    schema: 'urn:fedcheck:manifest:1',
    algorithm: 'SHA-256',
    files: Object.fromEntries(all),
  };
  await writeInto(folder, manifestName, `${JSON.stringify(manifest, null, 2)}\n`);
}

async function entriesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  try {
    return (JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Partial<Manifest>).files ?? {};
  } catch {
    return {}; // A run that was cut short has no manifest yet.
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
}

/** Undefined for a file that is not there any more. */
async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
