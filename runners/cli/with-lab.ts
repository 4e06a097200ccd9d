import { join } from 'node:path';
import type { Settings } from '../config/resolve.ts';
import type { Plan } from '../config/plan.ts';
import { startLab } from '../lab/start.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { RunFolder } from './perform.ts';
import { writeManifest } from './results-folder.ts';

/** The servers of the lab, A first. */
export const pair = ['prosody', 'ejabberd'] as const;

/** Starts two servers, acts on their plan, and stops them whatever happens. Their configuration and logs stay with the run. */
export async function withLab(
  settings: Settings,
  { folder }: RunFolder,
  io: Io,
  say: (line: string) => void,
  act: (plan: Plan) => Promise<number>,
): Promise<number> {
  const lab = await startLab({
    directory: join(folder, 'lab'),
    lanes: settings.run.lanes,
    pair,
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
    const code = await act({ ...lab.plan, run: { ...settings.run, dns: lab.dns } });
    await lab.stop();
    await writeManifest(folder); // The servers' logs are complete only now.
    return crashed === undefined || code === exitCodes.interrupted ? code : exitCodes.trouble;
  } finally {
    await lab.stop();
  }
}
