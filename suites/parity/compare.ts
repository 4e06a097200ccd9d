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

/** The texts, on which a verdict is given: what came whole within one service comes whole across. */
export async function judgeTexts(story: Story, within: View, across: View, to: Session): Promise<void> {
  for (const [own, other] of pairsOf(within, across).filter(([{ isText }]) => isText)) {
    const usual = fateOf(own.sent, within.find(own.sent));
    if (usual !== 'whole') story.inconclusive(`${own.name} is ${usual} within one service as well`);
    const error = across.find(other.sent);
    if (error?.attrs.type === 'error') story.refused(error);
    const arrived = to.received(other.sent)[0] ?? (await expect(to).to.receive(other.sent, 1));
    expect(fateOf(other.sent, arrived), `${other.name} that comes whole within one service, across`).to.equal('whole');
  }
}

/** What is graded as a warning: all other payloads, and texts where only a place beside the delivery itself is compared. */
export async function advise(
  story: Story,
  place: string,
  within: View,
  across: View,
  which: 'all' | 'other payloads',
): Promise<void> {
  const incomparable: string[] = [];
  for (const [own, other] of pairsOf(within, across)) {
    if (own.isText && which === 'other payloads') continue;
    const usual = fateOf(own.sent, within.find(own.sent));
    const found = fateOf(other.sent, across.find(other.sent));
    if (usual !== 'whole') incomparable.push(`${own.name} (${usual})`);
    else if (found === 'refused') story.note(`refused across, and not within one service: ${own.name}`);
    else
      await story.should(adviceOn(own, place), () => {
        expect(found, `${own.name} ${place}, whole within one service, across`).to.equal('whole');
      });
  }
  if (incomparable.length > 0)
    story.note(`not whole ${place} within one service either, so not compared: ${incomparable.join(', ')}`);
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
