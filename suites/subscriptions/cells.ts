import { isAsked, isFollowed, mirror, type Shown, shown, slug, type State } from './states.ts';
import { type Delivery, type Effect, type Stanza, table } from './table.ts';

/** One side of a cell: the actor, its state before and after, and what the texts leave open. */
export interface Side {
  readonly actor: 'romeo' | 'juliet';
  readonly before: State;
  readonly after: State;
  /** Sections 3.2.3 and A.3.4 disagree on whether a denial ends a pending request: what is left of it warns only. */
  readonly mayStayAsking: boolean;
  /** Sections 3.3.3 and A.3.2 disagree on a request that is withdrawn, where the roster holds an item: it warns only. */
  readonly mayStayAsked: boolean;
}

export interface Cell {
  readonly id: string;
  readonly title: string;
  readonly sends: Stanza;
  readonly delivery: Delivery;
  readonly effect: Effect | undefined;
  readonly user: Side;
  readonly contact: Side;
  /** Section of the table for the user's server, and for the contact's. */
  readonly section: { readonly user: string; readonly contact: string };
  readonly sentence: string;
}

/** Cells by the stanza that the user sends, as the table has them. */
export const cellsOf = (sends: Stanza): readonly Cell[] =>
  table[sends].map(([cell, before, after, delivery, title, effect]) => {
    const number = String(Object.keys(table).indexOf(sends) + 1);
    const conflict = delivery === 'either';
    const strict = { mayStayAsking: false, mayStayAsked: false };
    return {
      id: `rfc6121.a.2.${number}.${cell}.from-${slug(before)}`,
      title,
      sends,
      delivery,
      effect,
      user: { actor: 'romeo', before, after, ...strict },
      contact: {
        actor: 'juliet',
        before: mirror(before),
        after: mirror(after),
        mayStayAsking: conflict && sends === 'unsubscribed',
        // Where nothing but the request is recorded, both texts want it gone.
        mayStayAsked: conflict && sends === 'unsubscribe' && mirror(before) !== 'None + Pending In',
      },
      section: { user: `A.2.${number}`, contact: `A.3.${number}` },
      sentence: sentenceFor(sends, before, after),
    };
  });

const sentenceFor = (sends: Stanza, before: State, after: State): string =>
  before === after
    ? `An outbound "${sends}" in the state "${before}" changes no subscription, neither the user's nor the contact's`
    : `An outbound "${sends}" takes the user from "${before}" to "${after}" and the contact to "${mirror(after)}"`;

/** True where a side was asked and no longer is, without being followed: its server must have forgotten the request. */
export const isReleased = ({ before, after }: Side): boolean =>
  isAsked(before) && !isAsked(after) && !isFollowed(shown(after));

/**
 * Whether a side is followed once it approves, which tells whether it was still being asked;
 * undefined where the cell does not speak of that. A server that lets an approval without a request pass in the state
 * "To" breaks another cell, so that nothing is made of it there.
 */
export function followedOnceApproving(side: Side): boolean | undefined {
  if (isAsked(side.after)) return true;
  return isReleased(side) && shown(side.after).subscription === 'none' ? false : undefined;
}

/** A state that a roster must not show for a side; the same to whomever it shows. */
export const wrongFor = (side: Side): Shown => {
  const { subscription, asking } = shown(side.after);
  return { subscription: subscription === 'both' ? 'none' : 'both', asking };
};
