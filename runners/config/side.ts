import { readCa } from './ca.ts';
import { readClaims } from './claims.ts';
import type { EffectiveValue } from './effective.ts';
import { domainOf, parseBareJid } from './jid.ts';
import type { Account, Making, Service } from './plan.ts';
import type { PlanFile } from './plan-file.ts';
import type { SideData } from './plan-schema.ts';
import { besides, type Found, type SecretReader } from './secrets.ts';
import { UsageError } from './usage-error.ts';
import { parseEndpoint } from './values.ts';

export type SideKey = 'a' | 'b' | 'reference';

/** Accounts that one lane works with at the same time. */
export const accountsPerLane = 3;
export const countOrigin = `default, ${String(accountsPerLane)} a lane`;

export const defaultVariable = (key: SideKey): string => `FEDCHECK_${key.toUpperCase()}_PASSWORD`;

/** Whose password --password-stdin and --password-file give: that of the first account, or of the administrator. */
export const passwordOwner = ({ jid, accounts }: SideData): string | undefined => jid ?? accounts?.admin?.jid;

/** What a side is read with. */
interface Reading {
  readonly key: SideKey;
  readonly data: SideData;
  readonly file: PlanFile;
  readonly secrets: SecretReader;
  readonly lanes: number;
  /** The password that an option gives. */
  readonly given: Found | undefined;
  readonly effective: EffectiveValue[];
}

/** The service that one side of a plan file describes, with passwords and certificate read. */
export async function serviceFromFile(reading: Reading): Promise<Service> {
  const { key, data, file } = reading;
  const who = data.accounts === undefined ? await named(reading, data) : await made(reading, data, data.accounts);
  const connect = data.connect === undefined ? undefined : parseEndpoint(data.connect);
  if (data.connect !== undefined) note(reading, ['connect'], data.connect);
  const ca =
    data.ca === undefined
      ? undefined
      : await readCa(besides(file.path, data.ca), `${file.origin([key, 'ca'])}: the CA file`);
  if (data.ca !== undefined) note(reading, ['ca'], data.ca);
  const muc = data.services?.muc;
  if (muc !== undefined) note(reading, ['services', 'muc'], muc);
  const claims = key === 'reference' ? undefined : await readClaims(key, file, reading.effective);
  return {
    ...who,
    ...(connect && { connect }),
    ...(ca !== undefined && { ca }),
    ...(muc !== undefined && { muc }),
    ...(claims && { claims }),
  };
}

/** The accounts that the side names. */
async function named(reading: Reading, data: SideData): Promise<Service> {
  const { key, file, secrets, effective } = reading;
  const { domain, jid } = parseBareJid(data.jid ?? '', `${key}.jid`);
  note(reading, ['jid'], data.jid ?? '');
  const password = await passwordOf(reading, data.password, jid, ['password']);
  const accounts: Account[] = [{ jid, password: password.secret }];
  for (const [index, other] of (data.others ?? []).entries()) {
    const account = parseBareJid(other.jid, `${key}.others`);
    if (account.domain !== domain) {
      throw new UsageError(
        `${file.origin([key, 'others', index])}: ${other.jid} is not an account of ${domain}, the server of ${key}.jid; others must be on the same server.`,
      );
    }
    const { secret, origin } = await secrets.read(other.password, other.jid, file.path);
    note(reading, ['others', index, 'jid'], other.jid);
    effective.push({ path: `${key}.others[${String(index)}].password`, value: '***', origin });
    accounts.push({ jid: account.jid, password: secret });
  }
  return { domain, accounts };
}

/** The accounts that the side wants made. */
async function made(
  reading: Reading,
  data: SideData,
  { make, count: wanted, admin }: NonNullable<SideData['accounts']>,
): Promise<Service> {
  const { key, file, lanes, effective } = reading;
  const domain = domainOf(data.domain ?? '');
  note(reading, ['domain'], data.domain ?? '');
  note(reading, ['accounts', 'make'], make);
  const count = wanted ?? lanes * accountsPerLane;
  if (wanted === undefined) effective.push({ path: `${key}.accounts.count`, value: count, origin: countOrigin });
  else note(reading, ['accounts', 'count'], wanted);
  const making = (how: Making): Service => ({ domain, accounts: [], making: how });
  if (make === 'register' || admin === undefined) return making({ by: 'register', count });
  const { jid, domain: home } = parseBareJid(admin.jid, `${key}.accounts.admin.jid`);
  if (home !== domain) {
    throw new UsageError(
      `${file.origin([key, 'accounts', 'admin'])}: ${admin.jid} is not an account of ${domain}, the domain of ${key}; its administrator must be on the same server.`,
    );
  }
  note(reading, ['accounts', 'admin', 'jid'], admin.jid);
  const { secret } = await passwordOf(reading, admin.password, admin.jid, ['accounts', 'admin', 'password']);
  return making({ by: 'admin', count, admin: { jid, password: secret } });
}

async function passwordOf(
  { key, file, secrets, given, effective }: Reading,
  source: SideData['password'],
  jid: string,
  path: readonly string[],
): Promise<Found> {
  const found = given ?? (await secrets.read(source ?? { env: defaultVariable(key) }, jid, file.path));
  effective.push({ path: [key, ...path].join('.'), value: '***', origin: found.origin });
  return found;
}

/** Keeps a value as it was written, under its key: `b.others[1].jid`. */
function note({ key, file, effective }: Reading, path: readonly (string | number)[], value: string | number): void {
  const name = path.map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step}`)).join('');
  effective.push({ path: `${key}${name}`, value, origin: file.origin([key, ...path]) });
}
