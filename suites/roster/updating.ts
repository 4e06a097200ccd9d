import {
  describe,
  drop,
  expect,
  fresh,
  ns,
  online,
  rename,
  retext,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { change, itemOf, mustTake, rosterPush, rosterSet } from './items.ts';

const rfc6121 = rfc(6121);

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'replaces the data of a contact as a whole and keeps the subscription',
    {
      id: 'rfc6121.2.4.1.update-replaces',
      requirement: rfc6121.must(
        '2.4.1',
        'A roster item is atomic: it is updated exactly as provided in the roster set',
      ),
      covers: 'RFC6121-2.4.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      accountable: 'senderServer',
      fault: [
        rewrite('item', { subscription: 'none' }),
        rewrite('item', { name: 'Juliet' }),
        retext('group', 'Capulets'),
      ],
    },
    async ({ romeo, juliet }) => {
      await change(romeo, xml`<item jid="${juliet.bareJid}" name="Juliet"><group>Capulets</group></item>`);
      await change(romeo, xml`<item jid="${juliet.bareJid}"><group>Lovers</group></item>`);

      const item = await itemOf(romeo, juliet.bareJid);

      expect(item).to.be.like(xml`<item xmlns="${ns.roster}" subscription="both"/>`);
      expect(item?.attrs.name ?? '', 'the name').to.equal('');
      expect(
        item?.getChildren('group').map((group) => group.getText()),
        'the groups',
      ).to.deep.equal(['Lovers']);
    },
  );

  scenario(
    'pushes a changed contact to every resource of the user',
    {
      id: 'rfc6121.2.4.2.update-pushed-to-every-resource',
      requirement: rfc6121.must('2.4.2', "An updated item is pushed to all of the user's interested resources"),
      covers: 'RFC6121-2.4.1-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        drop('iq', { type: 'set' }, 'romeo'),
        drop('iq', { type: 'set' }, 'orchard'),
        rewrite('item', { name: 'Juliet' }),
      ],
    },
    async ({ romeo, orchard, juliet }, story) => {
      await change(romeo, xml`<item jid="${juliet.bareJid}" name="Juliet"/>`);
      const item = xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="The sun"/>`;
      await mustTake(romeo, item, story);

      await expect(romeo).to.receive(rosterPush(item));
      await expect(orchard).to.receive(rosterPush(item));
    },
  );

  scenario(
    'refuses to remove a contact that the roster does not hold',
    {
      id: 'rfc6121.2.5.3.removal-of-unknown-item',
      requirement: rfc6121.must(
        '2.5.3',
        'The removal of an item that is not in the roster is refused with item-not-found',
      ),
      covers: 'RFC6121-2.5.3-1',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [rename('item-not-found', 'bad-request'), rewrite('iq', { type: 'result' }, { type: 'error' })],
      impact: 'none',
    },
    async ({ romeo }) => {
      const nobody = `${fresh()}@${romeo.domain}`;

      const reply = await romeo.request(rosterSet(xml`<item jid="${nobody}" subscription="remove"/>`));

      expect(reply).to.be.stanzaError('item-not-found');
    },
  );
});
