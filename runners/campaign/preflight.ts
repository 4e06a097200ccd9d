import type { Measure } from '../../reports/model/measures.ts';
import type { Direction, Side, Target } from '../../reports/model/record.ts';
import type { Plan } from '../config/plan.ts';
import { DeadlinePassed, NotObserved } from '../session/errors.ts';
import { plumbingId } from '../session/plumbing.ts';
import { Session, type Surroundings } from '../session/session.ts';
import { Transcript } from '../session/transcript.ts';
import { childElements, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ConnectionError } from '../transport/stream.ts';
import { featuresOf, type Offers, type OffersBySide } from './offers.ts';
import { Pool, serviceOf } from './pool.ts';

const pings = 11;
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
}

/** What is known before any stanza of the run has crossed the link. */
export type FirstFacts = Pick<Preflight, 'targets' | 'offers'>;

/**
 * Logs in on both sides, asks discovery once, warms the link in both directions. `beforeCrossing` has its turn when nothing
 * has crossed the link yet. Rejects with ConnectionError.
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
          `The look at the two servers before the run came to nothing: ${error.message}.`,
        )
      : error;
  } finally {
    signal.removeEventListener('abort', cut);
    pool.destroy();
  }
}

async function look(plan: Plan, pool: Pool, beforeCrossing: (facts: FirstFacts) => Promise<void>): Promise<Preflight> {
  const [a, b] = await Promise.all([arrive(plan, pool, 'A'), arrive(plan, pool, 'B')]);
  try {
    const [left, right] = await Promise.all([inspect(plan, a), inspect(plan, b)]);
    const facts: FirstFacts = {
      targets: { A: left.target, B: right.target },
      offers: { A: left.offers, B: right.offers },
    };
    await beforeCrossing(facts);
    const deadlineMs = Math.max(plan.run.deadlineMs, Math.min(coldLinkDeadlineMs, plan.run.deadlineMs * 4));
    const [there, back] = await Promise.all([firstStanza(a, b, deadlineMs), firstStanza(b, a, deadlineMs)]);
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
    return { ...facts, crossMs, first, broken };
  } finally {
    await Promise.allSettled([a, b].map((session) => session.goOffline()));
  }
}

async function arrive(plan: Plan, pool: Pool, side: Side): Promise<Session> {
  const account = serviceOf(plan, side).accounts[0];
  if (!account) throw new Error(`the plan has no account on ${side}`);
  const transcript = new Transcript(side === 'A' ? 'alice' : 'bob', side);
  const around: Surroundings = {
    deadlineMs: plan.run.deadlineMs,
    open: (session) => pool.take(session.side, session.account, session.transcript),
    dial: () => Promise.reject(new Error('nothing is dialled before the first story')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  };
  const session = new Session(transcript.actor, side, account, transcript, around);
  try {
    await session.comeOnline();
  } catch (error) {
    if (error instanceof ConnectionError) throw error;
    throw new ConnectionError(
      'open',
      'no-session',
      `${account.jid} logged in, but could not come on-line: ${(error as Error).message}.`,
    );
  }
  return session;
}

/**
 * The first stanza of a direction: it pays for DNS, TLS and authentication between the servers.
 * An error that comes back ends the wait at once.
 */
