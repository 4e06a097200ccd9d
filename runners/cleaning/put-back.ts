import type { Kept, KeptOf, Outstanding } from '../campaign/kept.ts';
import {
  deleteNode,
  type FormerDocument,
  isChanged,
  listNodes,
  madeNodes,
  restoreDocument,
} from '../campaign/published.ts';
import { askingBlocks, block, blockedIn, disablePush, restorePreferences } from '../campaign/settings.ts';
import { parseElement, xml } from '../stanza/element.ts';
import { canonical } from '../stanza/match.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Cleaner } from './cleaner.ts';
import { unblock } from './contacts.ts';

/** Puts back what a killed run wrote down of the account. Resolves with false where something of it is not as it was. */
export async function putBack(cleaner: Cleaner, outstanding: readonly Outstanding[]): Promise<boolean> {
  const before = cleaner.deeds.length;
  const lines = outstanding.map(({ kept }) => kept).filter(({ account }) => account === cleaner.jid);
  const of = <W extends Kept['what']>(what: W): readonly KeptOf<W>[] =>
    lines.filter((line): line is KeptOf<W> => line.what === what);
  // The oldest tells how it was before the first change.
  const [blocks] = of('blocks');
  if (blocks) await cleaner.look('blocklist', () => putBlocksBack(cleaner, blocks));
  const [preferences] = of('preferences');
  if (preferences) await cleaner.look('archive preferences', () => putPreferencesBack(cleaner, preferences));
  for (const service of new Set(of('push').map((one) => one.service)))
    await cleaner.undo('removed', `the push service ${service}`, async () => {
      await disablePush(cleaner.ask, service);
      return '';
    });
  // Where the answers were not there yet, the story had not published.
  const [published] = of('published');
  const nodes = of('node').map(({ node }) => node);
  if (published) await cleaner.look('what was published', () => putPublishedBack(cleaner, published, nodes));
  return cleaner.deeds.slice(before).every(({ outcome }) => outcome !== 'failed');
}

async function putBlocksBack(cleaner: Cleaner, { original }: KeptOf<'blocks'>): Promise<void> {
  const now = blockedIn(await cleaner.ask(askingBlocks())) ?? [];
  for (const jid of now.filter((one) => !original.includes(one)))
    await cleaner.undo('removed', `the block of ${jid}`, () => unblock(cleaner, jid));
  for (const jid of original.filter((one) => !now.includes(one)))
    await cleaner.undo('put back', `the block of ${jid}`, async () => {
      await block(cleaner.ask, [jid]);
      return '';
    });
}

async function putPreferencesBack(cleaner: Cleaner, { original }: KeptOf<'preferences'>): Promise<void> {
  const former = parseElement(original);
  const reply = await cleaner.ask(xml`<iq type="get"><prefs xmlns="${ns.mam}"/></iq>`);
  const now = reply.getChild('prefs', ns.mam);
  if (now && canonical(now) === canonical(former)) return;
  await cleaner.undo('put back', 'the archive preferences', async () => {
    await restorePreferences(cleaner.ask, former);
    return '';
  });
}

async function putPublishedBack(
  cleaner: Cleaner,
  { nodes, documents }: KeptOf<'published'>,
  written: readonly string[],
): Promise<void> {
  for (const document of documents.map(parsed)) {
    const changed = await isChanged(cleaner.ask, document);
    const what = `the ${document.empty.name} (${document.empty.getNS()})`;
    if (changed === undefined) cleaner.leave(what, `what it was before is not known: ${document.trouble}`);
    if (changed === true) await cleaner.undo('put back', what, () => restoreDocument(cleaner.ask, document));
  }
  const there = await listNodes(cleaner.ask, cleaner.jid);
  const made = await madeNodes(cleaner.ask, cleaner.jid, nodes ?? undefined, written);
  for (const node of made.filter((one) => there?.includes(one) !== false))
    await cleaner.undo('removed', `the node ${node}`, () => deleteNode(cleaner.ask, node));
}

const parsed = ({ empty, former, trouble }: KeptOf<'published'>['documents'][number]): FormerDocument => ({
  empty: parseElement(empty),
  former: former === null ? undefined : parseElement(former),
  trouble,
});
