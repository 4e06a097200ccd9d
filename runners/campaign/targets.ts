import type { Result } from '../../reports/model/record.ts';
import { Transcript } from '../session/transcript.ts';
import { ConnectionError } from '../transport/stream.ts';
import type { Pool } from './pool.ts';
import type { Lane } from './seats.ts';

const gonePhases = new Set(['dns', 'connect', 'tls', 'stream', 'starttls']);
const goneCodes = new Set(['deadline', 'closed-by-server']);

/**
 * Tells whether both sides can still be reached: a sentence when one cannot, else an empty string.
 * It looks with the accounts of the lane in doubt: what another lane plays sees them come and go.
 */
export async function stillThere({ accounts }: Lane, pool: Pool): Promise<string> {
  for (const side of ['A', 'B'] as const) {
    const [account] = accounts[side];
    if (!account) continue;
    try {
      const stream = await pool.take(account, new Transcript('control', side));
      await stream.close();
    } catch (error) {
      if (error instanceof ConnectionError && (gonePhases.has(error.phase) || goneCodes.has(error.code)))
        return `${side} can no longer be reached: ${error.message.replace(/\.$/, '')}`;
    }
  }
  return '';
}

const settled = new Set(['pass', 'not-applicable', 'not-run']);

/** True for a result that the end of a server would explain. */
export const isInDoubt = ({ verdict, reasonCode }: Result): boolean =>
  !settled.has(verdict) && reasonCode !== 'federation-down';

/** The result of a story under which a server went away: nobody is accused of what was seen after that. */
export const withoutTarget = (result: Result, lost: string): Result => ({
  ...result,
  verdict: 'inconclusive',
  atFault: 'undetermined',
  argument: 'a server went away, so nobody is accused',
  reasonCode: 'target-lost',
  actual: `${lost}; before that: ${result.actual}`,
});
