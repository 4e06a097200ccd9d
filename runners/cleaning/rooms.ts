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
  for (const cleaner of cleaners) {
    const form = await cleaner.ask(xml`<iq type="get" to="${jid}"><query xmlns="${ns.mucOwner}"/></iq>`);
    if (form.attrs.type !== 'result') {
      if (form.getChild('error')?.getChild('item-not-found', ns.stanzas)) return true;
      continue;
    }
    const destroying = xml`<iq type="set" to="${jid}"><query xmlns="${ns.mucOwner}"><destroy/></query></iq>`;
    const work = async (): Promise<string> => answered(await cleaner.ask(destroying));
    return await cleaner.undo('removed', `the room ${jid}`, work, deeds);
  }
  deeds.push({ outcome: 'left', what: `the room ${jid}`, why: 'no account of the plan owns it' });
  return false;
}
