import { saysGone } from '../campaign/leftovers.ts';
import { childElements, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { answered, type Cleaner, type Deed } from './cleaner.ts';

/**
 * The rooms that a service lists for one of its own accounts, and that bear the mark of a run. They ask one after the other: a
 * service with many rooms has much to do for each.
 */
export async function markedRooms(
  own: readonly Cleaner[],
  service: string,
  deeds: Deed[],
): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  try {
    for (const cleaner of own) {
      const reply = await cleaner.ask(xml`<iq type="get" to="${service}"><query xmlns="${ns.discoItems}"/></iq>`);
      const query = reply.getChild('query', ns.discoItems);
      const jids = (query ? childElements(query) : []).map(({ attrs }) => String(attrs.jid));
      for (const jid of jids) if (cleaner.ours.room(jid) && jid.endsWith(`@${service}`)) marked.add(jid);
    }
  } catch (error) {
    deeds.push({ outcome: 'failed', what: 'the list of rooms', why: (error as Error).message });
  }
  return marked;
}

/** Destroys the room by whichever account owns it (XEP-0045, section 10.9). True when it is gone. */
export async function destroyRoom(cleaners: readonly Cleaner[], jid: string, deeds: Deed[]): Promise<boolean> {
  const what = `the room ${jid}`;
  try {
    return await destroyOwned(cleaners, jid, what, deeds);
  } catch (error) {
    deeds.push({ outcome: 'failed', what, why: (error as Error).message });
    return false;
  }
}

async function destroyOwned(cleaners: readonly Cleaner[], jid: string, what: string, deeds: Deed[]): Promise<boolean> {
  // A service may make a room of which somebody asks for the form of its owner.
  if (await isGone(cleaners, jid)) return true;
  for (const cleaner of cleaners) {
    const form = await cleaner.ask(xml`<iq type="get" to="${jid}"><query xmlns="${ns.mucOwner}"/></iq>`);
    if (saysGone(form)) return true;
    if (form.attrs.type !== 'result') continue;
    return await cleaner.undo('removed', what, () => destroyBy(cleaner, jid), deeds);
  }
  deeds.push({ outcome: 'left', what, why: 'no account of the plan owns it' });
  return false;
}

/** Nobody may be told of a room that is not known to him, so all must be told that it is no more. */
async function isGone(cleaners: readonly Cleaner[], jid: string): Promise<boolean> {
  const info = xml`<iq type="get" to="${jid}"><query xmlns="${ns.discoInfo}"/></iq>`;
  const answers = await Promise.all(cleaners.map((cleaner) => cleaner.ask(info)));
  return answers.every(saysGone);
}

/** An empty sentence when it is gone. A room may not answer those who ask while it ceases to be. */
async function destroyBy(cleaner: Cleaner, jid: string): Promise<string> {
  const destroying = xml`<iq type="set" to="${jid}"><query xmlns="${ns.mucOwner}"><destroy/></query></iq>`;
  try {
    return answered(await cleaner.ask(destroying));
  } catch (error) {
    if (await isGone([cleaner], jid)) return '';
    throw error;
  }
}
