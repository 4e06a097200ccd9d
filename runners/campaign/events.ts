import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result, RunRecord } from '../../reports/model/record.ts';

export type LogLine =
  | { readonly type: 'planned'; readonly run: RunRecord; readonly planned: readonly Result[] }
  | { readonly type: 'finished' | 'amended'; readonly result: Result };

/** events.jsonl: appended and handed to the system while the run goes on, so a killed run loses nothing that was judged. */
export class EventLog {
  readonly #descriptor: number;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#descriptor = openSync(join(directory, 'events.jsonl'), 'a', 0o600);
  }

  write(line: LogLine): void {
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Writes a file of the results folder, making the folders above it. Throws what the file system says. */
export function writeInto(directory: string, path: string, text: string): void {
  const target = join(directory, path);
  mkdirSync(dirname(target), { recursive: true });
  const descriptor = openSync(target, 'w', 0o600);
  try {
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}
