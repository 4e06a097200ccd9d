import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan, Service } from '../config/plan.ts';

const PLAN = 'plan.yaml';
const PASSWORDS = 'passwords';
const AUTHORITY = 'ca.pem';

/** Writes a plan file that `fedcheck run --config` reads, with each password in a file of its own. Returns its path. */
export async function writePlanFiles(directory: string, plan: Plan): Promise<string> {
  await removePlanFiles(directory);
  await mkdir(join(directory, PASSWORDS), { mode: 0o700 });
  for (const { jid, password } of [...plan.a.accounts, ...plan.b.accounts]) {
    await writeFile(join(directory, PASSWORDS, jid), `${password.reveal()}\n`, { mode: 0o600 });
  }
  await writeFile(join(directory, AUTHORITY), plan.a.ca ?? '');
  await writeFile(join(directory, PLAN), planText(plan), { mode: 0o600 });
  return join(directory, PLAN);
}

export async function removePlanFiles(directory: string): Promise<void> {
  for (const name of [PLAN, PASSWORDS, AUTHORITY]) await rm(join(directory, name), { recursive: true, force: true });
}

/** The plan in YAML, whose strings are JSON's. Paths in it are relative to its own folder. */
export function planText({ a, b, run }: Plan): string {
  const { lanes, deadlineMs, heavy, dns, unreachable } = run;
  const deadline = JSON.stringify(deadlineMs % 1000 === 0 ? `${deadlineMs / 1000}s` : `${deadlineMs}ms`);
  const nameserver = dns === undefined ? '' : `, dns: ${JSON.stringify(dns)}`;
  const nowhere = unreachable === undefined ? '' : `, unreachable: ${JSON.stringify(unreachable)}`;
  return [
    '# The standing lab; valid until `fedcheck lab down`.',
    ...serviceLines('a', a),
    ...serviceLines('b', b),
    `run: { lanes: ${lanes}, deadline: ${deadline}, heavy: ${String(heavy)}${nameserver}${nowhere} }`,
    '',
  ].join('\n');
}

function serviceLines(key: 'a' | 'b', { accounts, connect }: Service): string[] {
  const [first, ...others] = accounts.map(({ jid }) => jid);
  const password = (jid: string): string => `{ file: ${JSON.stringify(`${PASSWORDS}/${jid}`)} }`;
  if (first === undefined) return [];
  return [
    `${key}:`,
    `  jid: ${JSON.stringify(first)}`,
    `  password: ${password(first)}`,
    ...(connect === undefined
      ? []
      : [`  connect: ${JSON.stringify(`xmpp${connect.directTls ? 's' : ''}://${connect.host}:${connect.port}`)}`]),
    `  ca: ${AUTHORITY}`,
    ...(others.length === 0 ? [] : ['  others:']),
    ...others.map((jid) => `    - { jid: ${JSON.stringify(jid)}, password: ${password(jid)} }`),
  ];
}
