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
export async function settle({ romeo, juliet }: Pair): Promise<void> {
  await romeo.fence(juliet);
  await juliet.fence(romeo);
}

/** Approves whoever may have asked; resolves when the own server has handled it. */
export async function approve(owner: Session, other: Session): Promise<void> {
  await owner.send(xml`<presence to="${other.bareJid}" type="subscribed"/>`);
  await owner.fenceOwnServer();
}

/** Asks for a subscription; resolves when the contact has the request. */
export async function ask(asker: Session, asked: Session): Promise<void> {
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

/** The user sends the stanza of the cell; resolves when both servers have handled it. */
export async function tell({ sends }: Cell, pair: Pair): Promise<void> {
  await pair.romeo.send(xml`<presence to="${pair.juliet.bareJid}" type="${sends}"/>`);
  await settle(pair);
}

/** Whether the stanza came through to the contact, which shows that it was routed as well; `earlier` counts those before it. */
export async function judgeDelivery(
  { sends, delivery, section }: Cell,
  { romeo, juliet }: Pair,
  earlier: number,
  story: Story,
): Promise<void> {
  const arrival = presenceFrom(romeo.bareJid, sends);
  if (delivery === 'required') await expect(juliet).to.receive(arrival);
  story.saw(juliet.received(arrival).length > earlier ? 'the contact was told' : 'the contact was not told');
  if (delivery === 'unrouted') expect(juliet).not.to.have.received(arrival);
  if (delivery !== 'unwanted') return;
  const advice = rfc6121.shouldNot(section.contact, `A "${sends}" that changes no state is not shown to the contact`);
  await story.should(advice, () => {
    expect(juliet).not.to.have.received(arrival);
  });
}
