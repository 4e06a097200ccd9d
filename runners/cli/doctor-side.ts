import type { Plan, Service } from '../config/plan.ts';
import { ask } from '../session/ask.ts';
import { childElements, type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { openStream } from '../transport/open.ts';
import { Dns } from '../transport/resolve.ts';
import { ConnectionError, type ConnectionPhase, type Stream } from '../transport/stream.ts';
import { describeFailure } from './failure.ts';
import { type Finding, note, ok, problem } from './finding.ts';

/** Where clients are sent: the plan's own address, or what DNS says. */
export async function lookUp(service: Service, run: Plan['run']): Promise<Finding> {
  if (service.connect !== undefined) {
    const { host, port, directTls } = service.connect;
    return ok('DNS', `not asked; connect gives ${host}:${String(port)}${directTls ? ', direct TLS' : ''}`);
  }
  const dns = new Dns({ ...(run.dns !== undefined && { dns: run.dns }), deadlineMs: run.deadlineMs });
  try {
    const endpoints = await dns.endpoints(service.domain);
    return ok(
      'DNS',
      endpoints
        .map(({ host, port, directTls }) => `${host}:${String(port)}${directTls ? ' (direct TLS)' : ''}`)
        .join(', '),
    );
  } catch (error) {
    return problem('DNS', sentenceOf(error), 'Publish SRV records, or give connect in the plan file.');
  } finally {
    dns.cancel();
  }
}

/** Connects and logs in. Without a stream, the last finding says why. */
export async function logIn(
  service: Service,
  run: Plan['run'],
  signal: AbortSignal,
): Promise<{ readonly findings: readonly Finding[]; readonly stream?: Stream }> {
  const account = service.making?.by === 'admin' ? service.making.admin : service.accounts[0];
  if (account === undefined)
    return { findings: [problem('login', 'the plan names no account', 'Give a jid in the plan file.')] };
  try {
    const stream = await openStream({
      account,
      domain: service.domain,
      deadlineMs: run.deadlineMs,
      signal,
      ...(service.connect && { connect: service.connect }),
      ...(service.ca !== undefined && { ca: service.ca }),
      ...(run.dns !== undefined && { dns: run.dns }),
    });
    const { address, tls, mechanism, loginMs } = stream.facts;
    return {
      findings: [
        ok('connect', address),
        ok('TLS', tls),
        ok('login', `${account.jid} with ${mechanism} in ${loginMs.toFixed(0)} ms`),
      ],
      stream,
    };
  } catch (error) {
    const phase = error instanceof ConnectionError ? error.phase : 'open';
    const found = problem(
      phase,
      sentenceOf(error),
      remedies[phase] ?? 'Mend this first; what comes after it was not looked at.',
    );
    return { findings: [...passedBefore(phase), { ...found, exit: describeFailure(error).code }] };
  }
}

/** What must have worked for the login to come as far as that phase. */
function passedBefore(phase: ConnectionPhase): readonly Finding[] {
  const at = phases.indexOf(phase);
  return [
    ...(at > phases.indexOf('connect') ? [ok('connect', 'reached')] : []),
    ...(at > phases.indexOf('tls') ? [ok('TLS', 'up, certificate valid')] : []),
  ];
}

const phases: readonly ConnectionPhase[] = ['dns', 'connect', 'stream', 'starttls', 'tls', 'sasl', 'bind', 'open'];

const remedies: Readonly<Record<string, string>> = {
  dns: 'Check the domain, the SRV records and --dns.',
  connect: 'Check that the server runs and that a firewall lets you through; or give connect in the plan file.',
  starttls: 'Switch STARTTLS on at the server, or connect by xmpps://.',
  tls: 'Give the authority as ca in the plan file, or put a certificate for this domain on the server.',
  sasl: 'Check the JID and its password.',
};

/** What to do about an error of a connection, by how far it came. */
export const remedyFor = (error: unknown): string =>
  remedies[error instanceof ConnectionError ? error.phase : 'open'] ?? 'Check that the server answers its users.';

/** What the server says of itself: features, software, room service, and the difference between its clock and this one. */
export async function discover(service: Service, run: Plan['run'], stream: Stream): Promise<readonly Finding[]> {
  const request = (query: Element, to = service.domain): Promise<Element> =>
    ask(stream, xml`<iq type="get" to="${to}">${query}</iq>`, run.deadlineMs);
  return Promise.all([
    guarded('discovery', async () => {
      const query = (await request(xml`<query xmlns="${ns.discoInfo}"/>`)).getChild('query', ns.discoInfo);
      if (query === undefined)
        return problem(
          'discovery',
          'disco#info of the domain was refused',
          'Switch service discovery (XEP-0030) on.',
          'conformance',
        );
      return ok('discovery', `${String(query.getChildren('feature').length)} features`);
    }),
    guarded('software', async () => {
      const query = (await request(xml`<query xmlns="${ns.version}"/>`)).getChild('query', ns.version);
      const said = [query?.getChildText('name'), query?.getChildText('version')].filter(Boolean).join(' ');
      return said === '' ? note('software', 'the server does not say (XEP-0092)') : ok('software', said);
    }),
    guarded('rooms', () => findRooms(service, request)),
    guarded('clock', async () => clockFinding(request)),
  ]);
}

type Request = (query: Element, to?: string) => Promise<Element>;

async function findRooms(service: Service, request: Request): Promise<Finding> {
  if (service.muc !== undefined) return ok('rooms', `${service.muc} (given in the plan)`);
  const found = await discoverRooms(request);
  return found === undefined
    ? note(
        'rooms',
        'no room service was discovered; scenarios of area muc will not apply, unless services.muc names one',
      )
    : ok('rooms', found);
}

/** JID of the room service of a side, as the plan names it or discovery tells; null where there is none. */
export async function roomServiceOf(service: Service, run: Plan['run'], stream: Stream): Promise<string | null> {
  const request: Request = (query, to = service.domain) =>
    ask(stream, xml`<iq type="get" to="${to}">${query}</iq>`, run.deadlineMs);
  return service.muc ?? (await discoverRooms(request)) ?? null;
}

async function discoverRooms(request: Request): Promise<string | undefined> {
  const items = (await request(xml`<query xmlns="${ns.discoItems}"/>`)).getChild('query', ns.discoItems);
  const jids = (items === undefined ? [] : childElements(items))
    .map((item) => String(item.attrs.jid ?? ''))
    .filter((jid) => jid !== '')
    .slice(0, 30);
  const answers = await Promise.allSettled(jids.map((jid) => request(xml`<query xmlns="${ns.discoInfo}"/>`, jid)));
  return jids.find((_, index) => {
    const answer = answers[index];
    const info = answer?.status === 'fulfilled' ? answer.value.getChild('query', ns.discoInfo) : undefined;
    return info?.getChildren('feature').some((feature) => feature.attrs.var === ns.muc) === true;
  });
}

const mostSkewMs = 2000;

async function clockFinding(request: Request): Promise<Finding> {
  const before = Date.now();
  const reply = await request(xml`<time xmlns="${ns.time}"/>`);
  const after = Date.now();
  const utc = Date.parse(reply.getChild('time', ns.time)?.getChildText('utc') ?? '');
  if (Number.isNaN(utc)) return note('clock', 'the server does not say its time (XEP-0202)');
  // Whole seconds are usual, so the server's clock may lie up to a second after what it says.
  const skew = utc > after ? utc - after : Math.max(0, before - utc - 1000);
  if (skew <= mostSkewMs) return ok('clock', 'agrees with this machine');
  return problem(
    'clock',
    `differs from this machine by ${(skew / 1000).toFixed(1)} s`,
    'Set both clocks by NTP; scenarios that look at time stamps need it.',
  );
}

async function guarded(what: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    return problem(what, sentenceOf(error), 'Check that the server answers requests of its users.', 'conformance');
  }
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
