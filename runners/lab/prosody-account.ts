import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '../config/plan.ts';
import { localpartOf } from './server.ts';
import { luaLiteral } from './template.ts';

const ITERATIONS = 4096; // the least that RFC 5802 allows: logins should be quick
const KEY_LENGTH = 20;

/** Writes the accounts into Prosody's data folder, as SCRAM-SHA-1 keys (RFC 5802, section 3): no password is stored. */
export async function writeProsodyAccounts(
  dataPath: string,
  domain: string,
  accounts: readonly Account[],
): Promise<void> {
  const folder = join(dataPath, encodeName(domain), 'accounts');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all(
    accounts.map(async (account) => {
      const file = join(folder, `${encodeName(localpartOf(account))}.dat`);
      await writeFile(file, await accountRecord(account.password.reveal()), { mode: 0o600 });
    }),
  );
}

async function accountRecord(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex'); // Prosody hashes the text of the salt
  const salted = await promisify(pbkdf2)(password, salt, ITERATIONS, KEY_LENGTH, 'sha1');
  const keyFor = (name: string): Buffer => createHmac('sha1', salted).update(name).digest();
  const fields = {
    salt,
    iteration_count: ITERATIONS,
    stored_key: createHash('sha1').update(keyFor('Client Key')).digest('hex'),
    server_key: keyFor('Server Key').toString('hex'),
  };
  const lines = Object.entries(fields).map(([name, value]) => `\t[${luaLiteral(name)}] = ${luaLiteral(value)};\n`);
  return `return {\n${lines.join('')}};\n`;
}

/** How Prosody's file storage writes the names of hosts and users. */
function encodeName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
