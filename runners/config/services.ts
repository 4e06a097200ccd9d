import type { EffectiveValue } from './effective.ts';
import type { Flags } from './flags.ts';
import { domainOf, domainProblem, parseBareJid } from './jid.ts';
import type { Service } from './plan.ts';
import type { PlanFile } from './plan-file.ts';
import { filled, type Found, readLines, type SecretReader } from './secrets.ts';
import { accountsPerLane, countOrigin, defaultVariable, passwordOwner, serviceFromFile, type SideKey } from './side.ts';
import { UsageError } from './usage-error.ts';

export interface Sides {
  readonly a: Service;
  readonly b: Service;
  /** Only a plan file can name one. */
  readonly reference?: Service;
  readonly effective: readonly EffectiveValue[];
}

/**
 * The accounts that two JIDs on the command line name, or with --make-accounts two domains on which they are made.
 * Their servers are found by SRV records.
 */
export async function servicesFromJids(
  words: readonly string[],
  flags: Flags,
  secrets: SecretReader,
  lanes: number,
): Promise<Sides> {
  const [first, second, third] = words;
  if (first === undefined || second === undefined || third !== undefined) {
    const found =
      words.length === 0 ? 'none was given' : `${String(words.length)} ${words.length === 1 ? 'was' : 'were'} given`;
    throw new UsageError(
      `Two accounts are needed, such as 'fedcheck run alice@a.example bob@b.example', or --config with a plan file; ${found}.`,
    );
  }
  const makes = makesAccounts(flags, [first, second]);
  const named = (word: string): string | undefined => (makes && !word.includes('@') ? undefined : word);
  const passwords = await givenPasswords(flags, secrets, [named(first), named(second)]);
  const effective: EffectiveValue[] = [];
  const side = (key: SideKey, word: string, index: 0 | 1): Service => {
    if (named(word) === undefined) return madeOn(key, word, lanes, effective);
    const { domain, jid: bareJid } = parseBareJid(word, `The JID of ${key.toUpperCase()}`);
    const { secret, origin } = passwords[index] ?? secrets.fromEnvironment(defaultVariable(key), word);
    effective.push(
      { path: `${key}.jid`, value: word, origin: 'argument' },
      { path: `${key}.password`, value: '***', origin },
    );
    return { domain, accounts: [{ jid: bareJid, password: secret }] };
  };
  return { a: side('a', first, 0), b: side('b', second, 1), effective };
}

/** Whether --make-accounts was given. Throws a UsageError where it says nothing that can be done. */
function makesAccounts({ makeAccounts }: Flags, words: readonly string[]): boolean {
  if (makeAccounts === undefined) return false;
  if (makeAccounts !== 'register') {
    throw new UsageError(
      `--make-accounts is ${JSON.stringify(makeAccounts)}; it must be 'register'. ` +
        'An administrator who makes accounts stands in a plan file: accounts: { make: admin, admin: { jid: …, password: … } }.',
    );
  }
  if (words.every((word) => word.includes('@'))) {
    throw new UsageError(
      `--make-accounts was given with ${words.join(' and ')}, which are accounts already; name a domain instead, such as alpha.example, or leave the option out.`,
    );
  }
  return true;
}

/** A domain of the command line on which accounts are registered. Throws a UsageError for what is none. */
function madeOn(key: SideKey, word: string, lanes: number, effective: EffectiveValue[]): Service {
  const problem = domainProblem(word);
  if (problem !== undefined)
    throw new UsageError(`The domain of ${key.toUpperCase()} is ${JSON.stringify(word)}, which ${problem}.`);
  const count = lanes * accountsPerLane;
  effective.push(
    { path: `${key}.domain`, value: word, origin: 'argument' },
    { path: `${key}.accounts.make`, value: 'register', origin: 'flag --make-accounts' },
    { path: `${key}.accounts.count`, value: count, origin: countOrigin },
  );
  return { domain: domainOf(word), accounts: [], making: { by: 'register', count } };
}

/**
 * Passwords by --password-stdin or --password-file: A's on the first line, B's on the second, that of the reference on the
 * third. A service without a JID needs none, and has no line.
 */
async function givenPasswords(
  flags: Flags,
  secrets: SecretReader,
  jids: readonly (string | undefined)[],
): Promise<readonly (Found | undefined)[]> {
  if (flags.passwordStdin === true && flags.passwordFile !== undefined) {
    throw new UsageError('Both --password-stdin and --password-file were given; leave one of them out.');
  }
  const found: (Found | undefined)[] = [];
  const path = flags.passwordFile;
  const lines = path === undefined ? [] : [...(await readLines(path, `file ${path} of --password-file`))];
  let number = 0;
  for (const jid of jids) {
    if (jid === undefined || (flags.passwordStdin !== true && path === undefined)) found.push(undefined);
    else if (path === undefined) found.push(await secrets.nextLine(jid));
    else {
      const line = lines[number];
      number += 1;
      found.push({
        secret: filled(line, `Line ${String(number)} of ${path}, the password of ${jid},`),
        origin: 'flag --password-file',
      });
    }
  }
  return found;
}

/** The services that a plan file describes, with passwords and certificates read. */
export async function servicesFromFile(
  file: PlanFile,
  flags: Flags,
  secrets: SecretReader,
  lanes: number,
): Promise<Sides> {
  if (flags.makeAccounts !== undefined) {
    throw new UsageError(
      `Both --make-accounts and the plan file ${file.path} were given; write accounts: { make: register } into the plan file instead.`,
    );
  }
  const { data } = file;
  const owners = [data.a, data.b, data.reference].map((side) => side && passwordOwner(side));
  const given = await givenPasswords(flags, secrets, owners);
  const effective: EffectiveValue[] = [];
  const read = { file, secrets, lanes, effective };
  const a = await serviceFromFile({ ...read, key: 'a', data: data.a, given: given[0] });
  const b = await serviceFromFile({ ...read, key: 'b', data: data.b, given: given[1] });
  if (data.reference === undefined) return { a, b, effective };
  const reference = await serviceFromFile({ ...read, key: 'reference', data: data.reference, given: given[2] });
  return { a, b, reference, effective };
}
