import { randomBytes } from 'node:crypto';
import { keepsOthersAway, type RoomOptions } from '../scenario/declare.ts';
import { NotObserved } from '../session/errors.ts';
import { becomeInterested } from '../session/login.ts';
import { presenceFrom } from '../session/matchers.ts';
import { configure } from '../session/room-form.ts';
import { entering, makeRoom, subjectOf } from '../session/room.ts';
import type { Session } from '../session/session.ts';
import { childElements, type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { clearLeftovers } from './leftovers.ts';
import type { Seat } from './seats.ts';
import type { Stage } from './stage.ts';

/** JID of a side's room service, by side; undefined where there is none. */
export type RoomServices = Readonly<Record<'A' | 'B', string | null>>;

/**
 * Makes everybody ready: rooms, sessions, subscriptions, and nothing still on its way. Rejects with NotObserved or ConnectionError.
 * `onSeated` is called when the streams that were prepared are taken.
 */
export async function setUp(stage: Stage, services: RoomServices, onSeated: () => void): Promise<void> {
  const { given, subscribed } = stage.scenario;
  for (const [name, actor] of Object.entries(given)) {
    const seat = stage.seating.seats.get(name);
    if (actor.kind === 'room' || !seat) continue;
    const session = stage.newSession(name, seat);
    session.resource = actor.options.resource;
    session.lang = actor.options.lang;
    stage.actors.set(name, session);
  }
  await keepAway(stage);
  const makingRooms = Object.entries(given).map(async ([name, actor]) => {
    if (actor.kind !== 'room') return;
    const owner = stage.seating.owner(actor.role);
    const service = services[stage.seating.sideOf(actor.role)];
    if (!owner || service === null) throw new NotObserved(`there is no room service for ${name}`);
    await setUpRoom(stage, name, owner, service, actor.options);
  });
  const arriving = Object.entries(given).map(async ([name, actor]) => {
    const session = stage.actors.get(name);
    if (actor.kind !== 'online' || !session) return;
    if (actor.options.silent === true) await becomeInterested(session);
    else await session.comeOnline(xml`<presence><priority>${actor.options.priority ?? 0}</priority></presence>`);
  });
  onSeated();
  await Promise.all([...makingRooms, ...arriving]);
  await startAfresh([...stage.actors.values()].filter(({ connected }) => connected));
  for (const [subscriber, contact] of subscribed) await subscribe(stage, subscriber, contact);
  if (mayCross(stage)) await settle(knowingEachOther(stage));
}

/** What leftovers bring, and what their end brings, is nothing of this story. */
async function startAfresh(sessions: readonly Session[]): Promise<void> {
  if (!(await clearLeftovers(sessions))) return;
  await settle(sessions);
  for (const { inbox } of sessions) inbox.mark();
}

/** Of whom something may still be on its way: resources of one account see each other come, and so do contacts. */
function knowingEachOther({ actors, scenario }: Stage): readonly Session[] {
  if (scenario.subscribed.length > 0) return [...actors.values()];
  const all = [...actors.values()];
  return all.filter((one) => all.some((other) => other !== one && other.bareJid === one.bareJid));
}

/** A story that comes first finds the link between the servers as it is, and leaves it so for the other direction. */
export const mayCross = ({ scenario }: Stage): boolean => scenario.when !== 'first';

/** Accounts whose actor is to be off-line, or the only one there, must not have a prepared stream waiting. */
async function keepAway(stage: Stage): Promise<void> {
  const away = Object.entries(stage.scenario.given).flatMap(([name, actor]) => {
    const seat = keepsOthersAway(actor) ? stage.seating.seats.get(name) : undefined;
    return seat ? [seat.account] : [];
  });
  await Promise.all(away.map((account) => stage.pool.release(account)));
}

/** Fences between all connected sessions: what was on its way has arrived. */
export async function settle(sessions: readonly Session[]): Promise<void> {
  const connected = sessions.filter((session) => session.connected);
  await Promise.all(connected.flatMap((from) => connected.filter((to) => to !== from).map((to) => from.fence(to))));
}

/** A session of the account for setting up and cleaning up, available while it lives. */
export async function callSteward(stage: Stage, name: string, seat: Seat): Promise<Session> {
  const steward = stage.newSession(name, seat);
  stage.stewards.push(steward);
  await steward.comeOnline();
  return steward;
}

async function subscribe(stage: Stage, subscriber: string, contact: string): Promise<void> {
  const [from, to] = await Promise.all([standIn(stage, subscriber), standIn(stage, contact)]);
  const request = to.session.receive(presenceFrom(from.session.bareJid, 'subscribe'));
  await from.session.send(xml`<presence to="${to.session.bareJid}" type="subscribe"/>`);
  await request;
  const approved = from.session.receive(rosterPush(to.session.bareJid, ['to', 'both']));
  await to.session.send(xml`<presence to="${from.session.bareJid}" type="subscribed"/>`);
  await approved;
  // A server writes it of itself, so no fence speaks of it, and in the story it would be taken for news.
  await Promise.all(availableOf(stage, to.session).map(({ fullJid }) => from.session.receive(presenceFrom(fullJid))));
  await settle([from.session, to.session]);
  const guests = [from, to].filter(({ borrowed }) => !borrowed);
  await Promise.all(guests.map(({ session }) => session.goOffline()));
}

/** The available resources of that session's account, itself included. */
function availableOf(stage: Stage, session: Session): readonly Session[] {
  const others = [...stage.actors].filter(([name, one]) => one.connected && one !== session && !isSilent(stage, name));
  return [session, ...others.map(([, one]) => one).filter(({ bareJid }) => bareJid === session.bareJid)];
}

function isSilent(stage: Stage, name: string): boolean {
  const actor = stage.scenario.given[name];
  return actor?.kind !== 'room' && actor?.options.silent === true;
}

/** The actor itself where it is on-line, else a steward of its account who leaves again. */
async function standIn(stage: Stage, name: string): Promise<{ session: Session; borrowed: boolean }> {
  const actor = stage.actors.get(name);
  if (actor?.connected === true && !isSilent(stage, name)) return { session: actor, borrowed: true };
  const seat = stage.seating.seats.get(name);
  if (!seat) throw new NotObserved(`${name} has no account`);
  return { session: await callSteward(stage, `steward of ${name}`, seat), borrowed: false };
}

const rosterPush = (contact: string, states: readonly string[]) => ({
  what: `a roster push of ${contact} with subscription ${states.join(' or ')}`,
  matches: (stanza: Element) => {
    const query = stanza.attrs.type === 'set' ? stanza.getChild('query', ns.roster) : undefined;
    return (
      query !== undefined &&
      childElements(query).some(
        (item) => item.attrs.jid === contact && states.includes(String(item.attrs.subscription)),
      )
    );
  },
});

async function setUpRoom(
  stage: Stage,
  name: string,
  owner: Seat,
  service: string,
  options: RoomOptions,
): Promise<void> {
  const room = makeRoom(`fc-${randomBytes(6).toString('hex')}`, service);
  const steward = stage.newSession(`steward of ${name}`, owner);
  stage.stewards.push(steward);
  stage.rooms.set(name, { room, steward, uncreated: options.uncreated === true });
  stage.keeper.keep({ what: 'room', account: owner.account.jid, jid: room.jid });
  if (options.uncreated === true) return;
  await becomeInterested(steward);
  await steward.send(entering(room, 'steward'));
  await steward.receive(presenceFrom(room.occupantJid('steward')));
  await configure(
    steward,
    room,
    { persistentroom: '1', ...options.config },
    { ...openRoom, ...options.configIfOffered },
  );
  await steward.receive(subjectOf(room));
  await steward.send(xml`<presence to="${room.occupantJid('steward')}" type="unavailable"/>`);
  await steward.receive(presenceFrom(room.occupantJid('steward'), 'unavailable'));
}

/** Whatever a service's presets are: everybody may enter and speak, and sees everybody. */
const openRoom = {
  presencebroadcast: ['moderator', 'participant', 'visitor'],
  membersonly: '0',
  moderatedroom: '0',
  passwordprotectedroom: '0',
};
