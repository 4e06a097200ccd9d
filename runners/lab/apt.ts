import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { closure } from './closure.ts';
import { guarded } from './guard.ts';

const run = promisify(execFile);
const ABANDONED = 3_600_000;
const NOT_FOUND = 127; // the shell's word for a program that is not there

/**
 * Downloads the packages with what they need and unpacks them into the folder, without root and without installing.
 * The folder appears whole or not at all; when another lab was faster, its folder stays.
 */
export async function unpackPackages(wanted: readonly string[], folder: string, signal?: AbortSignal): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  await removeAbandoned(folder);
  const work = await mkdtemp(`${folder}.partial-`);
  try {
    const apt = new Apt(work, signal);
    const tree = join(work, 'tree');
    await mkdir(tree);
    await apt.prepare();
    for (const archive of await apt.download(await apt.closure(wanted))) {
      await run(...guarded('dpkg-deb', ['-x', archive, tree]), { signal });
    }
    await renameUnlessThere(tree, folder);
  } catch (error) {
    throw new Error(explain(wanted, error), { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** apt with lists and a cache of its own: no root, no lock shared with the system's. */
class Apt {
  readonly #work: string;
  readonly #signal: AbortSignal | undefined;
  #trouble = '';

  constructor(work: string, signal: AbortSignal | undefined) {
    this.#work = work;
    this.#signal = signal;
  }

  async prepare(): Promise<void> {
    await mkdir(join(this.#work, 'lists', 'partial'), { recursive: true });
    await mkdir(join(this.#work, 'archives', 'partial'), { recursive: true });
    await writeFile(join(this.#work, 'apt.conf'), configuration(this.#work));
    const { stderr } = await this.#run('apt-get', ['-qq', 'update']);
    this.#trouble = stderr;
  }

  async closure(wanted: readonly string[]): Promise<string[]> {
    const { stdout: depends } = await this.#run('apt-cache', ['depends', '--recurse', '--important', ...wanted]).catch(
      (error: unknown) => {
        // Lists that cannot be fetched are only a warning to apt, and the real reason of this failure.
        throw this.#trouble === '' || !(error instanceof Error)
          ? error
          : Object.assign(error, { stderr: this.#trouble });
      },
    );
    const { stdout: states } = await this.#run('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}${Package}\n']);
    const installed = states.split('\n').filter((line) => line.startsWith('ii '));
    return closure(depends, wanted, new Set(installed.map((line) => line.slice(3))));
  }

  async download(names: readonly string[]): Promise<string[]> {
    await this.#run('apt-get', ['-qq', 'download', ...names]);
    const files = await readdir(this.#work);
    return files.filter((file) => file.endsWith('.deb')).map((file) => join(this.#work, file));
  }

  async #run(command: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    const own = command.startsWith('apt') ? ['-c', join(this.#work, 'apt.conf')] : [];
    const options = { cwd: this.#work, env: environment(), maxBuffer: 2 ** 26, signal: this.#signal };
    return run(...guarded(command, [...own, ...args]), options);
  }
}

function configuration(work: string): string {
  return `Dir::State "${work}";
Dir::State::lists "${work}/lists";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "${work}";
Dir::Cache::archives "${work}/archives";
Dir::Log "${work}";
Debug::NoLocking "true";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
Acquire::IndexTargets::deb-src::Sources::DefaultEnabled "false";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
`;
}

/** The program's own output is read, so it must be in English. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C.UTF-8' };
}

async function renameUnlessThere(tree: string, folder: string): Promise<void> {
  try {
    await rename(tree, folder);
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error;
  }
}

/** A killed download leaves its folder behind. */
async function removeAbandoned(folder: string): Promise<void> {
  const parent = dirname(folder);
  const partial = (await readdir(parent)).filter((name) => name.startsWith(`${basename(folder)}.partial-`));
  for (const path of partial.map((name) => join(parent, name))) {
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED) await rm(path, { recursive: true, force: true });
  }
}

function explain(wanted: readonly string[], error: unknown): string {
  if (isCode(error, 'ABORT_ERR')) return 'The download of the lab servers was interrupted.';
  if (isCode(error, 'ENOENT') || isCode(error, NOT_FOUND)) {
    return 'The lab obtains its servers with apt and dpkg, which this machine lacks; use Debian or Ubuntu.';
  }
  const output =
    typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
  const reason = output.split('\n').find((line) => /^[EW]:/.test(line)) ?? output.trim().split('\n').at(-1) ?? '';
  return (
    `The packages ${wanted.join(', ')} could not be downloaded (${reason}); ` +
    `check the network and apt's sources, or install them: apt-get install --no-install-recommends ${wanted.join(' ')}`
  );
}

function isCode(error: unknown, code: string | number): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
