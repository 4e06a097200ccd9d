import {
  describe,
  drop,
  expect,
  ns,
  online,
  presenceFrom,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
  subscriptionOf,
  xml,
} from '../../runners/index.ts';
import { change, itemOf } from './items.ts';

const rfc6121 = rfc(6121);

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'keeps the name and the groups of a contact as the user wrote them',
    {
      id: 'rfc6121.2.data-stored-unmodified',
      requirement: rfc6121.should('2', 'The server stores the data of a roster item unmodified and returns it'),
      covers: 'RFC6121-2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [rewrite('item', { name: 'Giulietta' }), retext('group', 'Capulets'), strip('group')],
    },
    async ({ romeo, juliet }) => {
      const item = xml`
        <item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="Giulietta &quot;Giù&quot; &lt;Capuleti&gt; &amp; co. 💘">
          <group>Verona’s  fair &amp; “fatal” ones</group>
          <group>${'wherefore art thou '.repeat(5)}Romeo</group>
          <group>ラブ</group>
          <group> star-crossed </group>
        </item>`;
      await change(romeo, item);

      await romeo.goOffline();
      await romeo.comeOnline();

      expect(await itemOf(romeo, juliet.bareJid)).to.be.like(item);
    },
  );

  scenario(
    'returns a contact whose own request still waits for an answer',
    {
      id: 'rfc6121.2.contact-with-pending-request',
      requirement: rfc6121.must(
        '2',
        'The server returns the data it has stored when an authorized client requests the roster',
      ),
      covers: 'RFC6121-2-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [strip('item', {}, 'juliet'), rewrite('item', { name: '' }, {}, 'juliet')],
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));
      await change(juliet, xml`<item jid="${romeo.bareJid}" name="Romeo"/>`);

      await juliet.goOffline();
      await juliet.comeOnline();

      expect(await itemOf(juliet, romeo.bareJid)).to.be.like(
        xml`<item xmlns="${ns.roster}" jid="${romeo.bareJid}" name="Romeo"/>`,
      );
    },
  );

  scenario(
    'keeps a contact whose own request is withdrawn',
    {
      id: 'rfc6121.2.contact-with-withdrawn-request',
      requirement: rfc6121.must(
        '2',
        'The server returns the data it has stored when an authorized client requests the roster',
      ),
      covers: ['RFC6121-2-2', 'RFC6121-A.2.2'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        strip('item', {}, 'juliet'),
        rewrite('item', { name: '' }, {}, 'juliet'),
        rewrite('item', { subscription: 'from' }, {}, 'juliet'),
      ],
    },
    async ({ romeo, juliet }) => {
      await change(juliet, xml`<item jid="${romeo.bareJid}" name="Romeo"/>`);
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));

      await romeo.send(xml`<presence to="${juliet.bareJid}" type="unsubscribe"/>`);
      await romeo.fence(juliet);

      const item = await itemOf(juliet, romeo.bareJid);
      expect(item).to.be.like(xml`<item xmlns="${ns.roster}" jid="${romeo.bareJid}" name="Romeo"/>`);
      expect(subscriptionOf(item), 'the subscription').to.equal('none');
    },
  );

  scenario(
    'keeps subscriptions while both users are offline',
    {
      id: 'rfc6121.4.2.2.subscriptions-survive-sessions',
      requirement: rfc6121.must('4.2.2', 'Initial presence goes to all contacts that are subscribed to the user'),
      covers: 'RFC6121-3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      accountable: 'both',
      fault: [
        drop('presence', {}, 'romeo'),
        drop('presence', {}, 'juliet'),
        rewrite('item', { subscription: 'none' }, {}, 'romeo'),
        rewrite('item', { subscription: 'none' }, {}, 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      await Promise.all([romeo.goOffline(), juliet.goOffline()]);
      await romeo.comeOnline();
      await juliet.comeOnline();

      await expect(romeo).to.receive(presenceFrom(juliet.fullJid));
      await romeo.present(xml`<presence><status>I have night's cloak</status></presence>`);
      await expect(juliet).to.receive(
        xml`<presence from="${romeo.fullJid}"><status>I have night's cloak</status></presence>`,
      );
      for (const [owner, contact] of [
        [romeo, juliet],
        [juliet, romeo],
      ] as const)
        expect(await itemOf(owner, contact.bareJid)).to.be.like(
          xml`<item xmlns="${ns.roster}" jid="${contact.bareJid}" subscription="both"/>`,
        );
    },
  );
});
