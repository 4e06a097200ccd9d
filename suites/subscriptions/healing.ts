import {
  advisory,
  describe,
  expect,
  inject,
  leak,
  ns,
  online,
  presenceFrom,
  rfc,
  scenario,
  type Story,
  xml,
} from '../../runners/index.ts';
import { mustShow, unheard } from './disagreeing.ts';
import { availableOnReturn, misread, pushAbout, read } from './rosters.ts';
import { type Pair, settle } from './story.ts';

const rfc6121 = rfc(6121);
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const mutual = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;

/** What the contact says once the user is no longer in her roster. */
const words = 'Hidden by night';
const marker = xml`<presence><status>${words}</status></presence>`;

/** Romeo is back, and his roster shows a mutual subscription of which the contact's knows nothing any more. */
async function returnUnsubscribed({ romeo, juliet }: Pair, story: Story): Promise<void> {
  const removal = xml`<item jid="${romeo.bareJid}" subscription="remove"/>`;
  await unheard(romeo, juliet, story, () =>
    juliet.request(xml`<iq type="set"><query xmlns="${ns.roster}">${removal}</query></iq>`),
  );
  await mustShow(juliet, romeo.bareJid, 'None', story);
  await mustShow(romeo, juliet.bareJid, 'Both', story);
  await juliet.present(marker);
  await settle({ romeo, juliet });
  await romeo.goOffline();
  await romeo.comeOnline();
}

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'shows no presence to somebody whose subscription only their own roster still shows',
    {
      id: 'rfc6121.11.no-presence-to-former-subscriber',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      covers: ['RFC6121-4.3.2-1a', 'RFC6121-11-1'],
      given,
      subscribed: mutual,
      accountable: 'recipientServer',
      fault: [availableOnReturn('romeo', words), leak('presence', 'romeo')],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      await returnUnsubscribed({ romeo, juliet }, story);
      await juliet.present(marker);
      await settle({ romeo, juliet });

      // Nobody has to probe, and what comes of a probe has no time of its own.
      // "if it has what it deems to be reliable and up-to-date presence information" (section 4.3.1), the server of romeo
      // may show that instead: a leak is only what juliet has said since the removal.
      const { subscription } = await read(romeo, juliet.bareJid, 'after');
      story.saw(subscription === 'from' ? 'the roster of romeo was healed' : 'the roster of romeo was not healed');
      expect(romeo).not.to.have.received(marker);
    },
  );
});

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'approves the request of a subscriber who has lost the subscription, without asking the contact',
    {
      id: 'rfc6121.3.1.3.request-of-subscriber',
      requirement: rfc6121.must(
        '3.1.3',
        "If the user already has a subscription, the contact's server auto-replies with subscribed on the contact's behalf",
      ),
      covers: 'RFC6121-3.1.3-7',
      given,
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [
        misread('juliet', 'after', { subscription: 'none', asking: false }),
        advisory(misread('romeo', 'after', { subscription: 'none', asking: true })),
        advisory(
          inject(
            'the request',
            'juliet',
            { sends: 'presence', with: { type: 'subscribe' } },
            (_request, { bareJid }) => xml`<presence from="${bareJid}" type="subscribe"/>`,
          ),
        ),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await unheard(juliet, romeo, story, () => romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`));
      await mustShow(romeo, juliet.bareJid, 'None', story);
      await mustShow(juliet, romeo.bareJid, 'From', story);

      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await settle({ romeo, juliet });

      const approved = rfc6121.should('A.3.1', 'A request of a subscriber is answered with subscribed');
      await story.parts({
        'the state of juliet': async () => {
          expect((await read(juliet, romeo.bareJid, 'after')).subscription, 'her roster').to.equal('from');
        },
        'the answer': () =>
          story.should(approved, async () => {
            const before = await read(romeo, juliet.bareJid, 'after');
            if (before.subscription !== 'to')
              await romeo
                .receive(pushAbout(juliet.bareJid, '', (item) => item.subscription === 'to'))
                .catch(() => undefined);
            expect((await read(romeo, juliet.bareJid, 'after')).subscription, 'what the user gets').to.equal('to');
          }),
        'the contact': () =>
          story.should(rfc6121.shouldNot('A.3.1', 'The request of a subscriber is not shown to the contact'), () => {
            expect(juliet).not.to.have.received(presenceFrom(romeo.bareJid, 'subscribe'));
          }),
      });
    },
  );
});
