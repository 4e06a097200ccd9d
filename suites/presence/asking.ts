import {
  describe,
  drop,
  errorTo,
  expect,
  ns,
  online,
  pushedAs,
  pushWhere,
  readRoster,
  rewrite,
  rfc,
  scenario,
  strip,
  subscriptionOf,
  xml,
} from '../../runners/index.ts';
import { approvesAlone, subscription } from './roster-items.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'delivers a subscription request to every available resource of the contact',
    {
      id: 'rfc6121.3.1.3.request-to-every-available-resource',
      requirement: rfc6121.must(
        '3.1.3',
        "The contact's server sends a subscription request to all available resources of the contact",
      ),
      covers: 'RFC6121-3.1.3-3',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      fault: [drop('presence', { type: 'subscribe' }, 'juliet'), drop('presence', { type: 'subscribe' }, 'chamber')],
      impact: 'blocking',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const sent = await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);

      const [outcome, stanza] = await story.either({
        'the contact was asked': expect(juliet).to.receive(subscription('subscribe')),
        'approved without asking': romeo.receive(subscription('subscribed')),
        refused: romeo.receive(errorTo(sent)),
      });
      if (outcome === 'refused') story.refused(stanza);
      if (outcome === 'approved without asking') story.notApplicable(approvesAlone);
      await expect(chamber).to.receive(subscription('subscribe'));
    },
  );

  scenario(
    'stamps a subscription request with the bare JID of the user',
    {
      id: 'rfc6121.3.1.2.request-from-bare-jid',
      requirement: rfc6121.must(
        '3.1.2',
        "The user's server stamps the outbound subscription request with the bare JID of the user",
      ),
      covers: 'RFC6121-3.1.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        rewrite('presence', { from: '' }, { type: 'subscribe' }),
        rewrite('presence', { from: 'tybalt@capulet.example' }, { type: 'subscribe' }),
      ],
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);

      const received = await juliet.receive(subscription('subscribe'));

      expect(received).to.be.like(xml`<presence type="subscribe" from="${romeo.bareJid}"/>`);
    },
  );

  scenario(
    'carries the text and the unknown extensions of a subscription request to the contact',
    {
      id: 'rfc6120.8.4.subscription-request-unmodified',
      requirement: rfc6120.must(
        '8.4',
        'A stanza with a child element that a server does not understand is routed and delivered unmodified',
      ),
      covers: 'RFC6121-3.1.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [strip('status'), strip('rose'), strip('nick')],
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`
      <presence to="${juliet.bareJid}" type="subscribe">
        <status>What's in a name?</status>
        <nick xmlns="${ns.nick}">Montague</nick>
        <rose xmlns="urn:example:verona"><smell>sweet</smell></rose>
      </presence>`);

      const received = await juliet.receive(subscription('subscribe'));

      expect(received).to.be.like(xml`
      <presence type="subscribe">
        <status>What's in a name?</status>
        <nick xmlns="${ns.nick}">Montague</nick>
        <rose xmlns="urn:example:verona"><smell>sweet</smell></rose>
      </presence>`);
    },
  );

  scenario(
    'shows a pending request to every resource of the user by a roster push with ask',
    {
      id: 'rfc6121.3.1.2.pending-roster-push',
      requirement: rfc6121.must(
        '3.1.2',
        'All interested resources of the user get a roster push with subscription none and ask subscribe',
      ),
      covers: 'RFC6121-3.1.2-2',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        rewrite('item', { ask: '' }),
        rewrite('item', { subscription: 'to' }),
        drop('iq', { type: 'set' }, 'orchard'),
      ],
    },
    async ({ romeo, orchard, juliet }, story) => {
      const pending = pushWhere(
        juliet.bareJid,
        'with subscription none and ask subscribe',
        (item) => subscriptionOf(item) === 'none' && item.attrs.ask === 'subscribe',
      );
      const sent = await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);

      const [outcome, stanza] = await story.either({
        'the request is pending': expect(romeo).to.receive(pending),
        refused: romeo.receive(errorTo(sent)),
      });
      if (outcome === 'refused') story.refused(stanza);
      await expect(orchard).to.receive(pending);
    },
  );

  scenario(
    'lists a pending request with ask in the roster',
    {
      id: 'rfc6121.2.1.2.2.pending-in-roster',
      requirement: rfc6121.should('2.1.2.2', "A roster result shows a pending request by ask='subscribe' of the item"),
      covers: 'RFC6121-3.1.2-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: rewrite('item', { ask: '' }),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await romeo.receive(pushedAs(juliet.bareJid, 'none'));

      const item = (await readRoster(romeo)).find(({ attrs }) => attrs.jid === juliet.bareJid);

      expect(item).to.be.like(xml`<item xmlns="${ns.roster}" ask="subscribe"/>`);
    },
  );
});
