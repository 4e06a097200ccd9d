import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unpackPackages } from './apt.ts';
import { cacheFolder } from './cache.ts';
import type { Product } from './lab.ts';

const run = promisify(execFile);

/** Where a server's programs are: in the system (an empty root) or in a folder that the packages were unpacked into. */
export interface Programs {
  readonly root: string;
  /** Folders of the machine's kind, such as usr/lib/x86_64-linux-gnu, below the root. */
  readonly libraries: readonly string[];
  /** What every program of the tree needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

const PACKAGES: Readonly<Record<Product, readonly string[]>> = {
  prosody: ['prosody', 'lua-unbound', 'prosody-modules'],
  ejabberd: ['ejabberd'],
};

/** Finds the product's programs, and downloads them into the cache where the system has none. */
export async function findPrograms(
  product: Product,
  usable: (programs: Programs) => Promise<boolean>,
  options: { readonly progress?: ((line: string) => void) | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Programs> {
  const system = programsIn('');
  if (await usable(system)) return system;
  // With another list of packages it is another folder, so that what was fetched before is never taken for it.
  const folder = join(cacheFolder(), 'servers', `${PACKAGES[product].join('+')}-${await machine()}`);
  if (!existsSync(folder)) {
    options.progress?.(`downloading ${PACKAGES[product].join(' and ')} into ${folder}`);
    await unpackPackages(PACKAGES[product], folder, options.signal);
  }
  const unpacked = programsIn(folder);
  if (await usable(unpacked)) return unpacked;
  throw new Error(
    `The lab cannot use ${product} in ${folder}; remove that folder and start again, ` +
      `or install it: apt-get install --no-install-recommends ${PACKAGES[product].join(' ')}`,
  );
}

function programsIn(root: string): Programs {
  const libraries = ['usr/lib', 'lib']
    .map((folder) => `${root}/${folder}`)
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []))
    .filter((path) => /-linux-gnu[a-z0-9]*$/.test(path));
  const path = process.env.PATH ?? '/usr/bin:/bin';
  const env = { PATH: path, LANG: 'C.UTF-8', ...(root === '' ? {} : { LD_LIBRARY_PATH: libraries.join(':') }) };
  return { root, libraries, env };
}

/** Unpacked programs go with the release and the processor that they were fetched for. */
async function machine(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string): string => new RegExp(`^${name}="?([\\w.-]*)"?$`, 'm').exec(release)?.[1] ?? 'unknown';
  return `${field('ID')}-${field('VERSION_ID')}-${process.arch}`;
}

/** Whether a program ends well; its output does not matter. */
export async function succeeds(command: string, args: readonly string[], env: Programs['env']): Promise<boolean> {
  return run(command, [...args], { env }).then(
    () => true,
    () => false,
  );
}
