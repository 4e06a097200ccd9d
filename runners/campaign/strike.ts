import type { Account } from '../config/plan.ts';
import type { Session } from '../session/session.ts';
import { restoreSession } from '../session/stream-management.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { callSteward, mayCross, settle } from './cast.ts';
import { ask, part, unblockAll } from './leftovers.ts';
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
  const rooms = [...stage.rooms.values()].filter(({ uncreated }) => !uncreated);
  await Promise.all(rooms.map(({ room, steward }) => attempt(`room ${room.jid}`, destroy(steward, room.jid))));
  const seats = castSeats(stage);
  const cleaners = await Promise.all(
    seats.map((seat) => cleanerFor(stage, seat).catch((error: unknown) => trouble(troubles, seat, error))),
  );
  const present = cleaners.filter((cleaner): cleaner is Session => cleaner !== undefined);
  const peers = seats.map(({ account }) => account);
  // No fence gets through to an account that blocks its sender, so this comes first.
  if (stage.traces.blocks)
    await Promise.all(present.map((cleaner) => attempt(`blocklist of ${cleaner.bareJid}`, unblockAll(cleaner))));
  // A request that is still on its way would be pending after its denial.
  if (mayBeLinked(stage)) await attempt('stanzas on their way', settle(stage.sessions));
  await Promise.all(present.map((cleaner) => attempt(`account ${cleaner.bareJid}`, clean(stage, cleaner, peers))));
  if (mayCross(stage)) await attempt('stanzas on their way', settle(present));
  await Promise.all(
    stage.sessions
      .filter(({ connected }) => connected)
      .map((session) => attempt(session.bareJid, leave(stage, session))),
  );
  return troubles;
}

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
  return mayHaveStored || stage.traces.roster
    ? await callSteward(stage, `steward of ${seat.account.jid}`, seat)
    : undefined;
}

/** Whether subscriptions or roster items may link accounts of the cast. */
const mayBeLinked = ({ traces, scenario }: Stage): boolean => traces.roster || scenario.subscribed.length > 0;

async function clean(stage: Stage, cleaner: Session, cast: readonly Account[]): Promise<void> {
  const others = cast.map(({ jid }) => jid).filter((jid) => jid !== cleaner.bareJid);
  if (mayBeLinked(stage)) await part(cleaner, others);
}

async function destroy(owner: Session, room: string): Promise<void> {
  if (!owner.connected) owner.attach(await owner.around.open(owner));
  await ask(owner, xml`<iq type="set" to="${room}"><query xmlns="${ns.mucOwner}"><destroy/></query></iq>`);
}
