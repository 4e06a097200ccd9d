import type { State } from './states.ts';

export type Stanza = 'subscribe' | 'unsubscribe' | 'subscribed' | 'unsubscribed';

/**
 * What becomes of the stanza at the contact: it must arrive, two texts disagree, it should not be shown there,
 * or the user's own server must not even route it.
 */
export type Delivery = 'required' | 'either' | 'unwanted' | 'unrouted';

/** What else the stanza brings about. */
export type Effect =
  /** An answer that the contact's server gives by itself is not shown to the user. */
  | 'quiet answer'
  /** The contact becomes unavailable to the user. */
  | 'contact leaves'
  /** The user becomes available to the contact. */
  | 'user appears'
  /** Nothing that would tell the contact of the user's presence. */
  | 'user stays hidden'
  /** The user becomes unavailable to the contact, before the cancellation arrives. */
  | 'user leaves first';

/** [cell, state of the user, state after it, delivery, title, effect]; the contact's states mirror the user's. */
export type Row = readonly [
  cell: string,
  before: State,
  after: State,
  delivery: Delivery,
  title: string,
  effect?: Effect,
];

/** The 36 synchronised cells of RFC 6121, appendix A.2, by the stanza that the user sends. */
export const table: Readonly<Record<Stanza, readonly Row[]>> = {
  subscribe: [
    ['m01', 'None', 'None + Pending Out', 'required', 'makes a first request pending on both sides'],
    [
      'm02',
      'None + Pending Out',
      'None + Pending Out',
      'either',
      'leaves a pending request pending when it is repeated',
    ],
    [
      'm03',
      'None + Pending In',
      'None + Pending Out+In',
      'required',
      'keeps two requests that cross each other pending',
    ],
    [
      'm04',
      'None + Pending Out+In',
      'None + Pending Out+In',
      'either',
      'leaves two crossing requests pending when one is repeated',
    ],
    ['m05', 'To', 'To', 'unwanted', 'keeps a subscription that is asked for once more', 'quiet answer'],
    [
      'm06',
      'To + Pending In',
      'To + Pending In',
      'unwanted',
      'keeps a subscription that is asked for once more while the contact awaits an answer',
      'quiet answer',
    ],
    ['m07', 'From', 'From + Pending Out', 'required', 'makes a request to a subscriber pending on both sides'],
    [
      'm08',
      'From + Pending Out',
      'From + Pending Out',
      'either',
      'leaves a request to a subscriber pending when it is repeated',
    ],
    ['m09', 'Both', 'Both', 'unwanted', 'keeps a mutual subscription that is asked for once more', 'quiet answer'],
  ],
  unsubscribe: [
    ['m10', 'None', 'None', 'unwanted', 'changes nothing between strangers on an unsubscribe'],
    ['m11', 'None + Pending Out', 'None', 'either', 'withdraws a pending request on both sides'],
    [
      'm12',
      'None + Pending In',
      'None + Pending In',
      'unwanted',
      'keeps the request of the contact on an unsubscribe by the user who was asked',
    ],
    [
      'm13',
      'None + Pending Out+In',
      'None + Pending In',
      'either',
      'withdraws one of two crossing requests and keeps the other',
    ],
    ['m14', 'To', 'None', 'required', 'ends a subscription on both sides', 'contact leaves'],
    [
      'm15',
      'To + Pending In',
      'None + Pending In',
      'required',
      'ends a subscription and keeps the request of the contact',
      'contact leaves',
    ],
    ['m16', 'From', 'From', 'unwanted', 'keeps the subscription of the contact on an unsubscribe by the other user'],
    [
      'm17',
      'From + Pending Out',
      'From',
      'either',
      'withdraws a pending request and keeps the subscription of the contact',
    ],
    ['m18', 'Both', 'From', 'required', 'ends one half of a mutual subscription', 'contact leaves'],
  ],
  subscribed: [
    ['m19', 'None', 'None', 'unrouted', 'grants nothing between strangers by an approval that nobody asked for'],
    [
      'm20',
      'None + Pending Out',
      'None + Pending Out',
      'unrouted',
      'grants nothing by an approval from the user who asked',
    ],
    [
      'm21',
      'None + Pending In',
      'From',
      'required',
      'subscribes the contact whose request is approved',
      'user appears',
    ],
    [
      'm22',
      'None + Pending Out+In',
      'From + Pending Out',
      'required',
      'approves one of two crossing requests and keeps the other pending',
      'user appears',
    ],
    ['m23', 'To', 'To', 'unrouted', 'grants the contact nothing by an approval that it did not ask for'],
    [
      'm24',
      'To + Pending In',
      'Both',
      'required',
      'makes a subscription mutual when the request is approved',
      'user appears',
    ],
    ['m25', 'From', 'From', 'unrouted', 'changes nothing when the request of a subscriber is approved again'],
    [
      'm26',
      'From + Pending Out',
      'From + Pending Out',
      'unrouted',
      'does not approve its own pending request by approving a subscriber again',
    ],
    ['m27', 'Both', 'Both', 'unrouted', 'changes nothing when a mutual subscription is approved again'],
  ],
  unsubscribed: [
    ['m28', 'None', 'None', 'unwanted', 'changes nothing between strangers on a cancellation'],
    [
      'm29',
      'None + Pending Out',
      'None + Pending Out',
      'unwanted',
      'keeps a pending request when the user who asked cancels what was never granted',
    ],
    ['m30', 'None + Pending In', 'None', 'either', 'denies a pending request on both sides', 'user stays hidden'],
    [
      'm31',
      'None + Pending Out+In',
      'None + Pending Out',
      'either',
      'denies one of two crossing requests and keeps the other pending',
      'user stays hidden',
    ],
    ['m32', 'To', 'To', 'unwanted', 'keeps a subscription when the subscriber cancels what was never granted'],
    [
      'm33',
      'To + Pending In',
      'To',
      'either',
      'denies the request of a contact and keeps the subscription to it',
      'user stays hidden',
    ],
    ['m34', 'From', 'None', 'required', 'ends the subscription of the contact on both sides', 'user leaves first'],
    [
      'm35',
      'From + Pending Out',
      'None + Pending Out',
      'required',
      'ends the subscription of the contact and keeps the own request pending',
      'user leaves first',
    ],
    [
      'm36',
      'Both',
      'To',
      'required',
      'ends the half of a mutual subscription that the contact had',
      'user leaves first',
    ],
  ],
};
