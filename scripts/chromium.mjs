/** The browser that the HTML report is checked in: Debian's Chromium. */
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { run } from './child.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const policy = '/usr/sbin/policy-rc.d';

const isExecutable = (/** @type {string} */ path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @param {string} name */
const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);

/** The browser that CHROMIUM names, else one on the path. */
export const findChromium = () => process.env.CHROMIUM ?? names.map(onPath).find((path) => path !== undefined);

/**
 * Installs Chromium where that is possible: as root, with apt. Tests that need it and find none skip themselves and say why.
 * @returns {Promise<string>} one sentence for the log
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return `Chromium is ${found}.`;
  if (process.getuid?.() !== 0) return 'Chromium is not installed, and only root may install it.';
  if (onPath('apt-get') === undefined) return 'Chromium is not installed, and there is no apt-get to install it with.';
  return withoutServices(async () => {
    process.stderr.write('Installing Chromium (apt-get) ...\n');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ]) {
      const { code, output } = await run('apt-get', args, { capture: true, env });
      if (code !== 0)
        return `Chromium could not be installed: apt-get ${args[0]} said ${output.trim().split('\n').at(-1)}`;
    }
    return `Chromium is ${findChromium() ?? 'still not to be found'}.`;
  });
}

/**
 * Debian starts the services of what it installs unless a policy says no (101).
 * @param {() => Promise<string>} install
 */
async function withoutServices(install) {
  const own = !existsSync(policy);
  if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await install();
  } finally {
    if (own) rmSync(policy, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(`${await ensureChromium()}\n`);
