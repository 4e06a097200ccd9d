import type { Exchange } from '../../reports/model/record.ts';
import { asBreach, type Breach } from '../judge/breach.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Fault } from '../scenario/fault.ts';
import { NotApplicable, Refused, Story } from '../scenario/story.ts';
import { NotObserved } from '../session/errors.ts';
import type { Room } from '../session/room.ts';
import type { Session } from '../session/session.ts';
import { restoreSession } from '../session/stream-management.ts';
import type { Transcript } from '../session/transcript.ts';
import { ConnectionError } from '../transport/stream.ts';
import { type RoomServices, settle, setUp } from './cast.ts';
import { declined } from './declined.ts';
import { unblockAll } from './leftovers.ts';
import { learnOffers, type OffersBySide } from './offers.ts';
import type { Stage } from './stage.ts';
import { strike } from './strike.ts';

/** How a performance ended. `why` is a sentence. */
export type Ending =
  | { readonly kind: 'held' }
  | { readonly kind: 'broken'; readonly breach: Breach }
  | {
      readonly kind: 'undecided' | 'not-applicable' | 'refused' | 'harness-error';
      readonly code: string;
      readonly why: string;
    };

export interface Performance {
  readonly ending: Ending;
  readonly story: Story;
  readonly exchange: readonly Exchange[];
  readonly transcripts: readonly Transcript[];
  readonly storyAt: number;
  readonly durationMs: number;
  readonly roundTrips: number;
  readonly leftBehind: readonly string[];
}

export interface PerformOptions {
  readonly services: RoomServices;
  /** What is known of service discovery; what the story needs further is added. */
  readonly offers: OffersBySide;
  /** Bound of the waits of the story itself. */
  readonly storyDeadlineMs: number;
  /** As in the plan. */
  readonly unreachable?: string | undefined;
  /** The fault to arm; absent for a clean run. */
  readonly fault?: Fault | undefined;
  /** Called when the cast has its streams: the time to prepare those of the next one. */
  readonly onSeated: () => void;
}

/** Plays one scenario once: preamble, story, clean-up. Never rejects. */
export async function perform(
  stage: Stage,
  { services, offers, storyDeadlineMs, unreachable, fault, onSeated }: PerformOptions,
): Promise<Performance> {
  const setupDeadlineMs = stage.deadlineMs;
  const story = new Story(stage.scenario.unreachable === true ? unreachable : undefined);
  const startedAt = performance.now();
  let ending: Ending;
  let endedAt = startedAt;
  try {
    await setUp(stage, services, onSeated);
    await learnOffers(stage, offers);
    stage.begin(fault?.arm(), storyDeadlineMs);
    await stage.scenario.body(castOf(stage), story);
    ending = { kind: 'held' };
    endedAt = performance.now();
  } catch (error) {
    endedAt = performance.now();
    ending = await classify(error, stage, stage.storyAt < endedAt ? 'story' : 'preamble');
  }
  const roundTrips = stage.roundTrips;
  stage.end(setupDeadlineMs);
  const leftBehind = await strike(stage);
  const storyAt = Number.isFinite(stage.storyAt) ? stage.storyAt : startedAt;
  const { exchange, transcripts } = stage;
  return { ending, story, exchange, transcripts, storyAt, durationMs: endedAt - storyAt, roundTrips, leftBehind };
}

function castOf(stage: Stage): Record<string, Session | Room> {
  const rooms = [...stage.rooms].map(([name, { room }]) => [name, room] as const);
  return { ...Object.fromEntries(stage.actors), ...Object.fromEntries(rooms) };
}

async function classify(error: unknown, stage: Stage, where: 'story' | 'preamble'): Promise<Ending> {
  const breach = where === 'story' ? asBreach(error) : undefined;
  if (breach) {
    const received = [...stage.actors.values()].flatMap(({ inbox }) => inbox.everything);
    return declined(breach, received) ?? (await withSanity(breach, stage));
  }
  if (error instanceof NotApplicable) return { kind: 'not-applicable', code: 'not-offered', why: error.message };
  if (error instanceof Refused) return { kind: 'refused', code: 'refused', why: error.message };
  if (error instanceof NotObserved)
    return { kind: 'undecided', code: where === 'preamble' ? 'preamble-failed' : 'not-observed', why: error.message };
  if (error instanceof ConnectionError)
    return { kind: 'undecided', code: `connection-${error.code}`, why: error.message };
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'harness-error', code: 'harness-error', why };
}

/** A required stanza that did not come is a breach only while the way it should have taken is open. */
async function withSanity(breach: Breach, stage: Stage): Promise<Ending> {
  if (breach.kind !== 'missing-stanza') return { kind: 'broken', breach };
  const lost = [...stage.actors.values()].find(({ lostBy }) => lostBy !== undefined);
  if (lost)
    return {
      kind: 'undecided',
      code: 'link-lost',
      why: `${breach.message}; but ${lost.name} had lost its stream meanwhile: ${lost.lostBy ?? ''}`,
    };
  try {
    await Promise.all([...stage.actors.values()].map(restoreSession));
    const connected = [...stage.actors.values()].filter((session) => session.connected);
    // No fence gets through to an account that blocks its sender, and that is no fault of the link.
    const blockers = connected.filter(({ bareJid }) => stage.settings.changedBlocks(bareJid));
    await Promise.all(blockers.map(unblockAll));
    await Promise.all(connected.map((session) => session.fenceOwnServer()));
    await settle([...stage.actors.values()]);
    return { kind: 'broken', breach };
  } catch (error) {
    return {
      kind: 'undecided',
      code: 'link-lost',
      why: `${breach.message}; then the link itself failed a control: ${(error as Error).message}`,
    };
  }
}

/** The campaign shows no scenario by anything but its id and direction. */
export const keyOf = (scenario: Pick<Scenario, 'id'>, direction: string): string => `${scenario.id} ${direction}`;
