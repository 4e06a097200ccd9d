import { readFile } from 'node:fs/promises';
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { planFileSchema, knownKeys, type PlanFileData } from './plan-schema.ts';
import { didYouMean } from './suggest.ts';
import { reasonOf } from './system-error.ts';
import { UsageError } from './usage-error.ts';

type Path = readonly PropertyKey[];

/** A plan file that was read and found sound. Nothing in it was looked up yet: no password, no certificate. */
export interface PlanFile {
  readonly path: string;
  readonly data: PlanFileData;
  /** File and line where the value at that path stands. */
  origin(path: Path): string;
}

/** Reads a plan file. Throws a UsageError with one sentence, with line and column, for every problem in it. */
export async function readPlanFile(path: string): Promise<PlanFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`The plan file ${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  return parsePlanFile(text, path);
}

/** Reads the text of a plan file; `path` is what messages call it. */
export function parsePlanFile(text: string, path: string): PlanFile {
  const lines = new LineCounter();
  // prettyErrors would quote the source, and with it what may be a password.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}, line ${String(line)}, column ${String(col)}`;
  };
  if (document.errors.length > 0) {
    throw new UsageError(
      document.errors.map((error) => `${place(error.pos[0])}: this is not YAML (${wordsOf(error.code)}).`).join('\n'),
    );
  }
  const parsed = planFileSchema.safeParse(dataOf(document, path));
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) =>
      describeIssue(issue, document).map(([offset, said]) => `${place(offset)}: ${said}.`),
    );
    throw new UsageError(problems.map((problem) => problem.replace(/\?\.$/, '?')).join('\n'));
  }
  const origin = (at: Path): string => `${path}:${String(lines.linePos(offsetOf(document, at)).line)}`;
  return { path, data: parsed.data, origin };
}

/** An alias without its anchor, or aliases that multiply without end, only show when the values are built. */
function dataOf(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch (error) {
    throw new UsageError(`${path}: an alias (*name) in it cannot be resolved; write the value out instead.`, {
      cause: error,
    });
  }
}

const wordsOf = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

function describeIssue(issue: z.core.$ZodIssue, document: Document): readonly (readonly [number, string])[] {
  const name = nameOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => [
      offsetOfKey(document, issue.path, key),
      `'${key}' is not a key ${name === '' ? 'of a plan file' : `of ${name}`}.${didYouMean(key, knownKeys(issue.path))}`.replace(
        /\.$/,
        '',
      ),
    ]);
  }
  const missing = issue.path.length > 0 && document.getIn(issue.path) === undefined;
  const subject = name === '' ? 'the plan file' : name;
  return [
    [
      offsetOf(document, issue.path),
      missing ? `${subject} is missing; it ${issue.message}` : `${subject} ${issue.message}`,
    ],
  ];
}

/** `b.others[1].jid` */
const nameOf = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

/** Where the value begins; for a missing one, where the mapping begins that lacks it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: Path, key: string): number {
  const mapping: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(mapping) ? mapping.items.find((item) => String(item.key) === key) : undefined;
  return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}
