import {
  describe,
  drop,
  expect,
  fresh,
  ns,
  online,
  replyTo,
  rewrite,
  rfc,
  rosterGet,
  rosterItems,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { change, itemOf, mustTake, rosterPush, rosterSet } from './items.ts';

const rfc6121 = rfc(6121);

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'answers the addition of a contact with a result and puts it into the roster',
    {
      id: 'rfc6121.2.3.2.item-created',
      requirement: rfc6121.must(
        '2.3.2',
        'The server creates the item of a roster set and returns a result to the sender',
      ),
      covers: 'RFC6121-2.3.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [drop('iq', { type: 'result' }), strip('item')],
    },
    async ({ romeo, juliet }, story) => {
      const addition = await romeo.send(rosterSet(xml`<item jid="${juliet.bareJid}" name="Juliet"/>`));

      const reply = await expect(romeo).to.receive(replyTo(addition));

      if (reply.attrs.type === 'error') story.refused(reply);
      expect(await itemOf(romeo, juliet.bareJid)).to.be.like(
        xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="Juliet"/>`,
      );
    },
  );

  scenario(
    'pushes a new contact to every resource of the user, the one that added it included',
    {
      id: 'rfc6121.2.3.2.item-pushed-to-every-resource',
      requirement: rfc6121.must(
        '2.3.2',
        "The new item is pushed to all of the user's interested resources, including the one that set it",
      ),
      covers: 'RFC6121-2.3.2-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        drop('iq', { type: 'set' }, 'romeo'),
        drop('iq', { type: 'set' }, 'orchard'),
        strip('group', {}, 'orchard'),
        rewrite('item', { name: '' }),
      ],
    },
    async ({ romeo, orchard, juliet }, story) => {
      const item = xml`
        <item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="Juliet">
          <group>Capulets</group>
          <group>Lovers</group>
        </item>`;
      await mustTake(romeo, item, story);

      await expect(romeo).to.receive(rosterPush(item));
      await expect(orchard).to.receive(rosterPush(item));
    },
  );

  scenario(
    'pushes a new contact to a resource that asked for the roster and sent no presence',
    {
      id: 'rfc6121.2.3.2.item-pushed-without-presence',
      requirement: rfc6121.must(
        '2.2',
        'A connected resource that has requested the roster is interested, and gets roster pushes',
      ),
      covers: 'RFC6121-2.3.2-1',
      given: {
        romeo: online('senderServer'),
        orchard: online('senderServer', { silent: true }),
        juliet: online('recipientServer'),
      },
      accountable: 'senderServer',
      fault: [drop('iq', { type: 'set' }, 'orchard'), rewrite('item', { name: '' }, {}, 'orchard')],
    },
    async ({ romeo, orchard, juliet }, story) => {
      const item = xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" name="Juliet"/>`;
      await mustTake(romeo, item, story);

      await expect(orchard).to.receive(rosterPush(item));
    },
  );

  scenario(
    'returns an empty roster as a result without contacts',
    {
      id: 'rfc6121.2.1.4.empty-roster',
      requirement: rfc6121.must(
        '2.1.4',
        'A roster without contacts is returned as a result with a query that holds no items, not as an error',
      ),
      covers: 'RFC6121-2.1.4-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [strip('query'), rewrite('iq', { type: 'error' }, { type: 'result', id: /^empty/ })],
    },
    async ({ romeo, juliet }, story) => {
      // A roster that never held anything need not exist.
      for (const subscription of ['none', 'remove'])
        await change(romeo, xml`<item jid="${juliet.bareJid}" subscription="${subscription}"/>`);
      const get = rosterGet();
      get.attrs.id = `empty-${fresh()}`;

      const roster = await romeo.request(get);

      expect(roster).to.be.like(xml`<iq type="result"><query xmlns="${ns.roster}"/></iq>`);
      expect(rosterItems(roster).filter(({ attrs }) => attrs.jid === juliet.bareJid)).to.deep.equal([]);
      if (rosterItems(roster).length > 0)
        story.note('the account keeps contacts of its own, so its roster is not empty');
    },
  );
});
