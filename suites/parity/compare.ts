import {
  canonical,
  childElements,
  type Element,
  errorTo,
  expect,
  type Requirement,
  type Sent,
  type Session,
  type Story,
  unlessAbsent,
} from '../../runners/index.ts';
import type { Posted } from './payloads.ts';

/** Neither side may get worse conditions or quality because its users write across (Articles 8(1) and 13(6)). */
export const parity = (sentence: string): Requirement => ({
  id: 'dma.13.6',
  specification: 'Regulation (EU) 2022/1925',
  version: '',
  section: '13(6)',
  level: 'policy',
  sentence,
});

/** What became of a message at some place, such as a copy of it or the archive. */
type Fate = 'whole' | 'altered' | 'absent' | 'refused';

/** Messages that were sent, and what of them is at the place that is compared. */
export interface View {
  readonly posted: readonly Posted[];
  readonly find: (sent: Sent) => Element | undefined;
}

export function fateOf({ stanza }: Sent, arrived: Element | undefined): Fate {
  if (arrived === undefined) return 'absent';
  if (arrived.attrs.type === 'error') return 'refused';
  const there = childElements(arrived).map(canonical);
  return childElements(stanza).every((child) => there.includes(canonical(child))) ? 'whole' : 'altered';
}

/** What of each message came to a session, or back as an error; what has not come behind a fence gets its full time. */
export async function liveView(posted: readonly Posted[], from: Session, to: Session): Promise<View> {
  await from.fence(to);
  await to.fence(from);
  return await arrivals(posted, from, to);
}

/** What of each message comes to a session in time, or came back as an error. */
export async function arrivals(posted: readonly Posted[], from: Session, to: Session): Promise<View> {
  const found = await Promise.all(
    posted.map(async ({ sent }) => {
      const [error] = from.received(errorTo(sent));
      return [sent.id, error ?? to.received(sent)[0] ?? (await to.receive(sent).catch(unlessAbsent))] as const;
    }),
  );
  const byId = new Map(found);
  return { posted, find: ({ id }) => byId.get(id) };
}

/**
 * Another place, such as copies or an archive, for messages that were seen delivered whole: what is amiss there is the
 * doing of the server that keeps it.
 */
export const furtherView = (delivered: View, find: View['find']): View => ({
  posted: delivered.posted.filter(({ sent }) => fateOf(sent, delivered.find(sent)) === 'whole'),
  find,
});

/**
 * Judges that what is whole at a place within one service is whole there across. What is not brings a warning of its own:
 * no control within one service can show it again, as that takes a user from elsewhere.
 * A text that is refused across alone is a refusal; of other payloads that is only noted.
 */
export async function compare(story: Story, place: string, within: View, across: View): Promise<void> {
  const incomparable: string[] = [];
  const refusals: Element[] = [];
  let texts = 0;
  for (const [own, other] of pairsOf(within, across)) {
    const usual = fateOf(own.sent, within.find(own.sent));
    if (usual !== 'whole') {
      incomparable.push(`${own.name} (${usual})`);
      continue;
    }
    if (own.isText) texts += 1;
    const found = across.find(other.sent);
    const fate = fateOf(other.sent, found);
    if (found && fate === 'refused') {
      story.note(`refused across, and not within one service: ${own.name}`);
      if (own.isText) refusals.push(found);
    } else
      await story.should(adviceOn(own, place), () => {
        expect(fate, `${own.name} ${place}, whole within one service, across`).to.equal('whole');
      });
  }
  if (incomparable.length > 0)
    story.note(`not whole ${place} within one service either, so not compared: ${incomparable.join(', ')}`);
  if (refusals[0]) story.refused(refusals[0]);
  if (texts === 0)
    story.inconclusive(`no text is whole ${place} within one service, or none crosses, so there is nothing to compare`);
}

const adviceOn = ({ name, isText }: Posted, place: string): Requirement =>
  parity(
    `${isText ? '' : 'Extended reading of Article 2(29): '}what is whole within one service is whole across: ${name} ${place}`,
  );

/** The same payload within and across, where both sides of the comparison have it. */
const pairsOf = (within: View, across: View): readonly (readonly [Posted, Posted])[] =>
  within.posted.flatMap((own) => {
    const other = across.posted.find(({ name }) => name === own.name);
    return other ? [[own, other] as const] : [];
  });
