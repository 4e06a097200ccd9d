import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Kept } from '../../runners/campaign/kept.ts';
import type { Cleaner } from '../../runners/cleaning/cleaner.ts';
import { cleanBlocks, cleanRequests, cleanRoster } from '../../runners/cleaning/contacts.ts';
import { deleteMade } from '../../runners/cleaning/made-accounts.ts';
import { putBack } from '../../runners/cleaning/put-back.ts';
import { cleanNodes, cleanOffline, cleanPreferences } from '../../runners/cleaning/storage.ts';
import { fresh } from '../../runners/scenario/unique.ts';
import { type Element, parseElement, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { alice, cleanerOn, plan } from './cleaner-on.ts';

const forbidden = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;
const outcomes = ({ deeds }: Cleaner): readonly string[] => deeds.map(({ outcome, what }) => `${outcome}: ${what}`);
const line = (kept: Kept) => ({ story: 'one', kept });

describe('cleaning an account', () => {
  it('removes contacts of runs and leaves those of the user', async () => {
    const items = ['bob@beta.example', 'mother@home.example'].map(
      (jid) => xml`<item xmlns="${ns.roster}" jid="${jid}"/>`,
    );
    const { cleaner, sets } = cleanerOn(({ attrs }) =>
      attrs.type === 'get' ? xml`<query xmlns="${ns.roster}">${items[0]}${items[1]}</query>` : undefined,
    );
    await cleanRoster(cleaner);
    expect(outcomes(cleaner)).to.deep.equal([
      'removed: the contact bob@beta.example',
      'left: contacts: mother@home.example',
    ]);
    expect(sets().join('')).to.contain('bob@beta.example').and.not.to.contain('mother');
  });

  it('denies requests of runs alone', async () => {
    const { cleaner, stream, sets } = cleanerOn(() => {
      for (const from of ['bob@beta.example', 'mother@home.example'])
        stream.onElement(xml`<presence type="subscribe" from="${from}"/>`);
      return undefined;
    });
    await cleanRequests(cleaner);
    expect(outcomes(cleaner)).to.deep.equal([
      'removed: the contact request of bob@beta.example',
      'left: the contact request of mother@home.example',
    ]);
    expect(sets().filter((one) => one.includes('unsubscribed'))).to.have.lengthOf(1);
    expect(stream.written[0]?.getChildText('priority')).to.equal('-1');
  });

  it('unblocks others of runs, and not a whole domain that the user may have blocked', async () => {
    const { cleaner, sets } = cleanerOn(({ attrs }) =>
      attrs.type === 'get'
        ? xml`<blocklist xmlns="${ns.blocking}"><item jid="bob@beta.example"/><item jid="beta.example"/></blocklist>`
        : undefined,
    );
    await cleanBlocks(cleaner);
    expect(outcomes(cleaner)).to.deep.equal(['removed: the block of bob@beta.example', 'left: blocks: beta.example']);
    expect(sets()).to.deep.equal([`<unblock xmlns="${ns.blocking}"><item jid="bob@beta.example"/></unblock>`]);
  });

  it('deletes nodes and bookmarks that bear the mark', async () => {
    const [node, room] = [`urn:fedcheck:test:${fresh()}`, `fc-${fresh()}@rooms.example`];
    const { cleaner, sets } = cleanerOn(({ attrs }, payload) => {
      if (attrs.type === 'set') return undefined;
      const nodes = [node, 'urn:xmpp:bookmarks:1', 'urn:example:mine'];
      const list = xml`<query xmlns="${ns.discoItems}"/>`;
      for (const one of nodes) list.cnode(xml`<item xmlns="${ns.discoItems}" node="${one}"/>`);
      const items = xml`<items><item id="${room}"/><item id="tea@rooms.example"/></items>`;
      return payload.is('query') ? list : xml`<pubsub xmlns="${ns.pubsub}">${items}</pubsub>`;
    });
    await cleanNodes(cleaner);
    expect(outcomes(cleaner)).to.deep.equal([
      `removed: the node ${node}`,
      `removed: the bookmark of ${room}`,
      'left: bookmarks: tea@rooms.example',
      'left: nodes: urn:example:mine',
    ]);
    expect(sets().join('')).not.to.contain('tea@').and.not.to.contain('urn:example:mine');
  });

  it('takes others of runs out of the archive preferences, and nobody else', async () => {
    const lists = xml`<always><jid>mother@home.example</jid><jid>bob@beta.example</jid></always>`;
    const { cleaner, sets } = cleanerOn(() => xml`<prefs xmlns="${ns.mam}" default="roster">${lists}<never/></prefs>`);
    await cleanPreferences(cleaner);
    expect(sets()[0]).to.contain('mother@home.example').and.to.contain('roster').and.not.to.contain('bob');
  });

  it('removes stored messages of runs alone, and none where they cannot be looked at', async () => {
    const shown = (node: string, id: string): Element =>
      xml`<message from="bob@beta.example/x" id="${id}"><offline xmlns="${ns.offline}"><item node="${node}"/></offline></message>`;
    const { cleaner, stream, sets } = cleanerOn((_request, payload) => {
      const item = payload.getChild('item');
      if (item?.attrs.action === 'view')
        stream.onElement(shown(String(item.attrs.node), item.attrs.node === '1' ? 'fc-01234567-89' : 'm1'));
      if (payload.is('query', ns.discoInfo))
        return xml`<query xmlns="${ns.discoInfo}"><feature var="${ns.offline}"/></query>`;
      const waiting = ['1 bob@beta.example/x', '2 bob@beta.example/x', '3 mother@home.example/x'].map((one) =>
        one.split(' '),
      );
      const query = xml`<query xmlns="${ns.discoItems}"/>`;
      for (const [node, name] of waiting)
        query.cnode(xml`<item xmlns="${ns.discoItems}" node="${node}" name="${name}"/>`);
      return payload.is('query', ns.discoItems) ? query : undefined;
    });
    await cleanOffline(cleaner);
    expect(cleaner.deeds.map(({ outcome }) => outcome)).to.deep.equal(['removed', 'left', 'left']);
    expect(sets()).to.have.lengthOf(1);
    const silent = cleanerOn(() => undefined);
    await cleanOffline(silent.cleaner);
    expect(silent.cleaner.deeds.map(({ outcome }) => outcome)).to.deep.equal(['left']);
  });

  it('only says what it would do where nothing is to be done', async () => {
    const { cleaner, sets } = cleanerOn(
      () => xml`<blocklist xmlns="${ns.blocking}"><item jid="bob@beta.example"/></blocklist>`,
      false,
    );
    await cleanBlocks(cleaner);
    expect([outcomes(cleaner), sets()]).to.deep.equal([['removed: the block of bob@beta.example'], []]);
  });

  it('tells what the server refused to take away', async () => {
    const { cleaner } = cleanerOn(({ attrs }) =>
      attrs.type === 'get'
        ? xml`<blocklist xmlns="${ns.blocking}"><item jid="bob@beta.example"/></blocklist>`
        : forbidden,
    );
    await cleanBlocks(cleaner);
    expect(outcomes(cleaner)).to.deep.equal(['failed: the block of bob@beta.example']);
  });
});

describe('putting back what a killed run wrote down', () => {
  const vCard = (name: string): Element => xml`<vCard xmlns="${ns.vcard}"><FN>${name}</FN></vCard>`;
  const published = (former: string | null): Kept => ({
    what: 'published',
    account: alice.jid,
    nodes: ['urn:old'],
    documents: [{ empty: `<vCard xmlns="${ns.vcard}"/>`, former, trouble: former === null ? 'a secret' : '' }],
  });

  function keeping(nodes: readonly string[], card: Element) {
    const list = xml`<query xmlns="${ns.discoItems}"/>`;
    for (const node of nodes) list.cnode(xml`<item xmlns="${ns.discoItems}" node="${node}"/>`);
    return cleanerOn(({ attrs }, payload) =>
      attrs.type === 'set' ? undefined : payload.is('vCard') ? card : payload.is('query') ? list : undefined,
    );
  }

  it('puts the document back, and deletes the node that was not there', async () => {
    const { cleaner, sets } = keeping(['urn:old', 'urn:new', 'urn:mine'], vCard('Juliet'));
    const node: Kept = { what: 'node', account: alice.jid, node: 'urn:new' };
    expect(await putBack(cleaner, [node, published(String(vCard('Alice')))].map(line))).to.equal(true);
    expect(sets()[0]).to.equal(String(vCard('Alice')));
    expect(parseElement(sets()[1] ?? '').getChild('delete')?.attrs.node).to.equal('urn:new');
    expect(sets()).to.have.lengthOf(2);
  });

  it('deletes no node of which nobody knows whether it was there: the story had not published yet', async () => {
    const { cleaner, sets } = keeping(['urn:new'], vCard('Alice'));
    await putBack(cleaner, [line({ what: 'node', account: alice.jid, node: 'urn:new' })]);
    expect(sets()).to.deep.equal([]);
  });

  it('leaves a document of which nothing is on file, and touches none that is as it was', async () => {
    const unknown = keeping(['urn:old'], vCard('Alice'));
    await putBack(unknown.cleaner, [line(published(null))]);
    expect([unknown.cleaner.deeds.map(({ outcome }) => outcome), unknown.sets()]).to.deep.equal([['left'], []]);
    const same = keeping(['urn:old'], vCard('Alice'));
    await putBack(same.cleaner, [line(published(String(vCard('Alice'))))]);
    expect([same.cleaner.deeds, same.sets()]).to.deep.equal([[], []]);
  });

  it('blocks again whom the user blocked, and nobody else', async () => {
    const list = xml`<blocklist xmlns="${ns.blocking}"><item jid="beta.example"/></blocklist>`;
    const { cleaner, sets } = cleanerOn(({ attrs }) => (attrs.type === 'get' ? list : undefined));
    await putBack(cleaner, [line({ what: 'blocks', account: alice.jid, original: ['nuisance@elsewhere.example'] })]);
    expect(outcomes(cleaner)).to.deep.equal([
      'removed: the block of beta.example',
      'put back: the block of nuisance@elsewhere.example',
    ]);
    expect(sets()).to.have.lengthOf(2);
  });

  it('says of a made account, whose password is gone, who can delete it', async () => {
    const done = new Set<ReturnType<typeof line>>();
    const made = line({ what: 'account', account: 'fedcheck-run-1@alpha.example' });
    const [report] = await deleteMade(plan, [made], true, done);
    expect(report?.deeds[0]).to.include({ outcome: 'failed' });
    expect(report?.deeds[0]?.why).to.contain('delete it as an administrator');
    expect(done.size).to.equal(0);
  });
});
