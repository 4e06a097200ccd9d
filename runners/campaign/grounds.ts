import type { Side } from '../../reports/model/record.ts';
import type { RoomServices } from './cast.ts';
import { knownLack, type OffersBySide } from './offers.ts';
import type { Preflight } from './preflight.ts';
import { type Lane, seat, type Seating } from './seats.ts';
import type { Planned } from './types.ts';

/** A story played again to find out who is at fault: inside one server, or between it and the reference. */
export interface ControlPlay {
  readonly at: Side;
  readonly with: 'itself' | 'reference';
}

/** Where a story plays: its seats, and what is known of the services on which they are. */
export interface Grounds {
  readonly seating: Seating;
  readonly services: RoomServices;
  readonly offers: OffersBySide;
}

export const otherSide = (side: Side): Side => (side === 'A' ? 'B' : 'A');

/** Where the story, or a control of it, plays; a sentence where it cannot be played so. */
export function groundsOf(planned: Planned, lane: Lane, facts: Preflight, control?: ControlPlay): Grounds | string {
  if (control?.with === 'reference') return withReference(planned, lane, facts, control.at);
  const { targets, offers } = facts;
  const seating = seat(planned.scenario, planned.direction, lane, control?.at);
  if (typeof seating === 'string') return seating;
  return { seating, services: { A: targets.A.mucService, B: targets.B.mucService }, offers };
}

/** The reference takes the other side's place. */
function withReference(
  { scenario, direction }: Planned,
  lane: Lane,
  { targets, offers: known, reference }: Preflight,
  at: Side,
): Grounds | string {
  if (scenario.when === 'first') return 'it must come before anything else has crossed the link';
  if (!reference) return 'the plan names no reference';
  const problem = reference.broken[at];
  if (problem !== undefined) return problem;
  const place = otherSide(at);
  const seating = seat(scenario, direction, { accounts: { ...lane.accounts, [place]: lane.reference } });
  if (typeof seating === 'string') {
    const count = lane.reference.length;
    return `it needs more accounts on the reference than the ${String(count)} that there ${count === 1 ? 'is' : 'are'}`;
  }
  const { mucService } = reference.target;
  const roomsThere = Object.values(scenario.given).some(
    ({ kind, role }) => kind === 'room' && seating.sideOf(role) === place,
  );
  if (roomsThere && mucService === null) return 'the reference has no room service';
  const offers = { ...known, [place]: reference.offers };
  const lack = knownLack(scenario, seating, offers);
  if (lack !== '') return `of the reference, ${lack}`;
  const services = { A: targets.A.mucService, B: targets.B.mucService, [place]: mucService };
  return { seating, services, offers };
}
