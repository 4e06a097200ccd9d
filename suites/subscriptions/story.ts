import { expect, presenceFrom, rfc, type Session, type Story, xml } from '../../runners/index.ts';
import type { Cell, Side } from './cells.ts';
import { read } from './rosters.ts';
import { isAsked, isAsking, isSame, shown } from './states.ts';

const rfc6121 = rfc(6121);

export interface Pair {
  readonly romeo: Session;
  readonly juliet: Session;
}

/** One side with its session and that of the other. */
export interface View {
  readonly side: Side;
  readonly owner: Session;
  readonly other: Session;
}

export const sidesOf = ({ user, contact }: Cell, { romeo, juliet }: Pair): readonly View[] => [
  { side: user, owner: romeo, other: juliet },
  { side: contact, owner: juliet, other: romeo },
];

/** Resolves when what either sent before has been handled by both servers (FX and FR). */
async function settle({ romeo, juliet }: Pair): Promise<void> {
  await romeo.fence(juliet);
  await juliet.fence(romeo);
}

/** Approves whoever may have asked; resolves when the own server has handled it. */
export async function approve(owner: Session, other: Session): Promise<void> {
  await owner.send(xml`<presence to="${other.bareJid}" type="subscribed"/>`);
  await owner.fenceOwnServer();
}

async function ask(asker: Session, asked: Session): Promise<void> {
  await asker.send(xml`<presence to="${asked.bareJid}" type="subscribe"/>`);
  await asked.receive(presenceFrom(asker.bareJid, 'subscribe'));
}

/** Both in the states before the stanza; subscriptions are there already, requests are made now. Inconclusive where that fails. */
export async function reach(cell: Cell, pair: Pair, story: Story): Promise<void> {
  const { romeo, juliet } = pair;
  if (isAsking(cell.user.before)) await ask(romeo, juliet);
  if (isAsked(cell.user.before)) await ask(juliet, romeo);
  await settle(pair);
  for (const { side, owner, other } of sidesOf(cell, pair)) {
    const seen = await read(owner, other.bareJid, 'before');
    if (!isSame(seen, shown(side.before)))
      story.inconclusive(`${owner.name} is not in the state ${side.before}: the roster shows ${JSON.stringify(seen)}`);
  }
}

/** Routing and delivery of the stanza. */
export async function deliver({ sends, delivery, section }: Cell, pair: Pair, story: Story): Promise<void> {
  const { romeo, juliet } = pair;
  const arrival = presenceFrom(romeo.bareJid, sends);
  const earlier = juliet.received(arrival).length;
  await romeo.send(xml`<presence to="${juliet.bareJid}" type="${sends}"/>`);
  if (delivery === 'required') await expect(juliet).to.receive(arrival);
  await settle(pair);
  story.saw(juliet.received(arrival).length > earlier ? 'the contact was told' : 'the contact was not told');
  if (delivery !== 'unwanted') return;
  const advice = rfc6121.shouldNot(section.contact, `A "${sends}" that changes no state is not shown to the contact`);
  await story.should(advice, () => {
    expect(juliet).not.to.have.received(arrival);
  });
}
