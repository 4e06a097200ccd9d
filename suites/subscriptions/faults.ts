import { advisory, drop, duplicate, inject, rewrite, xml } from '../../runners/index.ts';
import { isAsking, type Shown, shown } from './states.ts';
import { type Cell, followedOnceApproving, isReleased, type Side, wrongFor } from './cells.ts';
import { askedAgain, misread, pushOf } from './rosters.ts';

type Fault = ReturnType<typeof drop>;

/** Each way in which a cell can be broken. */
export const faultsOf = (cell: Cell): readonly Fault[] => [
  ...deliveryFaults(cell),
  ...[cell.user, cell.contact].flatMap((side) => [
    misread(side.actor, 'after', wrongFor(side)),
    ...changeFaults(cell, side),
    ...askingFaults(side),
    ...requestFaults(side),
  ]),
  ...effectFaults(cell),
];

function deliveryFaults({ delivery, sends }: Cell): readonly Fault[] {
  if (delivery === 'required') return [drop('presence', { type: sends }, 'juliet')];
  // Subscription stanzas come from the bare JID, whatever resource sent them.
  const shown = inject(
    `the ${sends}`,
    'juliet',
    { sends: 'presence', with: { type: sends }, by: 'romeo' },
    (_sent, sender) => xml`<presence from="${sender.bareJid}" type="${sends}"/>`,
  );
  if (delivery === 'unrouted') return [shown];
  return delivery === 'unwanted' ? [advisory(shown)] : [];
}

/** Where nothing changes, a push that says otherwise; where a request may stay, that it stays. */
function changeFaults({ sends }: Cell, side: Side): readonly Fault[] {
  const { actor, before, after, mayStayAsking } = side;
  if (mayStayAsking) return [advisory(misread(actor, 'after', { ...shown(after), asking: true }))];
  if (before !== after) return [];
  const push = inject(
    'a roster push',
    actor,
    { sends: 'presence', with: { type: sends }, by: 'romeo' },
    ({ attrs }, { bareJid }) => pushOf(actor === 'romeo' ? String(attrs.to) : bareJid, wrongFor(side)),
  );
  return [push];
}

/** A request of one's own that the roster, or even the push, does not show. */
function askingFaults({ actor, before, after }: Side): readonly Fault[] {
  if (!isAsking(after)) return [];
  return [
    advisory(misread(actor, 'after', { ...shown(after), asking: false })),
    ...(isAsking(before) ? [] : [rewrite('item', { ask: '' }, {}, actor)]),
  ];
}

function requestFaults(side: Side): readonly Fault[] {
  const wanted = followedOnceApproving(side);
  const opposite: Shown = { ...shown(side.after), subscription: wanted === true ? 'none' : 'from' };
  return [
    ...(isReleased(side) ? [askedAgain(side.actor)] : []),
    ...(wanted === undefined ? [] : [misread(side.actor, 'answered', opposite)]),
  ].map((fault) => (side.mayStayAsked ? advisory(fault) : fault));
}

function effectFaults({ effect, sends }: Cell): readonly Fault[] {
  const when = { sends: 'presence', with: { type: sends }, by: 'romeo' };
  switch (effect) {
    case 'quiet answer':
      return [
        advisory(
          inject('an approval', 'romeo', when, ({ attrs }) => xml`<presence from="${attrs.to}" type="subscribed"/>`),
        ),
      ];
    case 'contact leaves':
      return [advisory(drop('presence', { type: 'unavailable' }, 'romeo'))];
    case 'user appears':
      return [drop('presence', { from: /\// }, 'juliet'), advisory(duplicate('iq', { type: 'set' }, 'juliet'))];
    case 'user stays hidden':
      return [
        advisory(
          inject(
            'unavailable presence',
            'juliet',
            when,
            (_denial, { fullJid }) => xml`<presence from="${fullJid}" type="unavailable"/>`,
          ),
        ),
      ];
    case 'user leaves first':
      return [
        drop('presence', { type: 'unavailable' }, 'juliet'),
        advisory(duplicate('presence', { type: 'unsubscribed' }, 'juliet')),
      ];
    default:
      return [];
  }
}
