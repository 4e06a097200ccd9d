import type { Plan } from '../config/plan.ts';
import { Transcript } from '../session/transcript.ts';
import { ConnectionError } from '../transport/stream.ts';
import { type Pool, serviceOf } from './pool.ts';

const gone = new Set(['dns', 'connect', 'tls', 'stream', 'starttls']);

/** Tells whether both sides can still be reached: a sentence when one cannot, else an empty string. */
export async function stillThere(plan: Plan, pool: Pool): Promise<string> {
  for (const side of ['A', 'B'] as const) {
    const account = serviceOf(plan, side).accounts[0];
    if (!account) continue;
    try {
      const stream = await pool.take(side, account, new Transcript('control', side));
      await stream.close();
    } catch (error) {
      if (error instanceof ConnectionError && gone.has(error.phase)) return `${side} can no longer be reached: ${error.message}`;
    }
  }
  return '';
}
