import {
  describe,
  type Element,
  expect,
  ns,
  online,
  rewrite,
  rfc,
  scenario,
  type Session,
  type Story,
  strip,
  xml,
} from '../../runners/index.ts';
import { change, rosterPush } from './items.ts';

const rfc6121 = rfc(6121);

/** Asks for the roster with the wish for versions; not applicable where the stream features do not offer them. */
async function versionedRoster(owner: Session, story: Story): Promise<Element> {
  if (!owner.stream.features.getChild('ver', 'urn:xmpp:features:rosterver'))
    story.notApplicable('the stream features do not offer roster versioning');
  return await owner.request(xml`<iq type="get"><query xmlns="${ns.roster}" ver=""/></iq>`);
}

const versionOf = (stanza: Element): string => String(stanza.getChild('query', ns.roster)?.attrs.ver ?? '');

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'brings a client with an old version of the roster up to date',
    {
      id: 'rfc6121.2.6.3.stale-version',
      requirement: rfc6121.must(
        '2.6.3',
        'Asked with an older version, the server returns the complete roster or pushes every item modified since',
      ),
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [strip('item', {}, 'romeo'), rewrite('item', { name: 'Juliet' }, {}, 'romeo')],
    },
    async ({ romeo, orchard, juliet }, story) => {
      const version = versionOf(await versionedRoster(romeo, story));
      if (version === '') story.inconclusive('the roster came without its version');
      await romeo.goOffline();
      for (const name of ['Juliet', 'The east', 'The sun'])
        await change(orchard, xml`<item jid="${juliet.bareJid}" name="${name}"/>`);
      await romeo.comeOnline();

      const roster = await romeo.request(xml`<iq type="get"><query xmlns="${ns.roster}" ver="${version}"/></iq>`);

      const current = xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="The sun"/>`;
      const isWhole = roster.getChild('query', ns.roster) !== undefined;
      story.saw(isWhole ? 'the complete roster' : 'pushes of what changed');
      if (isWhole) expect(roster).to.carry(current);
      else await expect(romeo).to.receive(rosterPush(current));
    },
  );

  scenario(
    'gives every roster push a version of its own',
    {
      id: 'rfc6121.2.6.3.unique-versions',
      requirement: rfc6121.must('2.6.3', 'Each roster push includes the updated version, which must be unique'),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [rewrite('query', { ver: '' }), rewrite('query', { ver: 'may' })],
    },
    async ({ romeo, juliet }, story) => {
      await versionedRoster(romeo, story);
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
