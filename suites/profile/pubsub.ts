import {
  childElements,
  type Element,
  fresh,
  type Matcher,
  ns,
  type Session,
  showCapabilities,
  type Story,
  unlessAbsent,
  xep,
  xml,
} from '../../runners/index.ts';

export const xep0060 = xep('0060', '1.30.0');
export const xep0163 = xep('0163', '1.2.2');

/** A node that nobody has used, so that nothing of the user's is touched. */
export const freshNode = (): string => `urn:fedcheck:test:${fresh()}`;
export const note = (text: string): Element => xml`<note xmlns="urn:fedcheck:test:note">${text}</note>`;

/** Publishes one item; `options` are preconditions on the node's configuration, by name without pubsub# in front. */
export function publish(
  node: string,
  id: string,
  payload: Element,
  options: Readonly<Record<string, string>> = {},
): Element {
  const item = xml`<item xmlns="${ns.pubsub}" id="${id}">${payload}</item>`;
  const iq = xml`<iq type="set" id="${fresh()}-publish"><pubsub xmlns="${ns.pubsub}"><publish node="${node}">${item}</publish></pubsub></iq>`;
  const wanted = Object.entries(options);
  if (wanted.length === 0) return iq;
  const form = xml`
    <publish-options xmlns="${ns.pubsub}">
      <x xmlns="${ns.dataForms}" type="submit">
        <field var="FORM_TYPE" type="hidden"><value>${ns.pubsub}#publish-options</value></field>
      </x>
    </publish-options>`;
  for (const [name, value] of wanted)
    form
      .getChild('x', ns.dataForms)
      ?.cnode(xml`<field xmlns="${ns.dataForms}" var="pubsub#${name}"><value>${value}</value></field>`);
  iq.getChild('pubsub', ns.pubsub)?.cnode(form);
  return iq;
}

/** Asks somebody for the items of a node; for one of them where its id is given. */
export function itemsOf(node: string, of: Session, id?: string): Element {
  const items = xml`<items xmlns="${ns.pubsub}" node="${node}"/>`;
  if (id !== undefined) items.c('item', { id });
  return xml`<iq type="get" to="${of.bareJid}" id="${fresh()}-items"><pubsub xmlns="${ns.pubsub}">${items}</pubsub></iq>`;
}

/** The items in a result; none in an error. */
export const itemsIn = (reply: Element): readonly Element[] =>
  reply.attrs.type === 'result'
    ? (reply.getChild('pubsub', ns.pubsub)?.getChild('items')?.getChildren('item') ?? [])
    : [];

/** Asks somebody which nodes there are. */
export const nodesOf = (of: Session): Element =>
  xml`<iq type="get" to="${of.bareJid}" id="${fresh()}-nodes"><query xmlns="${ns.discoItems}"/></iq>`;

/** The nodes in a result; none in an error. */
export function nodesIn(reply: Element): readonly string[] {
  const query = reply.attrs.type === 'result' ? reply.getChild('query', ns.discoItems) : undefined;
  return query
    ? childElements(query).flatMap(({ attrs }) => (attrs.node === undefined ? [] : [String(attrs.node)]))
    : [];
}

/** What the account itself is told of it. */
export const infoOf = (owner: Session): Promise<Element> =>
  owner.request(xml`<iq type="get" to="${owner.bareJid}"><query xmlns="${ns.discoInfo}"/></iq>`);

export const isEventing = (info: Element): boolean =>
  info
    .getChild('query', ns.discoInfo)
    ?.getChildren('identity')
    .some(({ attrs }) => attrs.category === 'pubsub' && attrs.type === 'pep') ?? false;

/** The account is a personal eventing service (XEP-0163, section 6.1) and lists those features of XEP-0060. */
export async function mustOffer(owner: Session, story: Story, ...features: readonly string[]): Promise<void> {
  const info = await infoOf(owner);
  if (info.attrs.type !== 'result') story.inconclusive(`the account does not say what it offers: ${info.toString()}`);
  if (!isEventing(info)) story.notApplicable(`${owner.bareJid} does not list the identity pubsub/pep`);
  const query = info.getChild('query', ns.discoInfo);
  const listed = query?.getChildren('feature').map(({ attrs }) => String(attrs.var)) ?? [];
  const missing = features.map((feature) => `${ns.pubsub}#${feature}`).find((feature) => !listed.includes(feature));
  if (missing !== undefined) story.notApplicable(`${owner.bareJid} does not list ${missing}`);
}

const mostAttempts = 3;

