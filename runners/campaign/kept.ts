import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isSystemError } from '../config/system-error.ts';
import { NotObserved } from '../session/errors.ts';
import { naming, troubleOf } from './events.ts';

const account = z.string(); // bare JID

/** A document of an account as it was; `former` is null where nobody could tell, and `trouble` says why. */
const documentSchema = z.strictObject({ empty: z.string(), former: z.string().nullable(), trouble: z.string() });

/** What a story is about to change on an account, or to make there. XML is text. */
const keptSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('room'), account, jid: z.string() }),
  z.strictObject({ what: z.literal('node'), account, node: z.string() }),
  z.strictObject({
    what: z.literal('published'),
    account,
    nodes: z.array(z.string()).nullable().describe('Null where the service lists none'),
    documents: z.array(documentSchema),
  }),
  z.strictObject({ what: z.literal('preferences'), account, original: z.string() }),
  z.strictObject({ what: z.literal('blocks'), account, original: z.array(z.string()) }),
  z.strictObject({ what: z.literal('push'), account, service: z.string() }),
  z.strictObject({ what: z.literal('account'), account }),
]);

const lineSchema = z.union([
  z.strictObject({ run: z.strictObject({ pid: z.int(), host: z.string() }) }),
  z.strictObject({ story: z.string(), kept: keptSchema }),
  z.strictObject({ story: z.string(), done: z.literal(true) }),
]);

export type Kept = z.infer<typeof keptSchema>;
export type KeptOf<W extends Kept['what']> = Extract<Kept, { what: W }>;
type Line = z.infer<typeof lineSchema>;

/** Where one performance writes down what it is about to change. */
export interface Keeper {
  /** Throws NotObserved where it cannot be written down: then the change must not be made. */
  keep(kept: Kept): void;
  /** All of it is as it was. */
  done(): void;
}

/** For those of whom nothing stays. */
export const noKeeper: Keeper = { keep: () => undefined, done: () => undefined };

/** Its name in the results folder. */
export const keptFile = 'restore.jsonl';

/**
 * restore.jsonl: what must be put back when the run is killed, each line written before the change that it is about. It holds
 * what belongs to the users, so an orderly run takes it away when all is as it was.
 */
export class KeptLog {
  readonly #directory: string;
  /** Hears why a line could not be written. */
  onTrouble: (why: string) => void = () => undefined;
  #begun = false;

  constructor(directory: string) {
    this.#directory = directory;
  }

  story(): Keeper {
    const story = randomBytes(6).toString('hex');
    let wrote = false;
    return {
      keep: (kept) => {
        wrote = true;
        const trouble = this.#write({ story, kept });
        if (trouble !== '') throw new NotObserved(`what must be put back could not be written down: ${trouble}`);
      },
      done: () => {
        if (wrote) this.#write({ story, done: true });
      },
    };
  }

  close(): void {
    closeKept(this.#directory);
  }

  get #path(): string {
    return join(this.#directory, keptFile);
  }

  /** An empty sentence when it is written. */
  #write(line: Line): string {
    try {
      naming(this.#path, () => {
        const lines: Line[] = this.#begun ? [line] : [{ run: { pid: process.pid, host: hostname() } }, line];
        mkdirSync(this.#directory, { recursive: true });
        appendFileSync(this.#path, lines.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600 });
        this.#begun = true;
      });
      return '';
    } catch (error) {
      const trouble = troubleOf(error);
      this.onTrouble(trouble);
      return trouble;
    }
  }
}

export interface Outstanding {
  readonly story: string;
  readonly kept: Kept;
}

/** What a results folder says is not put back. */
export interface KeptState {
  readonly directory: string;
  /** Whether there is such a file at all. */
  readonly exists: boolean;
  readonly run?: { readonly pid: number; readonly host: string };
  /** In the order in which it was written. */
  readonly outstanding: readonly Outstanding[];
  /** Numbers of lines, from 1, that are damaged; a last line that was cut off stands for a change that was never made. */
  readonly damaged: readonly number[];
}

/** Reads restore.jsonl of a results folder; without one nothing is outstanding. Throws what the file system says. */
export function readKept(directory: string): KeptState {
  const text = textOf(join(directory, keptFile));
  const lines = text.split('\n');
  const read = lines.map((text) => lineSchema.safeParse(parsed(text)).data);
  const done = new Set(read.flatMap((line) => (line && 'done' in line ? [line.story] : [])));
  const run = read.flatMap((line) => (line && 'run' in line ? [line.run] : [])).at(-1);
  return {
    directory,
    exists: text !== '',
    ...(run && { run }),
    outstanding: read.flatMap((line) => (line && 'kept' in line && !done.has(line.story) ? [line] : [])),
    damaged: read.flatMap((line, index) => (line === undefined && index < lines.length - 1 ? [index + 1] : [])),
  };
}

/** Notes that all of these stories was put back, and takes the file away where nothing more is outstanding. */
export function settleKept(directory: string, stories: Iterable<string>): void {
  const lines = [...stories].map((story) => `${JSON.stringify({ story, done: true } satisfies Line)}\n`);
  // Behind a line that was cut off, a line of its own.
  if (lines.length > 0) appendFileSync(join(directory, keptFile), `\n${lines.join('')}`);
  closeKept(directory);
}

/** Takes the file away where nothing in it is outstanding. */
function closeKept(directory: string): void {
  if (readKept(directory).outstanding.length === 0) rmSync(join(directory, keptFile), { force: true });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return '';
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