async function firstStanza(
  from: Session,
  to: Session,
  deadlineMs: number,
): Promise<{ readonly ms: number; readonly problem?: string }> {
  const id = plumbingId();
  const start = performance.now();
  const arrival = to.plumbing.wait(
    {
      what: `the first stanza from ${from.bareJid}`,
      matches: (stanza) => stanza.attrs.id === id && stanza.attrs.type !== 'error',
    },
    deadlineMs,
  );
  const isBounce = {
    what: 'an error',
    matches: (stanza: { attrs: Record<string, unknown> }) => stanza.attrs.id === id && stanza.attrs.type === 'error',
  };
  const bounce = Promise.race([from.plumbing.wait(isBounce, deadlineMs), from.inbox.wait(isBounce, deadlineMs)]);
  bounce.catch(() => undefined);
  arrival.catch(() => undefined);
  await from.write(
    xml`<message to="${to.fullJid}" id="${id}"><fence xmlns="${ns.fence}"/><no-store xmlns="${ns.hints}"/></message>`,
  );
  const refused = bounce.then(
    (stanza) => new NotObserved(`${from.domain} answered ${stanza.getChild('error')?.toString() ?? 'with an error'}`),
  );
  const outcome = await Promise.race([arrival, refused]).catch((error: unknown) => error as Error);
  const ms = performance.now() - start;
  return outcome instanceof Error
    ? { ms, problem: `no stanza gets from ${from.domain} to ${to.domain}: ${outcome.message}` }
    : { ms };
}

const firstMeasure = (path: Direction, { ms, problem }: { ms: number; problem?: string }): readonly Measure[] =>
  problem === undefined
    ? [{ what: 'first message on a cold link', path, milliseconds: [Math.round(ms * 10) / 10] }]
    : [];

/** Whatever the answer: a service of rooms that is not reached concerns the scenarios with rooms alone. */
async function warm(session: Session, mucService: string | null): Promise<void> {
  if (mucService === null) return;
  await session.request(xml`<iq type="get" to="${mucService}"><query xmlns="${ns.discoInfo}"/></iq>`);
}

async function measure(roundTrip: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < pings; count += 1) {
    const start = performance.now();
    await roundTrip();
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  return Math.round((times[Math.floor(pings / 2)] ?? 0) * 100) / 100;
}

async function inspect(plan: Plan, session: Session): Promise<{ target: Target; offers: Offers }> {
  const service = serviceOf(plan, session.side);
  const [domain, account, version, mucService] = await Promise.all([
    featuresOf(session, session.domain),
    featuresOf(session, session.bareJid),
    session.request(xml`<iq type="get" to="${session.domain}"><query xmlns="${ns.version}"/></iq>`),
    service.muc === undefined ? findRoomService(session) : Promise.resolve(service.muc),
  ]);
  const roomService = mucService === null ? new Set<string>() : await featuresOf(session, mucService);
  const query = version.getChild('query', ns.version);
  const { facts } = session.stream;
  const target: Target = {
    domain: session.domain,
    account: session.bareJid,
    software: [query?.getChildText('name'), query?.getChildText('version')]
      .filter((text) => text !== undefined && text !== null && text !== '')
      .join(' '),
    roundTripMs: await measure(() => session.fenceOwnServer()),
    tls: facts.tls,
    address: facts.address,
    features: [...domain].sort(),
    mucService,
    ...(service.claims && { claims: service.claims }),
  };
  return { target, offers: { domain, roomService, accounts: new Map([[session.bareJid, account]]) } };
}

/** The item of the own domain that is a text conference by its identity (XEP-0045, section 6.1); null when there is none. */
async function findRoomService(session: Session): Promise<string | null> {
  const reply = await session.request(
    xml`<iq type="get" to="${session.domain}"><query xmlns="${ns.discoItems}"/></iq>`,
  );
  const items = reply.getChild('query', ns.discoItems);
  const jids = items ? childElements(items).map((item) => String(item.attrs.jid)) : [];
  const found = await Promise.all(
    jids.map(async (jid) => {
      const answer = await session
        .request(xml`<iq type="get" to="${jid}"><query xmlns="${ns.discoInfo}"/></iq>`)
        .catch(unlessUnanswered);
      const identities = answer?.getChild('query', ns.discoInfo)?.getChildren('identity') ?? [];
      return identities.some(({ attrs }) => attrs.category === 'conference' && attrs.type === 'text');
    }),
  );
  return jids.find((_, index) => found[index]) ?? null;
}

/** An item that is listed but does not answer is no room service; that need not end the run. */
function unlessUnanswered(error: unknown): undefined {
  if (!(error instanceof DeadlinePassed)) throw error;
}
