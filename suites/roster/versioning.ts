import {
  describe,
  drop,
  type Element,
  expect,
  fresh,
  ns,
  online,
  replyTo,
  rewrite,
  rfc,
  rosterItems,
  scenario,
  type Session,
  type Story,
  strip,
  xml,
} from '../../runners/index.ts';
import { change, inReply, itemOf, rosterPush } from './items.ts';

const rfc6121 = rfc(6121);
const given = { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') };

const versioned = (version: string, id = 'first'): Element =>
  xml`<iq type="get" id="${id}-${fresh()}"><query xmlns="${ns.roster}" ver="${version}"/></iq>`;
const versionOf = (stanza: Element): string => String(stanza.getChild('query', ns.roster)?.attrs.ver ?? '');
const isWhole = (result: Element): boolean => result.getChild('query', ns.roster) !== undefined;

/** Asks for versions from now on; not applicable where the stream features do not offer them. */
async function firstRoster(owner: Session, story: Story): Promise<Element> {
  if (!owner.stream.features.getChild('ver', 'urn:xmpp:features:rosterver'))
    story.notApplicable('the stream features do not offer roster versioning');
  return await owner.request(versioned(''));
}

/** The version that a client would keep. */
async function versionKept(owner: Session, story: Story): Promise<string> {
  const version = versionOf(await firstRoster(owner, story));
  if (version === '') story.inconclusive('the roster came without its version');
  return version;
}

/** How the server answered: both ways lead to the current roster. */
const way = (result: Element): string => (isWhole(result) ? 'the complete roster' : 'pushes of what changed');

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'brings a client with an old version of the roster up to date',
    {
      id: 'rfc6121.2.6.3.stale-version',
      requirement: rfc6121.must(
        '2.6.3',
        'Asked with an older version, the server returns the complete roster or pushes every item modified since',
      ),
      covers: 'RFC6121-2.6.3-1',
      given,
      accountable: 'senderServer',
      fault: [
        strip('item', {}, 'romeo'),
        rewrite('item', { name: 'Juliet' }, {}, 'romeo'),
        strip('group', {}, 'romeo'),
      ],
    },
    async ({ romeo, orchard, juliet }, story) => {
      const version = await versionKept(romeo, story);
      await romeo.goOffline();
      await change(orchard, xml`<item jid="${juliet.bareJid}" name="Juliet"/>`);
      await change(orchard, xml`<item jid="${juliet.bareJid}" name="The sun"/>`);
      await change(orchard, xml`<item jid="${juliet.bareJid}" name="The sun"><group>Capulets</group></item>`);
      await romeo.comeOnline();

      const roster = await romeo.request(versioned(version, 'stale'));

      const current = xml`
        <item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="The sun"><group>Capulets</group></item>`;
      story.saw(way(roster));
      if (isWhole(roster)) expect(roster).to.carry(current);
      else await expect(romeo).to.receive(rosterPush(current));
      expect(await itemOf(orchard, juliet.bareJid), 'the roster without a version').to.be.like(current);
    },
  );

  scenario(
    'tells a client with an old version of the roster which contact is gone',
    {
      id: 'rfc6121.2.6.3.removal-since-version',
      requirement: rfc6121.must(
        '2.6.3',
        'Asked with an older version, the server returns the complete roster or pushes every item removed since',
      ),
      covers: 'RFC6121-2.6.3-1',
      given,
      accountable: 'senderServer',
      fault: inReply('leaves the removed contact', 'stale', (query, contact) => {
        query.cnode(xml`<item xmlns="${ns.roster}" jid="${contact}"/>`);
      }),
    },
    async ({ romeo, orchard, juliet }, story) => {
      await change(orchard, xml`<item jid="${juliet.bareJid}" name="Juliet"/>`);
      const version = await versionKept(romeo, story);
      await romeo.goOffline();
      await change(orchard, xml`<item jid="${juliet.bareJid}" subscription="remove"/>`);
      await romeo.comeOnline();

      const roster = await romeo.request(versioned(version, 'stale'));

      story.saw(way(roster));
      if (isWhole(roster)) {
        const left = rosterItems(roster).filter(({ attrs }) => attrs.jid === juliet.bareJid);
        expect(left.map(String), 'the removed contact').to.deep.equal([]);
      } else {
        const removal = xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" subscription="remove"/>`;
        await expect(romeo).to.receive(rosterPush(removal));
      }
    },
  );

  scenario(
    'answers a client that has the current version of the roster',
    {
      id: 'rfc6121.2.6.3.current-version',
      requirement: rfc6121.must(
        '2.6.3',
        'Whatever version a client has, the server returns the complete roster with its version or an empty result',
      ),
      covers: 'RFC6121-2.6.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        drop('iq', { id: /^current/ }),
        rewrite('iq', { type: 'error' }, { id: /^current/ }),
        inReply('loses the contacts', 'current', (query) => {
          query.children = [];
        }),
        inReply('loses the version', 'current', (query, contact) => {
          Reflect.deleteProperty(query.attrs, 'ver');
          query.children = [xml`<item xmlns="${ns.roster}" jid="${contact}" name="Juliet"/>`];
        }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const item = xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="Juliet"/>`;
      await change(romeo, item);
      const get = versioned(await versionKept(romeo, story), 'current');

      const roster = await expect(romeo).to.receive(replyTo(await romeo.send(get)));

      expect(roster).to.be.like(xml`<iq type="result"/>`);
      story.saw(isWhole(roster) ? 'the complete roster' : 'an empty result');
      if (!isWhole(roster)) return;
      expect(roster).to.carry(item);
      expect(versionOf(roster), 'the version of the roster').not.to.equal('');
    },
  );

  scenario(
    'gives every roster push a version of its own',
    {
      id: 'rfc6121.2.6.3.unique-versions',
      requirement: rfc6121.must('2.6.3', 'Each roster push includes the updated version, which must be unique'),
      covers: 'RFC6121-2.6.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [rewrite('query', { ver: '' }), rewrite('query', { ver: 'may' })],
    },
    async ({ romeo, juliet }, story) => {
      await firstRoster(romeo, story);
      const names = ['Juliet', 'The east', 'The sun'];
      for (const name of names) await change(romeo, xml`<item jid="${juliet.bareJid}" name="${name}"/>`);
      const last = xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="The sun"/>`;
      await romeo.receive(rosterPush(last));

      const pushes = romeo.received(xml`<iq type="set"><query xmlns="${ns.roster}"/></iq>`);
      const versions = pushes.map(versionOf);

      expect(versions, 'the versions of the pushes').not.to.include('');
      expect(new Set(versions).size, 'different versions').to.equal(pushes.length);
    },
  );
});
