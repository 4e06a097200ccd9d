import type { Measure } from '../../reports/model/measures.ts';
import type { Direction, Side, Target } from '../../reports/model/record.ts';
import type { Plan } from '../config/plan.ts';
import { NotObserved } from '../session/errors.ts';
import type { Session } from '../session/session.ts';
import { ConnectionError } from '../transport/stream.ts';
import { arrive, type Inspected, inspect, measure } from './arrival.ts';
import { firstStanza, type FirstStanza, warm } from './crossing.ts';
import type { OffersBySide } from './offers.ts';
import { Pool } from './pool.ts';
import { tidy } from './tidy.ts';

const coldLinkDeadlineMs = 60_000;

/** What is known of both sides before the first story. */
export interface Preflight {
  readonly targets: Readonly<Record<Side, Target>>;
  readonly offers: OffersBySide;
  /** A stanza from one account to the other and one back, warm, in milliseconds. */
  readonly crossMs: number;
  /** How long the first stanza of each direction took, where it got through. */
  readonly first: readonly Measure[];
  /** Why no stanza gets through in a direction; absent where it does. */
  readonly broken: Partial<Record<Direction, string>>;
  /** Absent where the plan names no reference. */
  readonly reference?: Reference;
}

/** The third service, with which stories are played to find out who is at fault. */
export interface Reference extends Inspected {
  /** Why stanzas do not get through between that side and the reference; absent where they do, both ways. */
  readonly broken: Partial<Record<Side, string>>;
}

/** What is known before any stanza of the run has crossed the link. */
export type FirstFacts = Pick<Preflight, 'targets' | 'offers'>;

/**
 * Logs in on both sides and at the reference, asks discovery once, tidies the accounts, warms the links in both directions.
 * `beforeCrossing` has its turn when nothing of the run has crossed a link yet. Rejects with ConnectionError.
 */
export async function preflight(
  plan: Plan,
  signal: AbortSignal,
  beforeCrossing: (facts: FirstFacts) => Promise<void> = () => Promise.resolve(),
): Promise<Preflight> {
  const pool = new Pool(plan, signal);
  const cut = (): void => {
    pool.destroy();
  };
  signal.addEventListener('abort', cut);
  try {
    return await look(plan, pool, beforeCrossing);
  } catch (error) {
    throw error instanceof NotObserved
      ? new ConnectionError(
          'open',
          'no-answer',
          `The look at the servers before the run came to nothing: ${error.message}.`,
        )
      : error;
  } finally {
    signal.removeEventListener('abort', cut);
    pool.destroy();
  }
}

async function look(plan: Plan, pool: Pool, beforeCrossing: (facts: FirstFacts) => Promise<void>): Promise<Preflight> {
  const { deadlineMs } = plan.run;
  const [a, b, c] = await Promise.all([
    arrive('alice', 'A', plan.a, pool, deadlineMs),
    arrive('bob', 'B', plan.b, pool, deadlineMs),
    plan.reference && arrive('carol', 'B', plan.reference, pool, deadlineMs),
  ]);
  try {
    const [left, right, third] = await Promise.all([
      inspect(plan.a, a),
      inspect(plan.b, b),
      plan.reference && c && inspect(plan.reference, c),
    ]);
    const facts: FirstFacts = {
      targets: { A: left.target, B: right.target },
      offers: { A: left.offers, B: right.offers },
    };
    await tidy(plan, pool);
    await beforeCrossing(facts);
    const patienceMs = Math.max(deadlineMs, Math.min(coldLinkDeadlineMs, deadlineMs * 4));
    const [there, back] = await open(a, b, patienceMs);
    const broken = {
      ...(there.problem === undefined ? {} : { 'A->B': there.problem }),
      ...(back.problem === undefined ? {} : { 'B->A': back.problem }),
    };
    const works = Object.keys(broken).length === 0;
    if (works) await Promise.all([warm(a, right.target.mucService), warm(b, left.target.mucService)]);
    const thereAndBack = async (): Promise<void> => {
      await a.fence(b);
      await b.fence(a);
    };
    const crossMs = works ? await measure(thereAndBack) : 0;
    const first = [...firstMeasure('A->B', there), ...firstMeasure('B->A', back)];
    const sides = { A: { session: a, ...left }, B: { session: b, ...right } };
    const reference = c && third && { ...third, broken: await reachReference(c, third.target, sides, patienceMs) };
    return { ...facts, crossMs, first, broken, ...(reference && { reference }) };
  } finally {
    const here = [a, b, ...(c ? [c] : [])];
    await Promise.allSettled(here.map((session) => session.goOffline()));
  }
}

/** A first stanza each way. */
const open = (one: Session, other: Session, patienceMs: number): Promise<readonly [FirstStanza, FirstStanza]> =>
  Promise.all([firstStanza(one, other, patienceMs), firstStanza(other, one, patienceMs)]);

/** Opens the links between the reference and both sides; what is wrong with one concerns the controls alone. */
async function reachReference(
  session: Session,
  { mucService }: Target,
  sides: Readonly<Record<Side, Inspected & { readonly session: Session }>>,
  patienceMs: number,
): Promise<Reference['broken']> {
  const reach = async (side: Side): Promise<Reference['broken']> => {
    const { session: other, target } = sides[side];
    const tried = await open(other, session, patienceMs);
    const problem = tried.find((one) => one.problem !== undefined)?.problem;
    if (problem !== undefined) return { [side]: problem };
    try {
      await Promise.all([warm(other, mucService), warm(session, target.mucService)]);
      return {};
    } catch (error) {
      if (error instanceof NotObserved) return { [side]: error.message };
      throw error;
    }
  };
  const [a, b] = await Promise.all([reach('A'), reach('B')]);
  return { ...a, ...b };
}

const firstMeasure = (path: Direction, { ms, problem }: FirstStanza): readonly Measure[] =>
  problem === undefined
    ? [{ what: 'first message on a cold link', path, milliseconds: [Math.round(ms * 10) / 10] }]
    : [];
