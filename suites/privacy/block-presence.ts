import {
  childElements,
  describe,
  drop,
  dropLater,
  expect,
  inject,
  leak,
  ns,
  online,
  presenceFrom,
  rewrite,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';
import { request, settle, xep0191 } from './blocklist.ts';

const needs = { senderServer: ns.blocking };
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };

/** Whether the own roster says that a contact may see the owner's presence. */
async function isFollowed(owner: Session, contact: string): Promise<boolean> {
  const roster = await owner.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
  const query = roster.getChild('query', ns.roster);
  const item = query && childElements(query).find(({ attrs }) => attrs.jid === contact);
  return ['from', 'both'].includes(String(item?.attrs.subscription));
}

describe('Blocking', '7(7)', () => {
  scenario(
    'appears offline to a contact as soon as the user blocks it',
    {
      id: 'xep0191.3.3.unavailable-on-block',
      requirement: xep0191.must(
        '3.3',
        'block',
        "When the user blocks a JID that may see presence, the user's server MUST send it unavailable presence",
      ),
      covers: ['XEP0191-3.3-5', 'PRV-04'],
      given,
      accountable: 'senderServer',
      needs,
      subscribed: [['juliet', 'romeo']],
      fault: drop('presence', { type: 'unavailable' }, 'juliet'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await settle(romeo, story, request('block', juliet.bareJid));

      await expect(juliet).to.receive(presenceFrom(romeo.bareJid, 'unavailable'));
    },
  );

  scenario(
    'appears again to a contact as soon as the user unblocks it',
    {
      id: 'xep0191.3.4.available-on-unblock',
      requirement: xep0191.must(
        '3.4',
        'unblock',
        "When the user unblocks a JID that may see presence, the user's server MUST send it the current presence",
      ),
      covers: ['XEP0191-3.3-5', 'PRV-04'],
      given,
      accountable: 'senderServer',
      needs,
      subscribed: [['juliet', 'romeo']],
      fault: [
        dropLater('presence', { type: '' }, 'juliet'),
        inject(
          'presence that is out of date',
          'juliet',
          { sends: 'iq', with: { id: /-unblock$/ } },
          (_stanza, { fullJid }) => xml`<presence from="${fullJid}"/>`,
        ),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      // Nothing is said while the block lasts: what leaks through it would be taken for the presence on unblocking.
      await romeo.present(xml`<presence><show>dnd</show></presence>`);
      await juliet.receive(xml`<presence from="${romeo.fullJid}"><show>dnd</show></presence>`);
      await settle(romeo, story, request('block', juliet.bareJid));
      await settle(romeo, story, request('unblock', juliet.bareJid));
      // "MAY cancel" (section 4): then there is nobody left to tell.
      if (!(await isFollowed(romeo, juliet.bareJid)))
        story.notApplicable('the subscription was cancelled when the contact was blocked');

      const presence = await expect(juliet).to.receive(presenceFrom(romeo.fullJid));

      expect(presence).to.be.like(xml`<presence><show>dnd</show></presence>`);
    },
  );

  scenario(
    'shows nothing of the user to a blocked contact who was subscribed',
    {
      id: 'xep0191.3.3.no-presence-sent',
      requirement: xep0191.mustNot(
        '3.3',
        'block',
        "If the user sends an outbound stanza to a blocked JID, the user's server MUST NOT route the stanza",
      ),
      covers: ['XEP0191-3.3-5', 'PRV-04'],
      given,
      accountable: 'senderServer',
      needs,
      subscribed: [['juliet', 'romeo']],
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      await settle(romeo, story, request('block', juliet.bareJid));
      await romeo.present(xml`<presence><show>dnd</show><status>With the friar</status></presence>`);
      await romeo.present(xml`<presence><show>away</show></presence>`);
      await settle(romeo, story, request('unblock', juliet.bareJid));
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(xml`<presence><status>With the friar</status></presence>`);
    },
  );

  scenario(
    'ends no subscription and says nothing when the user blocks a contact',
    {
      id: 'xep0191.4.polite-blocking',
      requirement: xep0191.should(
        '4',
        'impl',
        'It is RECOMMENDED not to cancel presence subscriptions and not to send a notification when a user is blocked',
      ),
      given,
      accountable: 'senderServer',
      needs,
      subscribed: [
        ['juliet', 'romeo'],
        ['romeo', 'juliet'],
      ],
      fault: [
        rewrite('item', { subscription: 'none' }),
        inject(
          'a cancelled subscription',
          'juliet',
          { sends: 'iq', with: { id: /-block$/ } },
          (_stanza, { bareJid }) => xml`<presence type="unsubscribed" from="${bareJid}"/>`,
        ),
        inject(
          'a notification',
          'juliet',
          { sends: 'iq', with: { id: /-block$/ } },
          (_stanza, { bareJid }) => xml`<message from="${bareJid}"><body>Blocked</body></message>`,
        ),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await settle(romeo, story, request('block', juliet.bareJid));
      const roster = await romeo.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
      await settle(romeo, story, request('unblock', juliet.bareJid));
      await romeo.fence(juliet);

      const item = xml`<item jid="${juliet.bareJid}" subscription="both"/>`;
      expect(roster).to.be.like(xml`<iq><query xmlns="${ns.roster}">${item}</query></iq>`);
      expect(juliet).not.to.have.received({
        what: 'a cancellation or a notification',
        matches: ({ name, attrs }) =>
          String(attrs.from).startsWith(romeo.bareJid) &&
          (name === 'message' || String(attrs.type).startsWith('unsubscribe')),
      });
    },
  );
});
