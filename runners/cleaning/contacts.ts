import { askingBlocks, blockedIn } from '../campaign/settings.ts';
import { plumbingId } from '../session/plumbing.ts';
import { childElements, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { answered, type Cleaner, named } from './cleaner.ts';

const bareOf = (jid: unknown): string => String(jid).split('/')[0] ?? '';

/** Ends subscriptions and roster items that link the account with others of runs. */
export async function cleanRoster(cleaner: Cleaner): Promise<void> {
  const reply = await cleaner.ask(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
  const query = reply.getChild('query', ns.roster);
  const jids = (query ? childElements(query) : []).map(({ attrs }) => String(attrs.jid));
  for (const jid of jids.filter((one) => cleaner.ours.person(one))) {
    await cleaner.undo('removed', `the contact ${jid}`, async () => {
      await deny(cleaner, jid);
      const item = xml`<item jid="${jid}" subscription="remove"/>`;
      return answered(await cleaner.ask(xml`<iq type="set"><query xmlns="${ns.roster}">${item}</query></iq>`));
    });
  }
  const others = jids.filter((jid) => !cleaner.ours.person(jid));
  if (others.length > 0) cleaner.leave(`contacts: ${named(others)}`, 'no run is known to have made them');
}

/** Denies the requests of others of runs. They come with presence, whose priority keeps stored messages stored (RFC 6121, section 8.5.2.2). */
export async function cleanRequests(cleaner: Cleaner): Promise<void> {
  await cleaner.write(xml`<presence><priority>-1</priority></presence>`);
  // The answer stands behind what the server sends on presence.
  await cleaner.ask(xml`<iq type="get" to="${cleaner.jid}"><query xmlns="${ns.discoInfo}"/></iq>`);
  const requests = cleaner.arrived.filter(({ name, attrs }) => name === 'presence' && attrs.type === 'subscribe');
  const from = [...new Set(requests.map(({ attrs }) => bareOf(attrs.from)))];
  for (const jid of from) {
    if (!cleaner.ours.person(jid)) cleaner.leave(`the contact request of ${jid}`, 'no run is known to have sent it');
    else
      await cleaner.undo('removed', `the contact request of ${jid}`, async () => {
        await deny(cleaner, jid);
        return '';
      });
  }
}

const deny = (cleaner: Cleaner, jid: string): Promise<void> =>
  cleaner.write(xml`<presence to="${jid}" type="unsubscribed" id="${plumbingId()}"/>`);

/** Unblocks others of runs. */
export async function cleanBlocks(cleaner: Cleaner): Promise<void> {
  const blocked = blockedIn(await cleaner.ask(askingBlocks())) ?? [];
  for (const jid of blocked.filter((one) => cleaner.ours.person(one)))
    await cleaner.undo('removed', `the block of ${jid}`, () => unblock(cleaner, jid));
  const others = blocked.filter((jid) => !cleaner.ours.person(jid));
  if (others.length > 0) cleaner.leave(`blocks: ${named(others)}`, 'no run is known to have made them');
}

export const unblock = async (cleaner: Cleaner, jid: string): Promise<string> => {
  const unblocking = xml`<unblock xmlns="${ns.blocking}"><item jid="${jid}"/></unblock>`;
  return answered(await cleaner.ask(xml`<iq type="set">${unblocking}</iq>`));
};
