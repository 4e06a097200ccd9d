import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { isSystemError, reasonOf } from '../config/system-error.ts';

export type LogLine =
  | { readonly type: 'planned'; readonly run: RunRecord; readonly planned: readonly Result[] }
  | { readonly type: 'finished' | 'amended'; readonly result: Result };

/** events.jsonl: appended and handed to the system while the run goes on, so a killed run loses nothing that was judged. */
export class EventLog {
  readonly #path: string;
  readonly #descriptor: number;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#path = join(directory, 'events.jsonl');
    this.#descriptor = openSync(this.#path, 'a', 0o600);
  }

  /** Throws what the file system says; the error has the path. */
  write(line: LogLine): void {
    naming(this.#path, () => {
      writeFileSync(this.#descriptor, `${JSON.stringify(line)}\n`);
    });
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Writes a file of the results folder, making the folders above it. Throws what the file system says; the error has the path. */
export function writeInto(directory: string, path: string, text: string): void {
  const target = join(directory, path);
  mkdirSync(dirname(target), { recursive: true });
  naming(target, () => {
    writeFileSync(target, text, { mode: 0o600 });
  });
}

/** Adds the path: a write that fails, as on a full disk, does not say where. */
export function naming(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (isSystemError(error)) error.path ??= path;
    throw error;
  }
}

/** Why a run cannot go on after an error that no story accounts for. */
export const troubleOf = (error: unknown): string =>
  isSystemError(error) && error.path !== undefined
    ? `${error.path} cannot be written: ${reasonOf(error)}`
    : `fedcheck itself failed: ${reasonOf(error)}`;
