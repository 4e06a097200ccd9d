import { type Element, fresh, ns, type Session, type Story, xml } from '../../runners/index.ts';

const mostPages = 20;

interface Room {
  readonly jid: string;
}

/** One result of an archive (XEP-0313, section 4.2): its id, the message as it is kept, and the stanza that carried both. */
export interface Archived {
  readonly id: string;
  readonly message: Element;
  readonly carrier: Element;
}

interface Page {
  readonly reply: Element;
  readonly results: readonly Archived[];
}

/** Asks for one page of a room's archive (XEP-0313, section 4.3), and takes the results that came before the reply. */
export async function pageOf(reader: Session, room: Room, max: number, after?: string): Promise<Page> {
  const queryid = fresh();
  const from = after === undefined ? [] : [xml`<after>${after}</after>`];
  const set = xml`<set xmlns="${ns.rsm}"><max>${max}</max></set>`;
  for (const one of from) set.cnode(one);
  const reply = await reader.request(
    xml`<iq type="set" to="${room.jid}"><query xmlns="${ns.mam}" queryid="${queryid}">${set}</query></iq>`,
  );
  const carriers = reader.received(
    xml`<message from="${room.jid}"><result xmlns="${ns.mam}" queryid="${queryid}"/></message>`,
  );
  const results = carriers.flatMap((carrier) => {
    const result = carrier.getChild('result', ns.mam);
    const message = result?.getChild('forwarded', ns.forward)?.getChild('message', ns.client);
    return message ? [{ id: String(result?.attrs.id), message, carrier }] : [];
  });
  return { reply, results };
}

/**
 * All that a room's archive gives to an occupant, in pages. Ends the story where it gives nothing: "a MUC archive MAY further
 * limit access based on other criteria" (XEP-0313, section 6.1.2), and no sentence demands an error of its own for that.
 */
export async function wholeArchive(reader: Session, room: Room, story: Story, max = 50): Promise<readonly Archived[]> {
  const all: Archived[] = [];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { reply, results } = await pageOf(reader, room, max, all.at(-1)?.id);
    if (reply.attrs.type === 'error') story.refused(reply);
    all.push(...results);
    if (results.length === 0 || reply.getChild('fin', ns.mam)?.attrs.complete === 'true') break;
  }
  return all;
}

/** What was said in a message that an archive keeps. */
export const spokenIn = ({ message }: Archived): string => message.getChildText('body') ?? '';
