import {
  advisory,
  describe,
  drop,
  expect,
  inject,
  ns,
  online,
  presenceFrom,
  rewrite,
  rfc,
  rosterItems,
  scenario,
  type Session,
  type Story,
  subscriptionOf,
  xml,
} from '../../runners/index.ts';
import { itemOf, misread, pushAbout, read } from './rosters.ts';
import { settle } from './story.ts';

const rfc6121 = rfc(6121);
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };

const mustOffer = (owner: Session, story: Story): void => {
  if (!owner.stream.features.getChild('sub', 'urn:xmpp:features:pre-approval'))
    story.notApplicable('the stream features do not offer the pre-approval of requests');
};

const approvalIn = { sends: 'presence', with: { type: 'subscribed' }, by: 'juliet' };
const requestIn = { sends: 'presence', with: { type: 'subscribe' }, by: 'romeo' };

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'notes an approval before anybody asked, and keeps it to itself',
    {
      id: 'rfc6121.3.4.2.pre-approval-noted',
      requirement: rfc6121.must(
        '3.4.2',
        "A pre-approval is noted in an item that is pushed to the user's resources, and is not routed to the contact",
      ),
      covers: 'RFC6121-3.4-1',
      given,
      accountable: 'recipientServer',
      fault: [
        drop('iq', { type: 'set' }, 'juliet'),
        rewrite('item', { subscription: 'from' }, {}, 'juliet'),
        advisory(rewrite('item', { approved: '' }, {}, 'juliet')),
        inject(
          'the approval',
          'romeo',
          approvalIn,
          (_approval, { bareJid }) => xml`<presence from="${bareJid}" type="subscribed"/>`,
        ),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      mustOffer(juliet, story);
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      const push = await expect(juliet).to.receive(pushAbout(romeo.bareJid, ''));
      await settle({ romeo, juliet });

      const item = itemOf(rosterItems(push), romeo.bareJid);
      expect(subscriptionOf(item), 'the subscription pushed').to.equal('none');
      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid, 'subscribed'));
      await story.should(rfc6121.should('2.1.2.1', 'A pre-approval shows by approved="true" of the item'), () => {
        expect(push).to.carry(xml`<item xmlns="${ns.roster}" jid="${romeo.bareJid}" approved="true"/>`);
      });
    },
  );

  scenario(
    'approves a request that was approved beforehand',
    {
      id: 'rfc6121.3.4.2.pre-approved-request',
      requirement: rfc6121.must(
        '3.4.2',
        'With a pre-approval, a request is not delivered but answered with subscribed on behalf of the user',
      ),
      covers: 'RFC6121-3.4-1',
      given,
      accountable: 'recipientServer',
      fault: [
        advisory(misread('juliet', 'after', { subscription: 'none', asking: false })),
        advisory(drop('presence', { from: /\// }, 'romeo')),
        advisory(drop('presence', { type: 'subscribed' }, 'romeo')),
        advisory(
          inject(
            'the request',
            'juliet',
            requestIn,
            (_request, { bareJid }) => xml`<presence from="${bareJid}" type="subscribe"/>`,
          ),
        ),
      ],
    },
    async ({ romeo, juliet }, story) => {
      mustOffer(juliet, story);
      const request = presenceFrom(romeo.bareJid, 'subscribe');
      const approval = presenceFrom(juliet.bareJid, 'subscribed');
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
      await settle({ romeo, juliet });

      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await settle({ romeo, juliet });

      // Sections 3.1.3 and A.3.1 leave the server free to ask all the same: no more than a warning.
      await story.should(rfc6121.mustNot('3.4.2', 'A request that was approved beforehand is not delivered'), () => {
        expect(juliet).not.to.have.received(request);
      });
      await story.should(rfc6121.must('3.4.2', 'A request that was approved beforehand is answered'), () =>
        expect(romeo).to.receive(approval),
      );
      if ((await read(romeo, juliet.bareJid, 'after')).subscription !== 'to') return;
      story.saw('approved at once');
      // "the server MAY auto-reply with "subscribed" and change the state" (A.3.1); section 3.1.5 speaks of approvals by clients.
      await story.should(
        rfc6121.must('3.1.5', 'After an approval the roster shows that the user is subscribed'),
        async () => {
          expect((await read(juliet, romeo.bareJid, 'after')).subscription, 'what juliet sees').to.equal('from');
        },
      );
      await story.should(rfc6121.must('3.1.5', 'Current presence is sent after an approval'), () =>
        expect(romeo).to.receive(presenceFrom(juliet.fullJid)),
      );
    },
  );
});
