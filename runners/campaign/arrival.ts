import type { Side, Target } from '../../reports/model/record.ts';
import type { Service } from '../config/plan.ts';
import { DeadlinePassed } from '../session/errors.ts';
import { Session, type Surroundings } from '../session/session.ts';
import { Transcript } from '../session/transcript.ts';
import { childElements, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { ConnectionError } from '../transport/stream.ts';
import { featuresOf, type Offers } from './offers.ts';
import type { Pool } from './pool.ts';

const pings = 11;
/** Of what a server calls itself, in characters. */
const longestName = 200;

/** What is known of a service before the first story. */
export interface Inspected {
  readonly target: Target;
  readonly offers: Offers;
}

/** Somebody of the service, on-line. Rejects with ConnectionError. */
export async function arrive(
  name: string,
  side: Side,
  { domain, accounts: [account] }: Service,
  pool: Pool,
  deadlineMs: number,
): Promise<Session> {
  if (!account) throw new Error(`the plan has no account on ${domain}`);
  const transcript = new Transcript(name, side);
  const around: Surroundings = {
    deadlineMs,
    open: (session) => pool.take(session.account, session.transcript),
    dial: () => Promise.reject(new Error('nothing is dialled before the first story')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  };
  const session = new Session(name, side, account, transcript, around);
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

/** The median of a few round trips, in milliseconds. */
export async function measure(roundTrip: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < pings; count += 1) {
    const start = performance.now();
    await roundTrip();
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  return Math.round((times[Math.floor(pings / 2)] ?? 0) * 100) / 100;
}

/** What the service says of itself, as that session is told. Rejects with NotObserved. */
export async function inspect(service: Service, session: Session): Promise<Inspected> {
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
      .join(' ')
      .slice(0, longestName),
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
