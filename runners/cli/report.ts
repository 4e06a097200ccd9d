import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunRecord, runSchema } from '../../reports/model/record.ts';
import { readKept } from '../campaign/kept.ts';
import { recoverRun } from '../campaign/recover.ts';
import { sentence } from '../../reports/render/text.ts';
import { isSystemError, reasonOf } from '../config/system-error.ts';
import { UsageError } from '../config/usage-error.ts';
import { wantsColor } from './io.ts';
import { color } from './options.ts';
import { manifestName, refuseLinks, writeInto, writeManifest } from './results-folder.ts';
import { filesFor, findingsFor } from './show.ts';
import { verb } from './verb.ts';

export const report = verb({
  name: 'report',
  positional: { name: 'folder', notation: '<folder>', describe: 'Results folder of a run' },
  describe: 'Render the reports of a results folder again, also of a run that was cut short',
  options: { ...color },
  examples: [
    [
      'fedcheck report fedcheck-results/2026-11-18T140211Z-7f3c',
      'From run.json, or from events.jsonl when there is none',
    ],
  ],
  act: async (args, io) => {
    const [folder = ''] = args.words;
    const { run, recovered } = await readRun(folder);
    const paths: string[] = [];
    const files = filesFor(run);
    await refuseLinks(folder, [...files.map(([path]) => path), manifestName]);
    for (const [path, render] of files) {
      if (path === 'run.json' && !recovered) continue; // The record itself is evidence; it is read, never rewritten.
      await writeInto(folder, path, render());
      paths.push(path);
    }
    await writeManifest(folder, paths);
    if (recovered) io.stderr.write(`There is no run.json: rendered from events.jsonl and marked partial.\n`);
    io.stderr.write(`${findingsFor(run, folder, wantsColor(io.stderr, io.environment, args.color))}\n`);
    for (const path of paths) io.stdout.write(`${join(folder, path)}\n`);
    return 0;
  },
});

/** The record in a results folder. Throws a UsageError when there is none that can be used. */
async function readRun(folder: string): Promise<{ readonly run: RunRecord; readonly recovered: boolean }> {
  const path = join(folder, 'run.json');
  const text = await readIfThere(path);
  if (text !== undefined) return { run: parseRun(text, path), recovered: false };
  const events = join(folder, 'events.jsonl');
  const lines = await readIfThere(events);
  if (lines === undefined) {
    throw new UsageError(
      `${folder} is not a results folder: it holds neither run.json nor events.jsonl. Name the folder of one run, such as fedcheck-results/2026-11-18T140211Z-7f3c.`,
    );
  }
  try {
    const run = recoverRun(lines);
    return { run: { ...run, cleanup: [...run.cleanup, ...notPutBack(folder)] }, recovered: true };
  } catch (error) {
    throw new UsageError(`${events} cannot be used: ${reasonOf(error)}.`, { cause: error });
  }
}

/** What a run that was killed had changed and not put back. */
function notPutBack(folder: string): readonly string[] {
  const accounts = new Set(readKept(folder).outstanding.map(({ kept }) => kept.account));
  if (accounts.size === 0) return [];
  return [
    `what was being changed on ${[...accounts].join(', ')} when the run was killed; ` +
      'fedcheck doctor --clean puts it back, with this folder as --results',
  ];
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

function parseRun(text: string, path: string): RunRecord {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON; restore it, or remove it to render from events.jsonl.`, {
      cause: error,
    });
  }
  const parsed = runSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const found = sentence(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  throw new UsageError(`${path} is not a run record of this version: ${found}.`, { cause: parsed.error });
}
