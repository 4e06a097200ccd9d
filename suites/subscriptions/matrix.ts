import { describe, online, presenceFrom, rfc, scenario } from '../../runners/index.ts';
import { type Cell, cellsOf } from './cells.ts';
import { faultsOf } from './faults.ts';
import { judgeEffect, judgeRequest, judgeState } from './judging.ts';
import { pushed } from './rosters.ts';
import { isAsked, shown } from './states.ts';
import { judgeDelivery, reach, sidesOf, tell } from './story.ts';
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
      covers: `RFC6121-${cell.section.user}`,
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

      const toldBefore = pair.juliet.received(presenceFrom(pair.romeo.bareJid, cell.sends)).length;

      await tell(cell, pair);

      // An approval that counts changes the other side, so those come last.
      const inOrder = [...views].sort(
        (one, other) => Number(isAsked(one.side.after)) - Number(isAsked(other.side.after)),
      );
      // States first: what a server does to a roster tells which of the two is at fault, in the controls as well.
      await story.parts({
        ...Object.fromEntries(
          views.map(({ earlier, ...view }) => [
            `the state of ${view.side.actor}`,
            () => judgeState(cell, view, earlier, story),
          ]),
        ),
        delivery: () => judgeDelivery(cell, pair, toldBefore, story),
        'side effects': () => judgeEffect(cell, pair, story),
        ...Object.fromEntries(
          inOrder.map((view) => [`a request to ${view.side.actor}`, () => judgeRequest(cell, view, story)]),
        ),
      });
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
