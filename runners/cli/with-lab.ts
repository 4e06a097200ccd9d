import { join } from 'node:path';
import type { Settings } from '../config/resolve.ts';
import type { Plan } from '../config/plan.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Distance } from '../lab/distance.ts';
import type { Product } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { RunFolder } from './perform.ts';
import { writeManifest } from './results-folder.ts';

const products: readonly Product[] = ['prosody', 'ejabberd'];

/** On loopback a stanza takes milliseconds; what has not come in this time does not come. */
export const labDeadlineMs = 5000;

export type Pair = readonly [Product, Product];

export const pairOption = {
  pair: { type: 'string', describe: 'Products of the two servers, A first (default prosody,ejabberd)' },
} as const;

/** The pair that `--pair` names. Throws a UsageError for anything else. */
export function parsePair(given = 'prosody,ejabberd'): Pair {
  const [a, b, ...more] = given.split(',').map((word) => products.find((product) => product === word.trim()));
  if (a !== undefined && b !== undefined && more.length === 0) return [a, b];
  throw new UsageError(
    `--pair is ${JSON.stringify(given)}; it must be two of ${products.join(' and ')} with a comma between, such as ejabberd,ejabberd.`,
  );
}

/** What lab is wanted. */
export interface LabShape {
  readonly pair: Pair;
  readonly distance?: Distance | undefined;
}

/** Starts two servers, acts on their plan, and stops them whatever happens. Their configuration and logs stay with the run. */
export async function withLab(
  settings: Settings,
  { pair, distance }: LabShape,
  { folder }: RunFolder,
  io: Io,
  say: (line: string) => void,
  act: (plan: Plan) => Promise<number>,
): Promise<number> {
  const lab = await startLab({
    directory: join(folder, 'lab'),
    lanes: settings.run.lanes,
    pair,
    ...(distance && { distance }),
    progress: say,
    signal: io.signal,
  });
  let crashed: string | undefined;
  void lab.crashed.then((side) => {
    crashed = `The server of ${side} ended without being asked to; its log is ${side === 'A' ? lab.logs.a : lab.logs.b}.`;
    say(crashed);
  });
  try {
    say(`lab ready in ${(lab.startMs / 1000).toFixed(1)} s: A ${lab.plan.a.domain}, B ${lab.plan.b.domain}`);
    const { unreachable } = lab.plan.run;
    const code = await act({
      ...lab.plan,
      run: { ...(unreachable && { unreachable }), ...settings.run, dns: lab.dns },
    });
    await lab.stop();
    await writeManifest(folder); // The servers' logs are complete only now.
    return crashed === undefined || code === exitCodes.interrupted ? code : exitCodes.trouble;
  } finally {
    await lab.stop();
  }
}
