import { Ours } from '../cleaning/ours.ts';
import type { Plan } from '../config/plan.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ConnectionError } from '../transport/stream.ts';
import type { Ask } from './published.ts';
import { askingBlocks, blockedIn } from './settings.ts';

/**
 * Lifts what an account blocks of the plan's accounts (XEP-0191). Resolves with a sentence where such a block, or one of a whole
 * service of the plan, stays in the way, else with an empty one; a server that does not answer shows that in the stories.
 */
export async function liftBlocks(asking: Ask, jid: string, plan: Plan): Promise<string> {
  const ours = new Ours(plan);
  const ask = async (): Promise<readonly string[]> => blockedIn(await asking(askingBlocks())) ?? [];
  try {
    const blocked = await ask();
    const lifting = blocked.filter((one) => ours.account(one));
    if (lifting.length > 0) await asking(unblocking(lifting));
    const still = lifting.length > 0 ? await ask() : blocked;
    const inTheWay = still.filter((one) => ours.account(one) || ours.domain(one));
    return inTheWay.length === 0 ? '' : `${jid} blocks ${inTheWay.join(', ')}; lift this with a client of that account`;
  } catch (error) {
    if (error instanceof ConnectionError) return '';
    throw error;
  }
}

function unblocking(jids: readonly string[]): Element {
  const unblock = xml`<unblock xmlns="${ns.blocking}"/>`;
  for (const jid of jids) unblock.c('item', { jid });
  return xml`<iq type="set">${unblock}</iq>`;
}
