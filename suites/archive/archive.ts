import { type Element, fresh, ns, type Sent, type Session, type Story, xml } from '../../runners/index.ts';
import { type Archived, consult } from './query.ts';

/** What a scenario needs of the service whose archive it reads. */
export const needs = { recipientServer: ns.mam };

/** At most so many pages are turned, and so many times it is asked again: some services write archives with a delay. */
export const attempts = 8;

/**
 * Sees to it that the account keeps its messages (XEP-0441). The harness puts back what was changed. A service that has no
 * preferences keeps what it keeps.
 */
export async function keepAll(owner: Session, story: Story): Promise<void> {
  const preferences = await owner.request(xml`<iq type="get"><prefs xmlns="${ns.mam}"/></iq>`);
  const current = preferences.getChild('prefs', ns.mam)?.attrs.default as string | undefined;
  if (current === undefined || current === 'always') return;
  const reply = await owner.request(
    xml`<iq type="set"><prefs xmlns="${ns.mam}" default="always"><always/><never/></prefs></iq>`,
  );
  const now = reply.getChild('prefs', ns.mam)?.attrs.default as string | undefined;
  if (now === 'never' || (reply.attrs.type === 'error' && current === 'never'))
    story.notApplicable('the account archives nothing, and its preferences cannot be changed');
}

/** A JID without its resource. */
export const bare = (jid: unknown): string => String(jid).split('/', 1)[0] ?? '';

const bodyOf = (message: Element): string | null => message.getChildText('body');

/** A text that occurs nowhere else, so that a message can be told by it whatever else was done to it. */
export const unique = (text: string): string => `${text} ${fresh()}`;

/** Sends a chat message to the bare JID and waits until it has arrived. Resolves with the message and its live copy. */
export async function tell(
  from: Session,
  to: Session,
  text: string,
  type = 'chat',
): Promise<{ readonly sent: Sent; readonly live: Element }> {
  const sent = await from.send(xml`<message to="${to.bareJid}" type="${type}"><body>${unique(text)}</body></message>`);
  return { sent, live: await to.receive(sent) };
}

/** A dialogue in which the next line is said when the one before has arrived: both see it in the same order. */
export async function converse(one: Session, other: Session, lines: readonly string[]): Promise<readonly Sent[]> {
  const all: Sent[] = [];
  for (const [index, line] of lines.entries()) {
    const [from, to] = index % 2 === 0 ? [one, other] : [other, one];
    all.push((await tell(from, to, line)).sent);
  }
  return all;
}

/** Whether an archived message is the one that was sent: by its id or, where an archive loses that, by its text. */
export const isCopy = ({ message }: Archived, { id, stanza }: Sent): boolean =>
  message.attrs.id === id || (bodyOf(stanza) !== null && bodyOf(message) === bodyOf(stanza));

export const copiesOf = (results: readonly Archived[], sent: Sent): readonly Archived[] =>
  results.filter((one) => isCopy(one, sent));

/** Those of the results that are of these messages, in the order of the results, as the texts that were sent. */
export const textsOf = (results: readonly Archived[], all: readonly Sent[]): readonly string[] =>
  results.flatMap((one) => all.filter((sent) => isCopy(one, sent)).map(({ stanza }) => bodyOf(stanza) ?? ''));

/** What was sent, as texts. */
export const textsSent = (all: readonly Sent[]): readonly string[] => all.map(({ stanza }) => bodyOf(stanza) ?? '');

/**
 * The latest messages with a contact, oldest first, back to the first of `all`. The last of `all` shows that the archive is
 * up to date: it is asked again until that is there, or in vain.
 */
export async function latest(
  owner: Session,
  contact: Session,
  all: readonly Sent[],
  story: Story,
): Promise<readonly Archived[]> {
  const [first, last] = [all.at(0), all.at(-1)];
  let found: readonly Archived[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    found = await backTo(owner, contact, first, all.length, story);
    if (last && copiesOf(found, last).length > 0) break;
  }
  return found;
}

/** Pages backwards until the page that holds the first message; servers may make pages smaller than asked for. */
async function backTo(
  owner: Session,
  contact: Session,
  first: Sent | undefined,
  count: number,
  story: Story,
): Promise<readonly Archived[]> {
  let found: readonly Archived[] = [];
  let before = '';
  for (let turned = 0; turned < attempts; turned += 1) {
    const fields = { with: contact.bareJid };
    const answer = await consult(owner, { fields, page: { max: String(count + 3), before } }, story);
    found = [...answer.results, ...found];
    const oldest = answer.results.at(0)?.id;
    const enough = found.length >= count || (first && copiesOf(found, first).length > 0);
    if (enough === true || answer.complete || oldest === undefined) break;
    before = oldest;
  }
  return found;
}
