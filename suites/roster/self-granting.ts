import {
  describe,
  expect,
  inject,
  itemsAbout,
  ns,
  online,
  presenceFrom,
  rewrite,
  rfc,
  scenario,
  subscriptionOf,
  xml,
} from '../../runners/index.ts';
import { rosterPush, rosterSet } from './items.ts';

const rfc6121 = rfc(6121);

/** Fault: the roster shows what the client claimed. */
const claim = (name: string, value: string) =>
  inject(`a roster push with ${name}`, 'romeo', { sends: 'iq', with: { type: 'set' }, by: 'romeo' }, (set) => {
    const item = xml`<item xmlns="${ns.roster}" jid="${set.getChild('query', ns.roster)?.getChild('item')?.attrs.jid}"/>`;
    item.attrs[name] = value;
    return rosterPush(item);
  });

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'gives no subscription to a user who writes it into the own roster',
    {
      id: 'rfc6121.2.1.2.5.no-self-granted-subscription',
      requirement: rfc6121.must(
        '2.1.2.5',
        'In a roster set the server ignores all values of the \'subscription\' attribute other than "remove"',
      ),
      covers: 'RFC6121-2.1.2.5-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        rewrite('item', { subscription: 'to' }, {}, 'romeo'),
        inject('a roster push', 'juliet', { sends: 'iq', with: { type: 'set' }, by: 'romeo' }, (_set, { bareJid }) =>
          rosterPush(xml`<item xmlns="${ns.roster}" jid="${bareJid}" subscription="from"/>`),
        ),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const marker = xml`<presence><status>What man art thou?</status></presence>`;
      for (const subscription of ['both', 'from', 'to']) {
        const item = xml`<item jid="${juliet.bareJid}" subscription="${subscription}"/>`;
        const reply = await romeo.request(rosterSet(item));
        story.note(`a set with subscription ${subscription} was answered with ${String(reply.attrs.type)}`);
      }
      await romeo.fence(juliet);
      await juliet.present(marker);
      await juliet.fence(romeo);

      const granted = [
        ...(await itemsAbout(romeo, juliet.bareJid)),
        ...(await itemsAbout(juliet, romeo.bareJid)),
      ].filter((item) => !['none', 'remove'].includes(subscriptionOf(item)));
      expect(granted.map(String), 'subscriptions that nobody granted').to.deep.equal([]);
      if (romeo.received(marker).length > 0)
        story.inconclusive(
          'romeo sees the presence of juliet though no roster shows a subscription: her server showed it',
        );
    },
  );

  scenario(
    'sends no request for a user who writes a pending one into the own roster',
    {
      id: 'rfc6121.2.1.2.2.no-self-made-request',
      // The sentence binds clients; that a server does not let them is good policy and no more.
      requirement: {
        ...rfc6121.should(
          '2.1.2.2',
          'Requests and pre-approvals are managed by presence stanzas, not by attributes of a roster set',
        ),
        level: 'policy',
      },
      covers: 'RFC6121-2.1.2.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        claim('ask', 'subscribe'),
        claim('approved', 'true'),
        inject(
          'a request',
          'juliet',
          { sends: 'iq', with: { type: 'set' } },
          (_set, { bareJid }) => xml`<presence from="${bareJid}" type="subscribe"/>`,
        ),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const item = xml`<item jid="${juliet.bareJid}" ask="subscribe" approved="true"/>`;
      const reply = await romeo.request(rosterSet(item));
      story.saw(reply.attrs.type === 'result' ? 'the attributes were ignored' : 'the set was refused');
      await romeo.fence(juliet);

      const claimed = (await itemsAbout(romeo, juliet.bareJid)).filter(
        ({ attrs }) => attrs.ask !== undefined || attrs.approved === 'true' || attrs.approved === '1',
      );
      expect(claimed.map(String), 'items with what the client claimed').to.deep.equal([]);
      expect(juliet).not.to.have.received(presenceFrom(romeo.bareJid, 'subscribe'));
    },
  );
});
