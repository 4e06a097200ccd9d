/** Subscription states of RFC 6121, appendix A.1, by the names of the tables there. */
export type State =
  | 'None'
  | 'None + Pending Out'
  | 'None + Pending In'
  | 'None + Pending Out+In'
  | 'To'
  | 'To + Pending In'
  | 'From'
  | 'From + Pending Out'
  | 'Both';

/** What a roster item says: a request that waits for the owner's answer is no part of it (RFC 6121, section 3.1.3). */
export interface Shown {
  readonly subscription: string;
  readonly asking: boolean;
}

const mirrored: Readonly<Record<State, State>> = {
  None: 'None',
  'None + Pending Out': 'None + Pending In',
  'None + Pending In': 'None + Pending Out',
  'None + Pending Out+In': 'None + Pending Out+In',
  To: 'From',
  'To + Pending In': 'From + Pending Out',
  From: 'To',
  'From + Pending Out': 'To + Pending In',
  Both: 'Both',
};

/** The state of the other side when both rosters agree. */
export const mirror = (state: State): State => mirrored[state];

/** True while the owner has asked and not been answered. */
export const isAsking = (state: State): boolean => state.includes('Out');

/** True while the owner has been asked and has not answered. */
export const isAsked = (state: State): boolean => state.endsWith('In');

export const shown = (state: State): Shown => ({
  subscription: state.replace(/ .*/, '').toLowerCase(),
  asking: isAsking(state),
});

export const isSame = (one: Shown, other: Shown): boolean =>
  one.subscription === other.subscription && one.asking === other.asking;

/** True when the contact is subscribed to the owner. */
export const isFollowed = ({ subscription }: Shown): boolean => subscription === 'from' || subscription === 'both';

/** For ids: none-pending-out-in. */
export const slug = (state: State): string => state.toLowerCase().replace(/[ +]+/g, '-');
