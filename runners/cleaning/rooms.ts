import { saysGone } from '../campaign/leftovers.ts';
import { childElements, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { answered, type Cleaner, type Deed } from './cleaner.ts';

/** The rooms that a service lists for one of the accounts, and that bear the mark of a run. */
export async function markedRooms(cleaners: readonly Cleaner[], service: string): Promise<readonly string[]> {
  const lists = cleaners.map(async (cleaner) => {
    const reply = await cleaner.ask(xml`<iq type="get" to="${service}"><query xmlns="${ns.discoItems}"/></iq>`);
    const query = reply.getChild('query', ns.discoItems);
    const jids = (query ? childElements(query) : []).map(({ attrs }) => String(attrs.jid));
    return jids.filter((jid) => cleaner.ours.room(jid) && jid.endsWith(`@${service}`));
  });
  const settled = await Promise.allSettled(lists);
  return settled.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
}

/** Destroys the room by whichever account owns it (XEP-0045, section 10.9). True when it is gone. */
export async function destroyRoom(cleaners: readonly Cleaner[], jid: string, deeds: Deed[]): Promise<boolean> {
  // A service may make a room of which somebody asks for the form of its owner.
  if (await isGone(cleaners, jid)) return true;
  const what = `the room ${jid}`;
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
