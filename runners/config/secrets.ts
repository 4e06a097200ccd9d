import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { Secret } from './plan.ts';
import type { PasswordSource } from './plan-schema.ts';
import { reasonOf } from './system-error.ts';
import { UsageError } from './usage-error.ts';

/** Where passwords may come from, besides files. */
export interface SecretSources {
  readonly environment: NodeJS.ProcessEnv;
  /** All of standard input as text; asked at most once. */
  readonly readStdin: () => Promise<string>;
}

/** A path in a plan file is relative to the folder of that file. */
export const besides = (file: string, path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));

/** A secret, and where it was found. */
export interface Found {
  readonly secret: Secret;
  readonly origin: string;
}

/** Reads secrets from where they are. No message and no origin holds a secret. */
export class SecretReader {
  readonly #sources: SecretSources;
  #lines: Promise<string[]> | undefined;

  constructor(sources: SecretSources) {
    this.#sources = sources;
  }

  /** The password of `jid`, from where the plan file says; `file` is the plan file. */
  async read(source: PasswordSource, jid: string, file: string): Promise<Found> {
    if (source.env !== undefined) return this.fromEnvironment(source.env, jid);
    if (source.file === undefined) return this.nextLine(jid);
    const path = besides(file, source.file);
    const [first] = await readLines(path, `password file ${path} for ${jid}`);
    return { secret: filled(first, `The password file ${path} for ${jid}`), origin: `file ${path}` };
  }

  fromEnvironment(name: string, jid: string): Found {
    const value = this.#sources.environment[name];
    if (value === undefined || value === '') {
      throw new UsageError(`The environment variable ${name} is not set; it must hold the password of ${jid}.`);
    }
    return { secret: new Secret(value), origin: `environment ${name}` };
  }

  /** The next line of standard input. */
  async nextLine(jid: string): Promise<Found> {
    this.#lines ??= this.#sources.readStdin().then(linesOf);
    const line = (await this.#lines).shift();
    return {
      secret: filled(line, `Standard input has no more lines; the next password it must give, that of ${jid},`),
      origin: 'standard input',
    };
  }
}

/** The first lines of a file. Throws a UsageError that names it. */
export async function readLines(path: string, what: string): Promise<readonly string[]> {
  try {
    return linesOf(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`The ${what} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

export function filled(line: string | undefined, subject: string): Secret {
  if (line === undefined || line === '')
    throw new UsageError(`${subject} is empty; put the password on a line of its own.`);
  return new Secret(line);
}
