import { Ours } from '../cleaning/ours.ts';
import type { Plan } from '../config/plan.ts';
import { ask } from '../session/ask.ts';
import { NotObserved } from '../session/errors.ts';
import { Transcript } from '../session/transcript.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ConnectionError } from '../transport/stream.ts';
import type { Pool } from './pool.ts';
import type { Ask } from './published.ts';
import type { Seat } from './seats.ts';
import { askingBlocks, blockedIn } from './settings.ts';

/**
 * Lifts what an account blocks of the plan's accounts (XEP-0191): a run that was killed may have left it. Under such a block
 * stories wait in vain, and those in which nothing may arrive hold by it. Resolves with a sentence where one stays in the way,
 * else with an empty one; a server that does not answer shows that in the stories.
 */
export async function liftBlocks(asking: Ask, jid: string, plan: Plan): Promise<string> {
  try {
    const ours = new Ours(plan);
    const blocked = blockedIn(await asking(askingBlocks())) ?? [];
    const lifting = blocked.filter((one) => ours.account(one));
    if (lifting.length > 0) await asking(unblocking(lifting));
    const still = lifting.length > 0 ? (blockedIn(await asking(askingBlocks())) ?? []) : blocked;
    const inTheWay = still.filter((one) => ours.account(one) || ours.domain(one));
    return inTheWay.length === 0 ? '' : `${jid} blocks ${inTheWay.join(', ')}; lift this with a client of that account`;
  } catch (error) {
    if (error instanceof NotObserved || error instanceof ConnectionError) return '';
    throw error;
  }
}

/** The same before the first story of an account, over a stream of its own: who has asked is told of later blocks (section 3.3). */
export async function liftBlocksOf({ side, account }: Seat, pool: Pool, plan: Plan): Promise<string> {
  const stream = await pool.take(account, new Transcript('blocklist', side)).catch(unlessUnreachable);
  if (stream === undefined) return '';
  try {
    return await liftBlocks((iq) => ask(stream, iq, plan.run.deadlineMs), account.jid, plan);
  } finally {
    pool.retire(account, stream);
  }
}

const unblocking = (jids: readonly string[]) => {
  const unblock = xml`<unblock xmlns="${ns.blocking}"/>`;
  for (const jid of jids) unblock.c('item', { jid });
  return xml`<iq type="set">${unblock}</iq>`;
};

function unlessUnreachable(error: unknown): undefined {
  if (!(error instanceof ConnectionError)) throw error;
}
