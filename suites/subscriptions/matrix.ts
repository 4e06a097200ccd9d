import { describe, online, rfc, scenario } from '../../runners/index.ts';
import { type Cell, cellsOf } from './cells.ts';
import { faultsOf } from './faults.ts';
import { judgeEffect, judgeRequest, judgeState } from './judging.ts';
import { pushed } from './rosters.ts';
import { isAsked, shown } from './states.ts';
import { deliver, reach, sidesOf } from './story.ts';
import type { Stanza } from './table.ts';

const rfc6121 = rfc(6121);

/** Who is subscribed to whom when the story begins; requests are made in it. */
function subscribedBefore({ user }: Cell): readonly (readonly ['romeo' | 'juliet', 'romeo' | 'juliet'])[] {
  const { subscription } = shown(user.before);
  return [
    ...(subscription === 'to' || subscription === 'both' ? [['romeo', 'juliet'] as const] : []),
    ...(subscription === 'from' || subscription === 'both' ? [['juliet', 'romeo'] as const] : []),
  ];
}

const declareCell = (cell: Cell): void => {
  scenario(
    cell.title,
    {
      id: cell.id,
      requirement: rfc6121.must(cell.section.user, cell.sentence),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: subscribedBefore(cell),
      accountable: 'both',
      fault: faultsOf(cell),
    },
    async (pair, story) => {
      await reach(cell, pair, story);
      const views = sidesOf(cell, pair).map((view) => ({
        ...view,
        earlier: pushed(view.owner, view.other.bareJid).length,
      }));

      await deliver(cell, pair, story);

      for (const { earlier, ...view } of views) await judgeState(cell, view, earlier, story);
      await judgeEffect(cell, pair, story);
      // An approval that counts changes the other side, so those come last.
      const inOrder = [...views].sort(
        (one, other) => Number(isAsked(one.side.after)) - Number(isAsked(other.side.after)),
      );
      for (const view of inOrder) await judgeRequest(cell, view, story);
    },
  );
};

const declareCells = (feature: string, article: string, sends: Stanza): void => {
  describe(feature, article, () => {
    for (const cell of cellsOf(sends)) declareCell(cell);
  });
};

declareCells('Contact requests', '7(2)(a)(i)', 'subscribe');
declareCells('Deciding whom to follow', '7(7)', 'unsubscribe');
declareCells('Deciding who sees the online status', '7(7)', 'subscribed');
declareCells('Deciding who sees the online status', '7(7)', 'unsubscribed');
