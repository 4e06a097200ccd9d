import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RunRecord } from '../../../reports/model/record.ts';
import { recordIn, startCommand } from '../command.ts';
import { attempt, type Outcome } from '../in-process.ts';

/** What the plan file says of two services on loopback. */
export interface Meeting {
  /** A folder of its own. */
  readonly folder: string;
  /** Authority that the plan names for both. */
  readonly ca: string;
  readonly a: number;
  readonly b: number;
  readonly deadlineMs: number;
  readonly scenarios: readonly string[];
  /** Two further accounts a side, so that stories can be played inside a server. */
  readonly controls?: boolean;
}

const passwords = { FEDCHECK_A_PASSWORD: 'secret-of-alice', FEDCHECK_B_PASSWORD: 'secret-of-bob' };
const domains = { a: 'alpha.example', b: 'beta.example' } as const;

/** Writes the plan file; resolves with the arguments of the run. */
async function argumentsFor({ folder, ca, a, b, deadlineMs, scenarios, controls }: Meeting): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'ca.pem'), ca);
  const plan = join(folder, 'plan.yaml');
  const further = (side: string, domain: string): string =>
    ['second', 'third']
      .map((name) => `{ jid: ${name}@${domain}, password: { env: FEDCHECK_${side}_PASSWORD } }`)
      .join(', ');
  const service = (side: 'A' | 'B', jid: string, port: number): string =>
    `{ jid: ${jid}, ca: ca.pem, connect: 'xmpp://127.0.0.1:${port}'${controls === true ? `, others: [${further(side, jid.split('@')[1] ?? '')}]` : ''} }`;
  await writeFile(
    plan,
    [
      `a: ${service('A', `alice@${domains.a}`, a)}`,
      `b: ${service('B', `bob@${domains.b}`, b)}`,
      `run: { deadline: ${deadlineMs}ms }`,
    ].join('\n'),
  );
  const chosen = scenarios.flatMap((id) => ['--scenario', id]);
  return ['run', '--heavy', '--config', plan, '--results', join(folder, 'results'), ...chosen];
}

export interface Played extends Outcome {
  /** Undefined where no run began. */
  readonly run: RunRecord | undefined;
  /** Paths of all that was written, within the folder of the run. */
  readonly files: readonly string[];
}

/** `fedcheck run` in this process. */
export async function play(meeting: Meeting): Promise<Played> {
  const outcome = await attempt(await argumentsFor(meeting), passwords);
  return { ...outcome, ...(await found(meeting)) };
}

async function found({ folder }: Meeting): Promise<Pick<Played, 'run' | 'files'>> {
  const results = join(folder, 'results');
  const [name = ''] = await readdir(results).catch(() => []);
  if (name === '') return { files: [], run: undefined };
  const entries = await readdir(join(results, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return { files, run: files.includes('run.json') ? await recordIn(join(results, name)) : undefined };
}

/** Does the work for every item, so many at a time; the results are in the order of the items. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

export type ApartPlayed = Played & { readonly peakMb: number };

const preload = fileURLToPath(new URL('../peak-memory.mjs', import.meta.url));

/** `fedcheck run` in a process of its own, and the most memory that it held, in megabytes. */
export async function playApart(meeting: Meeting): Promise<ApartPlayed> {
  const args = await argumentsFor(meeting);
  const peak = join(meeting.folder, 'peak');
  const began = performance.now();
  const command = startCommand(args, {
    environment: { ...passwords, FEDCHECK_TEST_PEAK: peak, NODE_OPTIONS: `--import=${pathToFileURL(preload).href}` },
  });
  const code = await command.ended;
  if (typeof code !== 'number') throw new Error(`fedcheck was ended by ${code}: ${command.err}`);
  const ms = performance.now() - began;
  const peakMb = Number(await readFile(peak, 'utf8')) / 1000;
  return { code, said: command.err, out: command.out, ms, peakMb, ...(await found(meeting)) };
}
