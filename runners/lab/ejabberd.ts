import { existsSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { READY, startChild } from './child.ts';
import type { Programs } from './programs.ts';
import { packageRoot } from './package-root.ts';
import { domainOf, type FaultyHost, localpartOf, placesOf, type Server, type ServerOptions } from './server.ts';
import { fillFixture, jsonLiteral } from './template.ts';

const ACCOUNTS = 'accounts.term';

// Without a node name there is no Erlang distribution, so no epmd and nothing outside loopback.
// Schedulers that wait do not spin (+sbwt).
const ARGS = [
  '-noinput',
  '-boot',
  'start_clean',
  '+K',
  'true',
  '+sbwt',
  'none',
  '+sbwtdcpu',
  'none',
  '+sbwtdio',
  'none',
];

// The accounts come from a file: an argument could be read by every user of the machine.
const PROVISION = `
  {ok, Accounts} = file:consult("${ACCOUNTS}"),
  [ok = ejabberd_auth:try_register(Localpart, Domain, Password) || {Localpart, Domain, Password} <- Accounts],
  io:format("${READY}~n").`;

/** ejabberd is usable when Erlang and its library folder are there. */
export async function ejabberdUsable(programs: Programs): Promise<boolean> {
  return Promise.resolve(runtimeOf(programs) !== undefined && libraryOf(programs) !== undefined);
}

export async function startEjabberd(programs: Programs, options: ServerOptions): Promise<Server> {
  const { directory, domain, dns, accounts, admin, hosts = [], signal } = options;
  const { data } = placesOf(directory);
  const log = join(directory, 'ejabberd.log');
  await writeFile(join(directory, 'ejabberd.yml'), await ejabberdConfig(options), { mode: 0o600 });
  await writeFile(join(directory, 'inetrc'), await inetrc(dns));
  const all = [...accounts, admin, ...hosts.flatMap((host) => host.accounts)];
  const terms = all.map((account) => term(localpartOf(account), domainOf(account), account.password.reveal()));
  await writeFile(join(data, ACCOUNTS), terms.join(''), { mode: 0o600 });
  const child = await startChild(
    {
      name: `ejabberd of ${domain}`,
      command: `${runtimeOf(programs) ?? ''}/bin/erlexec`,
      args: [...ARGS, '-mnesia', 'dir', '"mnesia"', ...compiling(hosts), '-s', 'ejabberd', '-eval', PROVISION],
      env: environment(programs, directory, log),
      directory: data,
      log: join(directory, 'console.log'),
    },
    signal,
  );
  await rm(join(data, ACCOUNTS));
  return { child, log };
}

/** The configuration file, from the template in fixtures/lab. */
export async function ejabberdConfig(options: ServerOptions): Promise<string> {
  const { directory, domain, address, ports, admin, hosts = [], closed = false } = options;
  const { data, authority, certificate } = placesOf(directory);
  const values = {
    domains: [domain, ...hosts.map((host) => host.domain)],
    hostSettings: Object.fromEntries(hosts.map((host) => [host.domain, settingsOf(host)])),
    admin: admin.jid,
    registration: closed ? 'deny' : 'allow',
    certificate,
    authority,
    address,
    c2sPort: ports.c2s,
    c2sTlsPort: ports.c2sTls,
    s2sPort: ports.s2s,
    httpPort: ports.http,
    // Several domains must not share one address.
    uploadUrl: `http://${address}:${String(ports.http)}/upload${hosts.length > 0 ? '/@HOST@' : ''}`,
    uploadPath: join(data, 'upload'),
    logsPath: join(data, 'room-logs'),
  };
  return fillFixture('ejabberd.yml', values, jsonLiteral);
}

const settingsOf = ({ modules, settings }: FaultyHost): Record<string, unknown> =>
  modules.length === 0 ? settings : { ...settings, modules: Object.fromEntries(modules.map((name) => [name, {}])) };

/** Makes what the sources of the hosts' modules say known to the machine, before ejabberd asks for it. */
function compiling(hosts: readonly FaultyHost[]): readonly string[] {
  const folder = join(packageRoot(), 'fixtures', 'faults', 'ejabberd');
  const sources = hosts.flatMap(({ modules }) => modules).map((name) => JSON.stringify(join(folder, `${name}.erl`)));
  if (sources.length === 0) return [];
  const script = `
    Load = fun(File) ->
      {ok, Module, Binary} = compile:file(File, [binary, report]),
      {module, Module} = code:load_binary(Module, File, Binary)
    end,
    lists:foreach(Load, [${sources.join(',')}]).`;
  return ['-eval', script];
}

/** The configuration of Erlang's resolver. */
export async function inetrc({ address, port }: ServerOptions['dns']): Promise<string> {
  return fillFixture('inetrc', { address: `{${address.replaceAll('.', ',')}}`, port }, String);
}

function environment(programs: Programs, directory: string, log: string): Record<string, string> {
  const { data } = placesOf(directory);
  return {
    ...programs.env,
    HOME: data,
    ROOTDIR: `${programs.root}/usr/lib/erlang`,
    BINDIR: `${runtimeOf(programs) ?? ''}/bin`,
    EMU: 'beam',
    PROGNAME: 'erl',
    ERL_LIBS: libraryOf(programs) ?? '',
    ERL_INETRC: join(directory, 'inetrc'),
    ERL_CRASH_DUMP: join(data, 'erl_crash.dump'), // it may hold passwords
    ERL_MAX_PORTS: '8192',
    EJABBERD_CONFIG_PATH: join(directory, 'ejabberd.yml'),
    EJABBERD_LOG_PATH: log,
    SPOOL_DIR: join(data, 'mnesia'),
  };
}

/** The folder of the Erlang runtime, such as /usr/lib/erlang/erts-13.1.5. */
function runtimeOf({ root }: Programs): string | undefined {
  const erlang = `${root}/usr/lib/erlang`;
  const name = existsSync(erlang) ? readdirSync(erlang).find((folder) => folder.startsWith('erts-')) : undefined;
  return name === undefined ? undefined : join(erlang, name);
}

/** The folder that holds ejabberd-VERSION; it depends on the machine's kind. */
function libraryOf({ root, libraries }: Programs): string | undefined {
  const places = [...libraries, `${root}/usr/lib`, `${root}/usr/lib/erlang/lib`, `${root}/usr/share`];
  return places.find((folder) => existsSync(folder) && readdirSync(folder).some((name) => /^ejabberd-\d/.test(name)));
}

/** One account as an Erlang term. Binaries are written as numbers: nothing needs to be escaped. */
function term(...fields: readonly string[]): string {
  return `{${fields.map((field) => `<<${[...Buffer.from(field, 'utf8')].join(',')}>>`).join(',')}}.\n`;
}
