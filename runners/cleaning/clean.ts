import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { destinationOf } from '../accounts/maker.ts';
import type { KeptState, Outstanding } from '../campaign/kept.ts';
import type { Account, Plan, Service } from '../config/plan.ts';
import { openStream } from '../transport/open.ts';
import type { Stream } from '../transport/stream.ts';
import { Cleaner, type Deed } from './cleaner.ts';
import { cleanBlocks, cleanRequests, cleanRoster } from './contacts.ts';
import { deleteMade } from './made-accounts.ts';
import { Ours } from './ours.ts';
import { putBack } from './put-back.ts';
import { destroyRoom, markedRooms } from './rooms.ts';
import { cleanNodes, cleanOffline, cleanPreferences } from './storage.ts';

export interface CleaningOptions {
  readonly plan: Plan;
  /** What results folders say of runs that were killed. */
  readonly folders: readonly KeptState[];
  /** False to say only what would be done. */
  readonly act: boolean;
  readonly signal: AbortSignal;
  /** Finds the JID of the room service of a side; null where there is none. */
  readonly findRooms: (service: Service, stream: Stream) => Promise<string | null>;
}

/** What was found on one account, or on one service. */
export interface CleaningReport {
  readonly of: string;
  readonly deeds: readonly Deed[];
}

export interface CleaningOutcome {
  readonly reports: readonly CleaningReport[];
  /** Stories of which all is as it was, by folder. */
  readonly settled: ReadonlyMap<KeptState, ReadonlySet<string>>;
}

interface Opened {
  readonly service: Service;
  readonly stream: Stream;
  readonly cleaner: Cleaner;
}

/**
 * Takes away what earlier runs left on the accounts of the plan: what results folders of killed runs name, and what bears a
 * mark. What is not known to be ours stays. Rejects with ConnectionError where an account cannot be logged in to.
 */
export async function clean(options: CleaningOptions): Promise<CleaningOutcome> {
  const { plan, folders } = options;
  const outstanding = folders.flatMap((folder) => folder.outstanding);
  const opened: Opened[] = [];
  const signal = AbortSignal.any([options.signal]);
  setMaxListeners(0, signal); // Each stream listens, and all are open at once.
  try {
    const opening = servicesOf(plan).flatMap((service) =>
      accountsOf(service).map((one) => open({ ...options, signal }, service, one)),
    );
    for (const settled of await Promise.allSettled(opening)) {
      if (settled.status === 'rejected') throw settled.reason;
      opened.push(settled.value);
    }
    const done = new Set<Outstanding>();
    const rooms = await cleanRooms(options, opened, outstanding, done);
    await Promise.all(
      opened
        .filter(({ service, cleaner }) => isPlain(service, cleaner))
        .map(({ cleaner }) => cleanAccount(cleaner, outstanding, done)),
    );
    const made = await deleteMade(plan, outstanding, options.act, done);
    return {
      reports: [...opened.map(({ cleaner: { jid, deeds } }) => ({ of: jid, deeds })), ...rooms, ...made],
      settled: new Map(folders.map((folder) => [folder, settledIn(folder, done)])),
    };
  } finally {
    await Promise.allSettled(opened.map(({ stream }) => stream.close()));
  }
}

/** The reference has accounts too, on which controls play. */
const servicesOf = ({ a, b, reference }: Plan): readonly Service[] => [a, b, ...(reference ? [reference] : [])];

/** The accounts of the plan; an administrator may own nothing, but may destroy what nobody owns any more. */
const accountsOf = ({ accounts, making }: Service): readonly Account[] =>
  making?.by === 'admin' ? [...accounts, making.admin] : accounts;

const isPlain = ({ accounts }: Service, { jid }: Cleaner): boolean => accounts.some((account) => account.jid === jid);

async function open({ plan, act, signal }: CleaningOptions, service: Service, account: Account): Promise<Opened> {
  const resource = `fc-${randomBytes(6).toString('hex')}`;
  const stream = await openStream({ ...destinationOf(service, plan.run), account, resource, signal });
  return { service, stream, cleaner: new Cleaner(account, stream, plan.run.deadlineMs, new Ours(plan), act) };
}

/** The rooms that runs named, and those that bear a mark; each report is of a room service. */
async function cleanRooms(
  { plan, findRooms }: CleaningOptions,
  opened: readonly Opened[],
  outstanding: readonly Outstanding[],
  done: Set<Outstanding>,
): Promise<readonly CleaningReport[]> {
  const cleaners = opened.map(({ cleaner }) => cleaner);
  const reports: CleaningReport[] = [];
  for (const side of servicesOf(plan)) {
    const there = opened.filter(({ service }) => service === side);
    const service = there[0] ? await findRooms(side, there[0].stream) : null;
    if (service === null) continue;
    const own = there.map(({ cleaner }) => cleaner);
    const deeds: Deed[] = [];
    const written = outstanding.filter(({ kept }) => kept.what === 'room' && kept.jid.endsWith(`@${service}`));
    const jids = written.map(({ kept }) => (kept.what === 'room' ? kept.jid : ''));
    for (const jid of new Set([...jids, ...(await markedRooms(own, service, deeds))])) {
      // Those of the service itself first: they own most of them.
      const isGone = await destroyRoom([...new Set([...own, ...cleaners])], jid, deeds);
      for (const line of written) if (isGone && line.kept.what === 'room' && line.kept.jid === jid) done.add(line);
    }
    reports.push({ of: service, deeds });
  }
  return reports;
}

async function cleanAccount(
  cleaner: Cleaner,
  outstanding: readonly Outstanding[],
  done: Set<Outstanding>,
): Promise<void> {
  // Before presence: whoever asks for stored messages first is not sent them (XEP-0013, section 2.1).
  await cleaner.look('stored messages', () => cleanOffline(cleaner));
  const mine = outstanding.filter(({ kept }) => kept.account === cleaner.jid && kept.what !== 'room');
  if (await putBack(cleaner, mine)) for (const line of mine) done.add(line);
  await cleaner.look('nodes', () => cleanNodes(cleaner));
  await cleaner.look('blocklist', () => cleanBlocks(cleaner));
  await cleaner.look('archive preferences', () => cleanPreferences(cleaner));
  await cleaner.look('roster', () => cleanRoster(cleaner));
  await cleaner.look('contact requests', () => cleanRequests(cleaner));
}

function settledIn({ outstanding }: KeptState, done: ReadonlySet<Outstanding>): ReadonlySet<string> {
  const open = new Set(outstanding.filter((line) => !done.has(line)).map(({ story }) => story));
  return new Set(outstanding.map(({ story }) => story).filter((story) => !open.has(story)));
}
