import type { Side } from '../../reports/model/record.ts';
import type { Role, Scenario } from '../scenario/declare.ts';
import { NotApplicable } from '../scenario/story.ts';
import { NotObserved } from '../session/errors.ts';
import { becomeInterested } from '../session/login.ts';
import type { Session } from '../session/session.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ask } from './leftovers.ts';
import type { Seat, Seating } from './seats.ts';
import type { Stage } from './stage.ts';

/** Features that a side lists by service discovery (XEP-0030), each asked once a run. */
export interface Offers {
  readonly domain: ReadonlySet<string>;
  readonly roomService: ReadonlySet<string>;
  /** By bare JID, as the account itself is told (XEP-0313, section 2, and others); those asked until now. */
  readonly accounts: Map<string, ReadonlySet<string>>;
}

export type OffersBySide = Readonly<Record<Side, Offers>>;

const askInfo = (session: Session, jid: string): Promise<Element> =>
  ask(session, xml`<iq type="get" to="${jid}"><query xmlns="${ns.discoInfo}"/></iq>`);

/** The features that an entity lists; none where it answers with an error. Rejects with NotObserved. */
export const featuresOf = async (session: Session, jid: string): Promise<ReadonlySet<string>> =>
  featuresIn(await askInfo(session, jid));

/** The same, where an error that passes, such as a limit of rate, is no answer. */
async function surelyFeaturesOf(session: Session, jid: string): Promise<ReadonlySet<string>> {
  const reply = await askInfo(session, jid);
  if (reply.getChild('error')?.attrs.type === 'wait')
    throw new NotObserved(`${jid} did not tell what it offers: ${reply.toString()}`);
  return featuresIn(reply);
}

function featuresIn(reply: Element): ReadonlySet<string> {
  const query = reply.attrs.type === 'result' ? reply.getChild('query', ns.discoInfo) : undefined;
  return new Set((query?.getChildren('feature') ?? []).map((feature) => String(feature.attrs.var)));
}

/** The answers as plain data, the proof of what was not applicable. */
export const plainOffers = ({ domain, roomService, accounts }: Offers): object => ({
  domain: [...domain].sort(),
  roomService: [...roomService].sort(),
  accounts: Object.fromEntries([...accounts].map(([jid, features]) => [jid, [...features].sort()])),
});

const needsOf = ({ needs }: Scenario): readonly (readonly [Role, string])[] =>
  (Object.entries(needs) as [Role, readonly string[]][]).flatMap(([role, features]) =>
    features.map((feature) => [role, feature] as const),
  );

const madeRooms = ({ given }: Scenario): readonly string[] =>
  Object.entries(given).flatMap(([name, actor]) =>
    actor.kind === 'room' && actor.options.uncreated !== true ? [name] : [],
  );

/** The seats of a role's actors. */
const seatsOf = ({ given }: Scenario, { seats }: Seating, role: Role): readonly Seat[] =>
  Object.entries(given).flatMap(([name, actor]) => {
    const seat = actor.role === role ? seats.get(name) : undefined;
    return seat ? [seat] : [];
  });

/** Features that an account or a room lists of itself: a domain or a service that lists them speaks of its own archive. */
const isOwn = (feature: string): boolean => feature.startsWith(ns.mam) || feature === ns.push;

/** What the sides are known not to offer, though the scenario needs it: a sentence, empty where there is no such thing. */
export function knownLack(scenario: Scenario, seating: Seating, offers: OffersBySide): string {
  for (const [role, feature] of needsOf(scenario)) {
    const { domain, roomService, accounts } = offers[seating.sideOf(role)];
    if (role === 'mucService') {
      // A room may list what its service does not.
      if (!roomService.has(feature) && madeRooms(scenario).length === 0) return lackOf(feature, 'the room service');
    } else if (isOwn(feature) || !domain.has(feature)) {
      const jids = seatsOf(scenario, seating, role).map(({ account }) => account.jid);
      const lacking = jids.find((jid) => accounts.get(jid)?.has(feature) === false);
      if (lacking !== undefined) return lackOf(feature, isOwn(feature) ? lacking : `the domain and ${lacking}`);
    }
  }
  return '';
}

/** Asks what is not known yet: accounts that have not been asked, and rooms. Rejects with NotApplicable or NotObserved. */
export async function learnOffers(stage: Stage, offers: OffersBySide): Promise<void> {
  const { scenario, seating } = stage;
  for (const [role, feature] of needsOf(scenario)) {
    const { domain, roomService, accounts } = offers[seating.sideOf(role)];
    if (role === 'mucService') {
      if (isOwn(feature) || !roomService.has(feature))
        await Promise.all(madeRooms(scenario).map((name) => roomLists(stage, name, feature)));
    } else if (isOwn(feature) || !domain.has(feature)) {
      for (const seat of seatsOf(scenario, seating, role)) {
        const { jid } = seat.account;
        if (!accounts.has(jid)) accounts.set(jid, await featuresOfAccount(stage, seat));
      }
    }
  }
  const lack = knownLack(scenario, seating, offers);
  if (lack !== '') throw new NotApplicable(lack);
}

async function roomLists(stage: Stage, name: string, feature: string): Promise<void> {
  const made = stage.rooms.get(name);
  if (!made || (await surelyFeaturesOf(made.steward, made.room.jid)).has(feature)) return;
  const asked = 'a room made for it';
  throw new NotApplicable(lackOf(feature, isOwn(feature) ? asked : `the room service and ${asked}`));
}

const lackOf = (feature: string, asked: string): string =>
  `service discovery does not list ${feature}, asked at ${asked}`;

async function featuresOfAccount(stage: Stage, { side, account }: Seat): Promise<ReadonlySet<string>> {
  const there = [...stage.actors.values()].find((one) => one.connected && one.bareJid === account.jid);
  if (there) return await surelyFeaturesOf(there, account.jid);
  const steward = stage.newSession(`steward of ${account.jid}`, { side, account });
  stage.stewards.push(steward);
  await becomeInterested(steward);
  const features = await surelyFeaturesOf(steward, account.jid);
  await steward.goOffline();
  return features;
}
