import { describe, expect, inject, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';
import { itemsAbout, rosterPush, subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'does not approve a subscription request on behalf of the contact',
    {
      id: 'rfc6121.3.1.3.no-automatic-approval',
      requirement: rfc6121.mustNot(
        '3.1.3',
        "The contact's server does not automatically approve subscription requests on the contact's behalf",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: inject(
        'an approval',
        'romeo',
        { sends: 'presence', with: { type: 'subscribe' } },
        ({ attrs }) => xml`<presence type="subscribed" from="${attrs.to}" to="${attrs.from}"/>`,
      ),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid, 'subscribed'));
    },
  );

  scenario(
    'keeps somebody who asks off the roster of the contact until they are approved',
    {
      id: 'rfc6121.3.1.3.not-in-roster-before-approval',
      requirement: rfc6121.mustNot(
        '3.1.3',
        "Until the contact approves the request, the contact's server does not add an item for the user to the roster",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: inject(
        'a roster push',
        'juliet',
        { sends: 'presence', with: { type: 'subscribe' } },
        (_request, { bareJid }) => rosterPush(bareJid, 'none'),
      ),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await romeo.fence(juliet);

      const items = await itemsAbout(juliet, romeo.bareJid);

      // The removal of an item that is not there adds nothing.
      const added = items.filter(({ attrs }) => attrs.subscription !== 'remove');
      expect(added.map(String), 'roster items of the user').to.deep.equal([]);
    },
  );
});
