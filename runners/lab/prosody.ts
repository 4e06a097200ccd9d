import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { packageRoot } from './package-root.ts';
import { writeProsodyAccounts } from './prosody-account.ts';
import { type Programs, succeeds } from './programs.ts';
import { componentsOf, type FaultyHost, placesOf, type Server, type ServerOptions } from './server.ts';
import { fillFixture, luaLiteral } from './template.ts';

/**
 * Prosody is usable when it finds the lua-unbound library.
 * Without that it silently asks the machine's own DNS servers, and the lab would reach out into the network.
 */
export async function prosodyUsable(programs: Programs): Promise<boolean> {
  const script = `${programs.root}/usr/bin/prosody`;
  if (!existsSync(script)) return false;
  const { lua, env } = await luaOf(programs);
  return succeeds(lua, ['-e', 'require "lunbound"'], env);
}

export async function startProsody(programs: Programs, options: ServerOptions): Promise<Server> {
  const { directory, domain, accounts, admin, hosts = [], signal } = options;
  const { data } = placesOf(directory);
  for (const name of ['certificates', 'modules']) await mkdir(join(data, name));
  const config = join(directory, 'prosody.cfg.lua');
  await writeFile(config, await prosodyConfig(options), { mode: 0o600 });
  await writeProsodyAccounts(data, domain, [...accounts, admin]);
  for (const host of hosts) await writeProsodyAccounts(data, host.domain, host.accounts);
  const { lua, env } = await luaOf(programs);
  const log = join(directory, 'prosody.log');
  const script = await startScript(programs, directory);
  const args = [script, '-F', '--config', config];
  const child = await startChild(
    { name: `Prosody of ${domain}`, command: lua, args, env: { ...env, HOME: directory }, directory, log },
    signal,
  );
  return { child, log };
}

/** The configuration file, from the templates in fixtures/lab. */
export async function prosodyConfig(options: ServerOptions): Promise<string> {
  const { directory, domain, address, ports, dns, admin, hosts = [], closed = false } = options;
  const { data, authority, certificate } = placesOf(directory);
  const values = {
    dataPath: data,
    pidFile: join(data, 'prosody.pid'),
    modulesPaths: [
      join(packageRoot(), 'fixtures', 'lab', 'prosody-modules'),
      ...(hosts.length > 0 ? [join(packageRoot(), 'fixtures', 'faults', 'prosody')] : []),
    ],
    installerPath: join(data, 'modules'),
    certificatesPath: join(data, 'certificates'),
    asRoot: process.getuid?.() === 0,
    address,
    c2sPort: ports.c2s,
    c2sTlsPort: ports.c2sTls,
    s2sPort: ports.s2s,
    httpPort: ports.http,
    authority,
    certificate,
    dns: `${dns.address}@${String(dns.port)}`,
    domain,
    admin: admin.jid,
    registration: !closed,
  };
  const own = { domain, modules: [], roomModules: [] };
  const blocks = [own, ...hosts].map(async (host) => hostConfig(host, options));
  return [await fillFixture('prosody.cfg.lua', values, luaLiteral), ...(await Promise.all(blocks))].join('\n');
}

/** A domain with its services. Without the module from prosody-modules its rooms would offer no moderation. */
async function hostConfig(
  { domain, modules, roomModules }: Pick<FaultyHost, 'domain' | 'modules' | 'roomModules'>,
  { address, ports }: ServerOptions,
): Promise<string> {
  const [mucDomain, uploadDomain, pubsubDomain] = componentsOf(domain);
  const values = {
    domain,
    modules,
    mucDomain,
    mucModules: ['muc_mam', 'muc_moderation', ...roomModules],
    uploadDomain,
    pubsubDomain,
    address,
    httpUrl: `http://${address}:${String(ports.http)}/`,
    uploadPath: `/${domain}/upload`,
  };
  return fillFixture('prosody-host.cfg.lua', values, luaLiteral);
}

/** The distribution's start script names folders of the system at its head; an unpacked tree needs a copy with its own. */
async function startScript({ root }: Programs, directory: string): Promise<string> {
  const original = `${root}/usr/bin/prosody`;
  if (root === '') return original;
  const text = await readFile(original, 'utf8');
  const copy = join(directory, 'prosody.lua');
  const moved = text.replaceAll(
    /^(CFG_\w+=)'(\/[^']*)'/gm,
    (_, name: string, path: string) => name + luaLiteral(root + path),
  );
  await writeFile(copy, moved, { mode: 0o600 });
  return copy;
}

/** The interpreter that the start script asks for, and where it finds its libraries. */
async function luaOf({ root, libraries, env }: Programs): Promise<{ lua: string; env: Programs['env'] }> {
  const head = (await readFile(`${root}/usr/bin/prosody`, 'utf8')).split('\n', 1)[0] ?? '';
  const version = /lua(5\.\d)/.exec(head)?.[1] ?? '5.4';
  const own = `${root}/usr/bin/lua${version}`;
  const lua = existsSync(own) ? own : `/usr/bin/lua${version}`;
  if (root === '') return { lua, env };
  const share = `${root}/usr/share/lua/${version}`;
  const native = libraries.map((folder) => `${folder}/lua/${version}/?.so`);
  return { lua, env: { ...env, LUA_PATH: `${share}/?.lua;${share}/?/init.lua;;`, LUA_CPATH: `${native.join(';')};;` } };
}
