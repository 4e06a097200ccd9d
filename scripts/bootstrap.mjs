/** Makes a fresh clone ready: checks Node and installs what the lock file names. Needs nothing but Node and npm. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const oldest = { major: 20, minor: 19 };

/** Installs the dependencies unless exactly those of the lock file are there. Ends the process with a sentence where that fails. */
export function bootstrap() {
  requireNode();
  if (isInstalled()) return;
  process.stderr.write('Installing the dependencies (npm ci) ...\n');
  const [command, ...prefix] = npmCommand();
  const options = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(command, [...prefix, ...options], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0 && isInstalled()) return;
  const reason =
    error === undefined ? `npm ci ended with ${String(status)}` : `npm could not be started: ${error.message}`;
  giveUp(
    `The dependencies could not be installed: ${reason}. Check the network and run "npm ci" in the project folder.`,
  );
}

/**
 * The npm that runs us, else the one on the path.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  return script.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm'];
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  giveUp(
    `fedcheck needs Node ${oldest.major}.${oldest.minor} or newer; this is ${process.versions.node}. Install a newer one.`,
  );
}

/** npm writes its own list of what it installed when it is done, so an interrupted installation never looks complete. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  return Object.entries(readPackages('package-lock.json') ?? {}).every(([path, { version, optional }]) => {
    return path === '' || optional === true || installed[path]?.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(`${root}${file}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
