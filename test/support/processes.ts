import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A running process, as any user of the machine may see it; its environment as its owner may. */
export interface SeenProcess {
  readonly pid: number;
  readonly command: string;
  readonly environment: string;
}

/** The processes that have the text in their arguments or environment. What has ended but was not yet reaped is left out. */
export async function processesWith(text: string): Promise<SeenProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const seen = await Promise.all(pids.filter((pid) => pid !== process.pid).map(look));
  return seen.filter(({ command, environment }) => command.includes(text) || environment.includes(text));
}

async function look(pid: number): Promise<SeenProcess> {
  const read = async (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const [command, environment] = await Promise.all([read('cmdline'), read('environ')]);
  return { pid, command: command.replaceAll('\0', ' '), environment: environment.replaceAll('\0', ' ') };
}

/** Waits for the processes with the text to be gone. Throws with their names when they are not within five seconds. */
export async function untilGone(text: string): Promise<void> {
  const end = Date.now() + 5000;
  for (;;) {
    const left = await processesWith(text);
    if (left.length === 0) return;
    if (Date.now() > end)
      throw new Error(`still running: ${left.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`);
    await delay(20);
  }
}
