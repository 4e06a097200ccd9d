import { destinationOf } from '../../runners/accounts/maker.ts';
import { ns } from '../../runners/index.ts';
import type { Account, Plan, Service } from '../../runners/config/plan.ts';
import { ask } from '../../runners/session/ask.ts';
import { childElements, type Element, xml } from '../../runners/stanza/element.ts';
import { canonical } from '../../runners/stanza/match.ts';
import { openStream } from '../../runners/transport/open.ts';
import type { Stream } from '../../runners/transport/stream.ts';

/** What there is on the accounts and the room services of a plan, as text, by account or service and kind. */
export type Snapshot = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

type Request = (iq: Element) => Promise<Element>;

const privateNames = ['storage:bookmarks', 'storage:rosternotes', 'fedcheck:of-the-user'];

/** Looks at all accounts. It shows no presence but one of negative priority, so that nothing stored is delivered. */
export async function snapshot({ a, b, run }: Plan): Promise<Snapshot> {
  const services = [a, b].flatMap((service) => service.accounts.map((account) => [service, account] as const));
  const looks = services.map(async ([service, account]) =>
    withStream(service, account, run, async (stream, arrived) => {
      const request: Request = (iq) => ask(stream, iq, run.deadlineMs);
      return [account.jid, await lookAt(request, stream, account.jid, arrived)] as const;
    }),
  );
  const rooms = [a, b].map(async (service) => {
    const [account] = service.accounts;
    if (account === undefined) throw new Error(`no account on ${service.domain}`);
    return withStream(service, account, run, async (stream) => {
      const jid = `conference.${service.domain}`;
      const items = childrenOf(await ask(stream, get(query(ns.discoItems), jid), run.deadlineMs));
      return [jid, { rooms: items.map(({ attrs }) => String(attrs.jid)).sort() }] as const;
    });
  });
  return Object.fromEntries(await Promise.all([...looks, ...rooms]));
}

/** Logs in, acts, and logs out. */
export async function withStream<T>(
  service: Service,
  account: Account,
  run: Plan['run'],
  act: (stream: Stream, arrived: readonly Element[]) => Promise<T>,
): Promise<T> {
  const stream = await openStream({ ...destinationOf(service, run), account });
  const arrived: Element[] = [];
  stream.onElement = (element) => {
    arrived.push(element);
  };
  try {
    return await act(stream, arrived);
  } finally {
    await stream.close();
  }
}

async function lookAt(
  request: Request,
  stream: Stream,
  jid: string,
  arrived: readonly Element[],
): Promise<Snapshot[string]> {
  const offline = await storedMessages(request, jid);
  const nodes = childrenOf(await request(get(query(ns.discoItems), jid))).map(({ attrs }) => String(attrs.node));
  const contents = nodes
    .filter((node) => node !== 'undefined')
    .map(async (node) => {
      const asked = xml`<pubsub xmlns="${ns.pubsub}"><items node="${node}"/></pubsub>`;
      const items = (await request(get(asked))).getChild('pubsub', ns.pubsub)?.getChild('items');
      return `${node}: ${items ? childElements(items).map(canonical).sort().join('') : 'nothing'}`;
    });
  const privately = privateNames.map(async (name) =>
    textOf(await request(get(xml`<query xmlns="${ns.privateData}"><storage xmlns="${name}"/></query>`))),
  );
  const kept = {
    offline,
    roster: childrenOf(await request(get(query(ns.roster))))
      .map(canonical)
      .sort(),
    blocks: childrenOf(await request(get(xml`<blocklist xmlns="${ns.blocking}"/>`)))
      .map(canonical)
      .sort(),
    nodes: (await Promise.all(contents)).sort(),
    vcard: [textOf(await request(get(xml`<vCard xmlns="${ns.vcard}"/>`)))],
    private: await Promise.all(privately),
    preferences: [
      childElements(await request(get(xml`<prefs xmlns="${ns.mam}"/>`)))
        .map(canonical)
        .join(''),
    ],
  };
  await stream.write('<presence><priority>-1</priority></presence>');
  await request(get(query(ns.discoInfo), jid));
  const requests = arrived.filter(({ name, attrs }) => name === 'presence' && attrs.type === 'subscribe');
  return { ...kept, requests: requests.map(({ attrs }) => String(attrs.from)).sort() };
}

/** Senders of stored messages, where the server tells (XEP-0013). */
async function storedMessages(request: Request, jid: string): Promise<readonly string[]> {
  const features = childrenOf(await request(get(query(ns.discoInfo), jid.replace(/^.*@/, ''))));
  if (!features.some(({ attrs }) => attrs.var === ns.offline)) return ['not told'];
  const asked = xml`<query xmlns="${ns.discoItems}" node="${ns.offline}"/>`;
  return childrenOf(await request(get(asked)))
    .map(({ attrs }) => String(attrs.name))
    .sort();
}

const query = (namespace: string): Element => xml`<query xmlns="${namespace}"/>`;

const get = (payload: Element, to?: string): Element => {
  const iq = xml`<iq type="get">${payload}</iq>`;
  if (to !== undefined) iq.attrs.to = to;
  return iq;
};

const childrenOf = (reply: Element): Element[] => {
  const payload = reply.attrs.type === 'result' ? childElements(reply)[0] : undefined;
  return payload ? childElements(payload) : [];
};

/** The content of a result; an empty document and none are the same to its user. */
const textOf = (reply: Element): string => {
  const payload = reply.attrs.type === 'result' ? childElements(reply)[0] : undefined;
  const inner = payload?.name === 'query' ? childElements(payload)[0] : payload;
  return inner && childElements(inner).length > 0 ? canonical(inner) : '';
};
