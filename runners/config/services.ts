import type { EffectiveValue } from './effective.ts';
import { readCa } from './ca.ts';
import type { Flags } from './flags.ts';
import { parseBareJid } from './jid.ts';
import type { Account, Plan, Secret, Service } from './plan.ts';
import type { PlanFile } from './plan-file.ts';
import type { SideData } from './plan-schema.ts';
import { besides, filled, readLines, type SecretReader } from './secrets.ts';
import { UsageError } from './usage-error.ts';
import { parseEndpoint } from './values.ts';

export interface Sides {
  readonly a: Service;
  readonly b: Service;
  readonly effective: readonly EffectiveValue[];
}

interface Found {
  readonly secret: Secret;
  readonly origin: string;
}
type SideKey = 'a' | 'b';

/** The accounts that two JIDs on the command line name. Their servers are found by SRV records. */
export async function servicesFromJids(jids: readonly string[], flags: Flags, secrets: SecretReader): Promise<Sides> {
  const [first, second, third] = jids;
  if (first === undefined || second === undefined || third !== undefined) {
    const found =
      jids.length === 0 ? 'none was given' : `${String(jids.length)} ${jids.length === 1 ? 'was' : 'were'} given`;
    throw new UsageError(
      `Two accounts are needed, such as 'fedcheck run alice@a.example bob@b.example', or --config with a plan file; ${found}.`,
    );
  }
  const passwords = await givenPasswords(flags, secrets, [first, second]);
  const effective: EffectiveValue[] = [];
  const side = (key: SideKey, jid: string, index: 0 | 1): Service => {
    const { domain, jid: bareJid } = parseBareJid(jid, `The JID of ${key.toUpperCase()}`);
    const { secret, origin } = passwords?.[index] ?? secrets.fromEnvironment(defaultVariable(key), jid);
    effective.push(
      { path: `${key}.jid`, value: jid, origin: 'argument' },
      { path: `${key}.password`, value: '***', origin },
    );
    return { domain, accounts: [{ jid: bareJid, password: secret }] };
  };
  return { a: side('a', first, 0), b: side('b', second, 1), effective };
}

const defaultVariable = (key: SideKey): string => `FEDCHECK_${key.toUpperCase()}_PASSWORD`;

/** Passwords of both first accounts by --password-stdin or --password-file: A's on the first line, B's on the second. */
async function givenPasswords(
  flags: Flags,
  secrets: SecretReader,
  jids: readonly [string, string],
): Promise<readonly [Found, Found] | undefined> {
  if (flags.passwordStdin === true && flags.passwordFile !== undefined) {
    throw new UsageError('Both --password-stdin and --password-file were given; leave one of them out.');
  }
  if (flags.passwordStdin === true) return [await secrets.nextLine(jids[0]), await secrets.nextLine(jids[1])];
  if (flags.passwordFile === undefined) return undefined;
  const path = flags.passwordFile;
  const lines = await readLines(path, `file ${path} of --password-file`);
  const line = (index: number, jid: string): Found => ({
    secret: filled(lines[index], `Line ${String(index + 1)} of ${path}, the password of ${jid},`),
    origin: 'flag --password-file',
  });
  return [line(0, jids[0]), line(1, jids[1])];
}

/** The services that a plan file describes, with passwords and certificates read. */
export async function servicesFromFile(file: PlanFile, flags: Flags, secrets: SecretReader): Promise<Sides> {
  const given = await givenPasswords(flags, secrets, [file.data.a.jid, file.data.b.jid]);
  const effective: EffectiveValue[] = [];
  const a = await serviceFromFile('a', file, given?.[0], secrets, effective);
  const b = await serviceFromFile('b', file, given?.[1], secrets, effective);
  return { a, b, effective };
}

async function serviceFromFile(
  key: SideKey,
  file: PlanFile,
  given: Found | undefined,
  secrets: SecretReader,
  effective: EffectiveValue[],
): Promise<Service> {
  const data: SideData = file.data[key];
  const note = (path: readonly PropertyKey[], name: string, value: string): unknown =>
    effective.push({ path: name, value, origin: file.origin([key, ...path]) });
  const { domain, jid } = parseBareJid(data.jid, `${key}.jid`);
  note(['jid'], `${key}.jid`, data.jid);
  const password = given ?? (await secrets.read(data.password ?? { env: defaultVariable(key) }, data.jid, file.path));
  effective.push({ path: `${key}.password`, value: '***', origin: password.origin });
  const accounts: Account[] = [{ jid, password: password.secret }];
  for (const [index, other] of (data.others ?? []).entries()) {
    const account = parseBareJid(other.jid, `${key}.others`);
    if (account.domain !== domain) {
      throw new UsageError(
        `${file.origin([key, 'others', index])}: ${other.jid} is not an account of ${domain}, the server of ${key}.jid; others must be on the same server.`,
      );
    }
    const { secret, origin } = await secrets.read(other.password, other.jid, file.path);
    note(['others', index, 'jid'], `${key}.others[${String(index)}].jid`, other.jid);
    effective.push({ path: `${key}.others[${String(index)}].password`, value: '***', origin });
    accounts.push({ jid: account.jid, password: secret });
  }
  const connect = data.connect === undefined ? undefined : parseEndpoint(data.connect);
  if (data.connect !== undefined) note(['connect'], `${key}.connect`, data.connect);
  const ca =
    data.ca === undefined
      ? undefined
      : await readCa(besides(file.path, data.ca), `${file.origin([key, 'ca'])}: the CA file`);
  if (data.ca !== undefined) note(['ca'], `${key}.ca`, data.ca);
  const muc = data.services?.muc;
  if (muc !== undefined) note(['services', 'muc'], `${key}.services.muc`, muc);
  return {
    domain,
    accounts,
    ...(connect && { connect }),
    ...(ca !== undefined && { ca }),
    ...(muc !== undefined && { muc }),
  };
}

/** Accounts that one lane works with at the same time. */
const accountsPerLane = 3;

/** Checks what only shows when both sides are known. Throws a UsageError. */
export function checkSides(plan: Plan, effective: readonly EffectiveValue[]): void {
  if (plan.a.domain === plan.b.domain) {
    throw new UsageError(
      `Both accounts are on ${plan.a.domain}; federation needs two servers, so name accounts of two different domains.`,
    );
  }
  for (const service of [plan.a, plan.b]) {
    const jids = service.accounts.map((account) => account.jid.toLowerCase());
    const twice = jids.find((jid, index) => jids.indexOf(jid) !== index);
    if (twice !== undefined)
      throw new UsageError(`The account ${twice} is named twice; every account of a side must be another one.`);
  }
  const { lanes } = plan.run;
  for (const [key, service] of [
    ['A', plan.a],
    ['B', plan.b],
  ] as const) {
    const needed = lanes * accountsPerLane;
    if (lanes > 1 && service.accounts.length < needed) {
      const origin = effective.find((entry) => entry.path === 'run.lanes')?.origin ?? 'default';
      throw new UsageError(
        `lanes is ${String(lanes)} (${origin}), which needs ${String(needed)} accounts on each side, but ${key} has ${String(service.accounts.length)}; ` +
          'add accounts under others, or use fewer lanes.',
      );
    }
  }
}
