import { deleteNode, listNodes } from '../campaign/published.ts';
import { restorePreferences } from '../campaign/settings.ts';
import { childElements, clone, type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { answered, type Cleaner, named } from './cleaner.ts';

const bookmarks = 'urn:xmpp:bookmarks:1';

/** Deletes the nodes that stories named, and takes their rooms out of the bookmarks (XEP-0402). */
export async function cleanNodes(cleaner: Cleaner): Promise<void> {
  const nodes = (await listNodes(cleaner.ask, cleaner.jid)) ?? [];
  for (const node of nodes.filter((one) => cleaner.ours.id(one)))
    await cleaner.undo('removed', `the node ${node}`, () => deleteNode(cleaner.ask, node));
  if (nodes.includes(bookmarks)) await cleanBookmarks(cleaner);
  const others = nodes.filter((node) => !cleaner.ours.id(node) && node !== bookmarks);
  if (others.length > 0) cleaner.leave(`nodes: ${named(others)}`, 'no run is known to have made them');
}

async function cleanBookmarks(cleaner: Cleaner): Promise<void> {
  const asked = xml`<pubsub xmlns="${ns.pubsub}"><items node="${bookmarks}"/></pubsub>`;
  const reply = await cleaner.ask(xml`<iq type="get">${asked}</iq>`);
  const items = reply.getChild('pubsub', ns.pubsub)?.getChild('items');
  const ids = (items ? childElements(items) : []).map(({ attrs }) => String(attrs.id));
  for (const id of ids.filter((one) => cleaner.ours.room(one))) {
    await cleaner.undo('removed', `the bookmark of ${id}`, async () => {
      const retract = xml`<retract node="${bookmarks}" notify="true"><item id="${id}"/></retract>`;
      return answered(await cleaner.ask(xml`<iq type="set"><pubsub xmlns="${ns.pubsub}">${retract}</pubsub></iq>`));
    });
  }
  const others = ids.filter((id) => !cleaner.ours.room(id));
  if (others.length > 0) cleaner.leave(`bookmarks: ${named(others)}`, 'no run is known to have made them');
}

/** Takes others of runs out of the lists of the archive preferences (XEP-0441). */
export async function cleanPreferences(cleaner: Cleaner): Promise<void> {
  const reply = await cleaner.ask(xml`<iq type="get"><prefs xmlns="${ns.mam}"/></iq>`);
  const preferences = reply.attrs.type === 'result' ? reply.getChild('prefs', ns.mam) : undefined;
  if (!preferences) return;
  const wanted = clone(preferences);
  const found: string[] = [];
  for (const list of [wanted.getChild('always'), wanted.getChild('never')]) {
    for (const jid of list?.getChildren('jid') ?? []) {
      if (!cleaner.ours.person(jid.getText())) continue;
      list?.remove(jid);
      found.push(jid.getText());
    }
  }
  if (found.length > 0)
    await cleaner.undo('removed', `from the archive preferences: ${named(found)}`, async () => {
      await restorePreferences(cleaner.ask, wanted);
      return '';
    });
}

/** Removes stored messages of others of runs, where the server lets single ones be removed (XEP-0013). */
export async function cleanOffline(cleaner: Cleaner): Promise<void> {
  const own = await cleaner.ask(
    xml`<iq type="get" to="${cleaner.jid.replace(/^.*@/, '')}"><query xmlns="${ns.discoInfo}"/></iq>`,
  );
  const features = own.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [];
  if (!features.some(({ attrs }) => attrs.var === ns.offline)) {
    cleaner.leave('messages stored for one who is off-line', 'the server does not let them be looked at (XEP-0013)');
    return;
  }
  const reply = await cleaner.ask(xml`<iq type="get"><query xmlns="${ns.discoItems}" node="${ns.offline}"/></iq>`);
  const items = reply.getChild('query', ns.discoItems)?.getChildren('item') ?? [];
  for (const { attrs } of items) {
    const [node, sender] = [String(attrs.node), String(attrs.name)];
    const what = `a stored message of ${sender}`;
    if (cleaner.ours.person(sender) && (await isOurs(cleaner, node)))
      await cleaner.undo('removed', what, async () => answered(await cleaner.ask(offline('set', 'remove', node))));
    else cleaner.leave(what, 'no run is known to have sent it');
  }
}

const offline = (type: 'get' | 'set', action: 'view' | 'remove', node: string): Element =>
  xml`<iq type="${type}"><offline xmlns="${ns.offline}"><item action="${action}" node="${node}"/></offline></iq>`;

/** The message comes before the answer that it was asked for by. */
async function isOurs(cleaner: Cleaner, node: string): Promise<boolean> {
  await cleaner.ask(offline('get', 'view', node));
  const shown = cleaner.arrived.find(
    (stanza) => stanza.getChild('offline', ns.offline)?.getChild('item')?.attrs.node === node,
  );
  return (
    shown !== undefined && (cleaner.ours.id(String(shown.attrs.id)) || shown.getChild('fence', ns.fence) !== undefined)
  );
}
