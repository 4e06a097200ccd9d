import type { Account } from '../config/plan.ts';
import type { Session } from '../session/session.ts';
import { restoreSession } from '../session/stream-management.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { callSteward, mayCross, settle } from './cast.ts';
import { NotObserved, unlessAbsent } from '../session/errors.ts';
import { ask, part, saysGone, unblockAll } from './leftovers.ts';
import type { Seat } from './seats.ts';
import type { Stage } from './stage.ts';

/** Puts the accounts back as they were found and closes every session. Resolves with what could not be put back. */
export async function strike(stage: Stage): Promise<readonly string[]> {
  const troubles: string[] = [];
  const attempt = async (what: string, work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => troubles.push(`${what}: ${(error as Error).message}`));
  };
  await Promise.all(
    [...stage.actors.values()].map((actor) => attempt(`session of ${actor.bareJid}`, restoreSession(actor))),
  );
  await Promise.all(
    [...stage.rooms.values()].map(({ room, steward, uncreated }) =>
      attempt(`room ${room.jid}`, destroyBy(uncreated ? connectedOf(stage) : [steward], room.jid)),
    ),
  );
  const seats = castSeats(stage);
  const cleaners = await Promise.all(
    seats.map((seat) => cleanerFor(stage, seat).catch((error: unknown) => trouble(troubles, seat, error))),
  );
  const present = cleaners.filter((cleaner): cleaner is Session => cleaner !== undefined);
  const peers = seats.map(({ account }) => account);
  // No fence gets through to an account that blocks its sender, so this comes first.
  const blockers = present.filter(({ bareJid }) => stage.settings.changedBlocks(bareJid));
  await Promise.all(blockers.map((cleaner) => attempt(`blocklist of ${cleaner.bareJid}`, unblockAll(cleaner))));
  await Promise.all(
    present.map((cleaner) => attempt(`what ${cleaner.bareJid} has published`, stage.keepsakes.restore(cleaner))),
  );
  await Promise.all(
    present.map((cleaner) => attempt(`settings of ${cleaner.bareJid}`, stage.settings.restore(cleaner))),
  );
  // A request that is still on its way would be pending after its denial.
  if (mayBeLinked(stage)) await attempt('stanzas on their way', settle(stage.sessions));
  await Promise.all(present.map((cleaner) => attempt(`account ${cleaner.bareJid}`, clean(stage, cleaner, peers))));
  if (mayCross(stage)) await attempt('stanzas on their way', settle(present));
  await Promise.all(
    blockers.map((cleaner) => attempt(`blocklist of ${cleaner.bareJid}`, stage.settings.restoreBlocks(cleaner))),
  );
  await Promise.all(
    stage.sessions
      .filter(({ connected }) => connected)
      .map((session) => attempt(session.bareJid, leave(stage, session))),
  );
  if (troubles.length === 0) stage.keeper.done();
  return troubles;
}

/** Any of them may have created the room of a story, and own it. */
const connectedOf = ({ actors }: Stage): readonly Session[] =>
  [...actors.values()].filter(({ connected }) => connected);

/** Unavailable, and handled as such; the stream itself closes while the next story plays. */
async function leave(stage: Stage, session: Session): Promise<void> {
  await session.write(xml`<presence type="unavailable"/>`);
  await session.fenceOwnServer();
  stage.pool.retire(session.account, session.stream);
}

function trouble(troubles: string[], { account }: Seat, error: unknown): undefined {
  troubles.push(`account ${account.jid}: ${(error as Error).message}`);
  return undefined;
}

/** One seat for each account of the cast. */
function castSeats(stage: Stage): readonly Seat[] {
  return [...new Map([...stage.seating.seats.values()].map((seat) => [seat.account.jid, seat])).values()];
}

/** A connected session of the account. One is opened where nobody is on-line but stored messages may wait, or a roster must be cleaned. */
async function cleanerFor(stage: Stage, seat: Seat): Promise<Session | undefined> {
  const actors = [...stage.actors.values()].filter((session) => session.account.jid === seat.account.jid);
  const connected = actors.find((session) => session.connected);
  if (connected && connected.priority >= 0) return connected;
  const mayHaveStored = actors.some((session) => !session.connected || session.priority < 0);
  return mayHaveStored ||
    stage.traces.roster ||
    stage.keepsakes.concerns(seat.account.jid) ||
    stage.settings.concerns(seat.account.jid)
    ? await callSteward(stage, `steward of ${seat.account.jid}`, seat)
    : undefined;
}

/** Whether subscriptions or roster items may link accounts of the cast. */
const mayBeLinked = ({ traces, scenario }: Stage): boolean => traces.roster || scenario.subscribed.length > 0;

async function clean(stage: Stage, cleaner: Session, cast: readonly Account[]): Promise<void> {
  const others = cast.map(({ jid }) => jid).filter((jid) => jid !== cleaner.bareJid);
  if (mayBeLinked(stage)) await part(cleaner, others);
}

/** One after the other, until the room grants it: it may not answer those who ask while it ceases to be. */
async function destroyBy(owners: readonly Session[], room: string): Promise<void> {
  for (const owner of owners) {
    if (!owner.connected) owner.attach(await owner.around.open(owner));
    const iq = xml`<iq type="set" to="${room}"><query xmlns="${ns.mucOwner}"><destroy/></query></iq>`;
    const reply = await ask(owner, iq).catch(unlessAbsent);
    if (reply?.attrs.type === 'result') return;
    if (reply === undefined && !(await isGone(owner, room))) throw new NotObserved('nobody answers for it');
  }
}

/** A room that ceased to be while it was asked owes no answer. */
async function isGone(session: Session, room: string): Promise<boolean> {
  return saysGone(await ask(session, xml`<iq type="get" to="${room}"><query xmlns="${ns.discoInfo}"/></iq>`));
}