/**
 * Publishes, configures or deletes where that is not what is judged. Asks again where the answer is to do so later (an error
 * of type wait: RFC 6120, section 8.3.2), or that a node is not there which publishing makes: where other lanes make nodes at
 * the same time, some servers forget one. A story that judges the answer plays apart from the lanes and asks once.
 */
export async function put(owner: Session, story: Story, iq: Element, attempt = 1): Promise<void> {
  const reply = await owner.request(iq);
  const error = reply.getChild('error');
  if (!error && reply.attrs.type === 'result') return;
  const isPassing = isBusy(reply) || error?.getChild('item-not-found', ns.stanzas) !== undefined;
  if (!isPassing || attempt === mostAttempts) story.refused(reply);
  story.note(`asked again, after ${String(error)}`);
  if (iq.attrs.id !== undefined) iq.attrs.id = `again-${iq.attrs.id}`;
  await put(owner, story, iq, attempt + 1);
}

const isBusy = (reply: Element): boolean => reply.getChild('error')?.attrs.type === 'wait';

/** To be told to try again later is a refusal for now, and says nothing of what was asked. */
export function unlessBusy(reply: Element, story: Story): Element {
  if (isBusy(reply)) story.refused(reply);
  return reply;
}

/** That there is no such node is a fault; that a node keeps no items is not (XEP-0060, section 6.5.9.4). */
export function unlessTransient(reply: Element, story: Story): Element {
  if (reply.getChild('error')?.getChild('feature-not-implemented', ns.stanzas)) story.refused(reply);
  return unlessBusy(reply, story);
}

/**
 * A node whose name is given by its specification must hold nothing of the user's, since the story would replace it. What a
 * run that was cut short has left there goes first.
 */
export async function mustBeFree(
  owner: Session,
  story: Story,
  node: string,
  ours: (item: Element) => boolean,
): Promise<void> {
  const reply = await owner.request(itemsOf(node, owner));
  if (reply.getChild('error')?.getChild('item-not-found', ns.stanzas)) return;
  const items = itemsIn(reply);
  if (items.length === 0 || !items.every(ours))
    story.inconclusive(`${owner.bareJid} has a node ${node}, which the story would replace; use another account`);
  await put(owner, story, xml`<iq type="set"><pubsub xmlns="${ns.pubsubOwner}"><delete node="${node}"/></pubsub></iq>`);
}

/** An event of that node and account (XEP-0060, section 7.1.2), with that item where its id is given. */
export const eventOf = (node: string, owner: Session, id?: string): Matcher => ({
  what: `an event of ${node}`,
  matches: (stanza) => {
    const items = stanza.getChild('event', ns.pubsubEvent)?.getChild('items');
    const isTheirs = String(stanza.attrs.from).split('/', 1)[0] === owner.bareJid;
    if (stanza.name !== 'message' || !isTheirs || items?.attrs.node !== node) return false;
    return id === undefined || childElements(items).some(({ attrs }) => attrs.id === id);
  },
});

/** The event that a careless service would send for what was published. */
export function eventFor(published: Element, from: string): Element {
  const copy = published.getChild('pubsub', ns.pubsub)?.getChild('publish');
  const event = xml`<message from="${from}" type="headline"><event xmlns="${ns.pubsubEvent}"/></message>`;
  const items = xml`<items xmlns="${ns.pubsubEvent}" node="${copy?.attrs.node}"/>`;
  for (const { attrs } of copy?.getChildren('item') ?? []) items.c('item', { id: attrs.id as string });
  event.getChild('event', ns.pubsubEvent)?.cnode(items);
  return event;
}

/**
 * Shows an interest in events of these nodes (XEP-0060, section 9.2), and waits until the owner's service has asked what the
 * capabilities mean, which nobody has seen before. They may take effect a moment after the answer, hence an event of the
 * first node: true when it came.
 */
export async function showInterest(
  reader: Session,
  owner: Session,
  story: Story,
  first: string,
  ...further: readonly string[]
): Promise<boolean> {
  const id = fresh();
  const node = await showCapabilities(
    reader,
    [first, ...further].map((one) => `${one}+notify`),
  );
  await reader.receive({
    what: `a question of ${owner.domain} about the capabilities`,
    matches: ({ name, attrs, ...stanza }) =>
      name === 'iq' &&
      String(attrs.from).replace(/^.*@/, '').split('/', 1)[0] === owner.domain &&
      stanza.children.some((child) => typeof child !== 'string' && child.attrs.node === node),
  });
  await reader.fence(owner);
  await put(owner, story, publish(first, id, note('I have night to hide me')));
  return (await reader.receive(eventOf(first, owner, id)).catch(unlessAbsent)) !== undefined;
}
