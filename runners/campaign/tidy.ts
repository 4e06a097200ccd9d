import { Cleaner } from '../cleaning/cleaner.ts';
import { cleanBlocks, cleanRequests, cleanRoster } from '../cleaning/contacts.ts';
import { Ours } from '../cleaning/ours.ts';
import type { Account, Plan, Service } from '../config/plan.ts';
import { Transcript } from '../session/transcript.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ConnectionError, type Stream } from '../transport/stream.ts';
import type { Pool } from './pool.ts';
import { askingBlocks, blockedIn } from './settings.ts';

interface Opened {
  readonly service: Service;
  readonly account: Account;
  readonly stream: Stream;
  readonly cleaner: Cleaner;
}

/**
 * Takes away what links accounts of the plan with each other before the first story: contacts, requests and blocks, as a run that
 * was killed may have left them. Under them stories would wait in vain, hold because nothing arrives, or accuse somebody of what
 * is no breach. Rejects with ConnectionError where a block stays in the way; what else is in the way shows in the stories.
 */
export async function tidy(plan: Plan, pool: Pool): Promise<void> {
  const services = [plan.a, plan.b, ...(plan.reference ? [plan.reference] : [])];
  // Accounts that were made for the run are new.
  const lasting = services.filter(({ making }) => making === undefined);
  const opening = lasting.flatMap((service) => service.accounts.map((account) => open(service, account, plan, pool)));
  const opened = (await Promise.all(opening)).filter((one) => one !== undefined);
  try {
    const found = await Promise.all(opened.map(({ cleaner }) => tidyOne(cleaner)));
    const inTheWay = found.find((sentence) => sentence !== '');
    if (inTheWay !== undefined) throw new ConnectionError('open', 'blocked', `${inTheWay}.`);
    await Promise.all(opened.filter(hasRemoved).map((one) => awaitArrival(one, opened)));
  } finally {
    for (const { account, stream } of opened) pool.retire(account, stream);
  }
}

async function open(service: Service, account: Account, plan: Plan, pool: Pool): Promise<Opened | undefined> {
  try {
    const stream = await pool.take(account, new Transcript('tidying', service === plan.a ? 'A' : 'B'));
    return {
      service,
      account,
      stream,
      cleaner: new Cleaner(account, stream, plan.run.deadlineMs, new Ours(plan), true),
    };
  } catch (error) {
    if (error instanceof ConnectionError) return undefined;
    throw error;
  }
}

async function tidyOne(cleaner: Cleaner): Promise<string> {
  const inTheWay = await tidyBlocks(cleaner);
  await cleaner.look('roster', () => cleanRoster(cleaner));
  await cleaner.look('contact requests', () => cleanRequests(cleaner));
  return inTheWay;
}

/**
 * Lifts what the account blocks of others of runs (XEP-0191). Resolves with a sentence where an account or a whole service of the
 * plan stays blocked, else with an empty one; a server that does not answer shows that in the stories.
 */
export async function tidyBlocks(cleaner: Cleaner): Promise<string> {
  let inTheWay: readonly string[] = [];
  await cleaner.look('blocklist', async () => {
    await cleanBlocks(cleaner);
    const still = blockedIn(await cleaner.ask(askingBlocks())) ?? [];
    inTheWay = still.filter((jid) => cleaner.ours.account(jid) || cleaner.ours.domain(jid));
  });
  return inTheWay.length === 0
    ? ''
    : `${cleaner.jid} blocks ${inTheWay.join(', ')}; lift this with a client of that account`;
}

const hasRemoved = ({ cleaner }: Opened): boolean => cleaner.deeds.some(({ outcome }) => outcome === 'removed');

/** What the account sent to those of other services is there when they have answered a request that came behind it. */
async function awaitArrival({ service, cleaner }: Opened, all: readonly Opened[]): Promise<void> {
  const others = all.filter((one) => one.service !== service);
  await Promise.allSettled(
    others.map(({ account }) =>
      cleaner.ask(xml`<iq type="get" to="${account.jid}"><query xmlns="${ns.discoInfo}"/></iq>`),
    ),
  );
}
