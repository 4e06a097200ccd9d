import {
  advisory,
  amend,
  describe,
  drop,
  dropLater,
  expect,
  inject,
  itemsAbout,
  ns,
  online,
  rename,
  replyTo,
  rewrite,
  rfc,
  rosterGet,
  scenario,
  subscriptionOf,
  xml,
} from '../../runners/index.ts';
import { change, rosterPush, rosterSet } from './items.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

const answered = rfc6120.must('8.2.3', 'An entity that receives a request replies with a result or an error');

/** Fault: what was refused is shown. */
const shownInstead = amend(
  'answers with the roster',
  'iq',
  (iq) => {
    if (iq.attrs.type !== 'error') return;
    const contact = String(iq.attrs.to).split('/', 1)[0];
    iq.attrs.type = 'result';
    iq.children = [];
    iq.cnode(xml`<query xmlns="${ns.roster}"><item jid="${contact}" name="Romeo"/></query>`);
  },
  'romeo',
);

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'does not show the roster to users of another server',
    {
      id: 'rfc6121.2.roster-not-readable-by-others',
      requirement: rfc6121.must(
        '2',
        'The server restricts access to the roster so that only authorized entities can retrieve, modify or delete it',
      ),
      covers: ['RFC6121-2.3.3-4', 'PRV-10'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [shownInstead, advisory(drop('iq', { type: 'error' }, 'romeo'))],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      await change(juliet, xml`<item jid="${romeo.bareJid}" name="Romeo"/>`);

      for (const to of [juliet.bareJid, juliet.domain]) {
        const get = rosterGet();
        get.attrs.to = to;
        const sent = await romeo.send(get);
        // Silence shows nothing of the roster, and neither does an empty one.
        await story.should(answered, () => expect(romeo).to.receive(replyTo(sent)));
        for (const reply of romeo.received(replyTo(sent)))
          expect(reply).not.to.carry(xml`<item xmlns="${ns.roster}" jid="${romeo.bareJid}"/>`);
      }
    },
  );

  scenario(
    'does not let users of another server change the roster',
    {
      id: 'rfc6121.2.3.3.roster-not-writable-by-others',
      requirement: rfc6121.must(
        '2.3.3',
        'A roster set by a sender who is not authorized to update the roster is refused with forbidden',
      ),
      covers: ['RFC6121-2.3.3-4', 'PRV-10'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        drop('iq', { type: 'error' }, 'romeo'),
        advisory(dropLater('iq', { type: 'error' }, 'romeo')),
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'romeo'),
        inject('a roster push', 'juliet', { sends: 'iq', with: { type: 'set' }, by: 'romeo' }, (_set, { bareJid }) =>
          rosterPush(xml`<item xmlns="${ns.roster}" jid="${bareJid}" subscription="none"/>`),
        ),
        advisory(rename(['forbidden', 'service-unavailable', 'not-allowed'], 'not-acceptable', 'romeo')),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const set = rosterSet(xml`<item jid="${romeo.bareJid}" name="Husband"/>`);
      set.attrs.to = juliet.bareJid;
      const reply = await expect(romeo).to.receive(replyTo(await romeo.send(set)));
      expect(reply).to.be.stanzaError();
      await story.should(rfc6121.must('2.3.3', 'An unauthorized roster set is refused with forbidden'), () => {
        expect(reply).to.be.stanzaError('forbidden');
      });

      // A domain has no roster of its own, so that any refusal will do.
      set.attrs.to = juliet.domain;
      const sent = await romeo.send(set);
      await story.should(answered, () => expect(romeo).to.receive(replyTo(sent)));
      for (const other of romeo.received(replyTo(sent))) expect(other).to.be.stanzaError();
      const written = await itemsAbout(juliet, romeo.bareJid);
      expect(written.map(String), 'what another user wrote into the roster').to.deep.equal([]);
    },
  );

  scenario(
    'does not let users of another server remove a contact from the roster',
    {
      id: 'rfc6121.2.3.3.roster-item-not-removable-by-others',
      requirement: rfc6121.must(
        '2.3.3',
        'A roster set by a sender who is not authorized to update the roster is refused with forbidden',
      ),
      covers: ['RFC6121-2.3.3-4', 'PRV-10'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'recipientServer',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'romeo'),
        rewrite('item', { subscription: 'remove' }, {}, 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      const set = rosterSet(xml`<item jid="${romeo.bareJid}" subscription="remove"/>`);
      set.attrs.to = juliet.bareJid;

      const reply = await romeo.request(set);

      expect(reply).to.be.stanzaError();
      const items = await itemsAbout(juliet, romeo.bareJid);
      expect([...new Set(items.map(subscriptionOf))], 'the contact in pushes and roster').to.deep.equal(['from']);
    },
  );

  scenario(
    'shows who really sent a forged change of the contact list',
    {
      id: 'rfc6120.8.1.2.1.forged-roster-push',
      requirement: rfc6120.must(
        '8.1.2.1',
        "A client's stanza is stamped with its full JID before it goes to other entities",
      ),
      covers: ['RFC6121-2.1.6-2', 'PRV-13'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        rewrite('iq', { from: '' }, { type: 'set' }, 'juliet'),
        rewrite('iq', { from: 'juliet@capulet.example' }, { type: 'set' }, 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const forged = rosterSet(xml`<item jid="${romeo.bareJid}" name="Husband" subscription="both"/>`);
      forged.attrs.to = juliet.fullJid;

      const sent = await romeo.send(forged);
      await romeo.fence(juliet);

      const shown = juliet.received(sent);
      story.saw(shown.length > 0 ? 'delivered, with its true sender' : 'not delivered to the client');
      expect(
        shown.map(({ attrs }) => String(attrs.from)),
        'the senders shown',
      ).to.deep.equal(shown.map(() => romeo.fullJid));
    },
  );
});
