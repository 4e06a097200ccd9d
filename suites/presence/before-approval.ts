import {
  describe,
  type Element,
  expect,
  inject,
  itemsAbout,
  leak,
  ns,
  online,
  presenceFrom,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

const asking = { sends: 'presence', with: { type: 'subscribe' }, by: 'romeo' };
const ofResource =
  (jid: string) =>
  ({ name, attrs }: Element): boolean =>
    name === 'presence' && attrs.type === 'unavailable' && String(attrs.from).startsWith(`${jid}/`);

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'does not approve a subscription request on behalf of the contact',
    {
      id: 'rfc6121.3.1.3.no-automatic-approval',
      requirement: rfc6121.mustNot(
        '3.1.3',
        "The contact's server does not automatically approve subscription requests on the contact's behalf",
      ),
      covers: ['RFC6121-3.1.3-1', 'PRV-01', 'PRV-12'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        inject('an approval', 'romeo', asking, ({ attrs }) => xml`<presence type="subscribed" from="${attrs.to}"/>`),
        inject('presence', 'romeo', asking, ({ attrs }) => xml`<presence from="${attrs.to}/balcony"/>`),
        rewrite('item', { subscription: 'to' }, {}, 'romeo'),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid, 'subscribed'));
      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid));
      const states = (await itemsAbout(romeo, juliet.bareJid)).map(({ attrs }) => String(attrs.subscription));
      expect(states, 'the contact in pushes and roster').not.to.include.oneOf(['to', 'both']);
    },
  );

  scenario(
    'shows no presence to somebody whose request still waits for an answer',
    {
      id: 'rfc6121.11.no-presence-before-approval',
      requirement: rfc6121.mustNot(
        '11',
        "A user's server does not leak network availability to entities who are not authorized to know it",
      ),
      covers: ['RFC6121-11-1', 'PRV-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [leak('presence', 'romeo'), leak('presence', 'romeo', { type: 'unavailable' })],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.present(xml`<presence><show>chat</show></presence>`);
      await juliet.goOffline();
      await juliet.comeOnline();
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid));
      // Unavailable presence of the bare JID may acknowledge the request; that of a resource tells of presence.
      const farewell = { what: 'unavailable presence of a resource', matches: ofResource(juliet.bareJid) };
      expect(romeo).not.to.have.received(farewell);
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
      covers: ['RFC6121-3.1.3-2', 'PRV-12'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: inject(
        'a roster push',
        'juliet',
        { sends: 'presence', with: { type: 'subscribe' } },
        (_request, { bareJid }) =>
          xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${bareJid}"/></query></iq>`,
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
