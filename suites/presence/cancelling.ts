import { advisory, describe, drop, dropLater, expect, holdBack, leak, online, presenceFrom, rewrite, rfc, scenario, xml } from '../../runners/index.ts';
import { pushWhere, rosterPush } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Deciding who sees when one is available', '7(7)', () => {
  scenario('makes every resource of the contact unavailable to a subscriber whose subscription is cancelled', {
    id: 'rfc6121.3.2.2.cancel-sends-unavailable',
    requirement: rfc6121.must('3.2.2', "On a cancellation the contact's server sends the user presence of type unavailable from all online resources of the contact"),
    given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
    subscribed: [['romeo', 'juliet']],
    accountable: 'recipientServer',
    fault: [
      drop('presence', { type: 'unavailable' }),
      dropLater('presence', { type: 'unavailable' }),
      advisory(holdBack('presence', { type: 'unavailable' })),
    ],
  }, async ({ romeo, juliet, chamber }, story) => {
    const cancellation = await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

    const leaving = await expect(romeo).to.receive(presenceFrom(juliet.fullJid, 'unavailable'));
    await expect(romeo).to.receive(presenceFrom(chamber.fullJid, 'unavailable'));

    const cancelled = await romeo.receive(cancellation);
    const order = romeo.received({ what: 'unavailable and unsubscribed', matches: (stanza) => stanza === leaving || stanza === cancelled });
    await story.should(rfc6121.must('3.2.2', 'The unavailable presence goes out before the unsubscribed'), () => {
      expect(order.map(({ attrs }) => String(attrs.type)), 'the order of arrival').to.deep.equal(['unavailable', 'unsubscribed']);
    });
  });

  scenario('delivers a cancellation, from the bare JID of the contact, to every resource of the subscriber', {
    id: 'rfc6121.3.2.3.cancellation-to-every-resource',
    requirement: rfc6121.must('3.2.3', "The user's server delivers the cancellation to all interested resources of the user"),
    given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
    subscribed: [['romeo', 'juliet']],
    accountable: 'senderServer',
    fault: [drop('presence', { type: 'unsubscribed' }, 'romeo'), drop('presence', { type: 'unsubscribed' }, 'orchard')],
  }, async ({ romeo, orchard, juliet }) => {
    await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

    await expect(romeo).to.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);
    await expect(orchard).to.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);
  });

  scenario('pushes the cancelled subscription to every resource of the subscriber', {
    id: 'rfc6121.3.2.3.roster-push-to-user',
    requirement: rfc6121.must('3.2.3', 'All interested resources of the user get a roster push with the subscription set to none'),
    given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
    subscribed: [['romeo', 'juliet']],
    accountable: 'senderServer',
    fault: [rewrite('item', { subscription: 'to' }), drop('iq', { type: 'set' }, 'orchard')],
  }, async ({ romeo, orchard, juliet }) => {
    await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

    await expect(romeo).to.receive(rosterPush(juliet.bareJid, 'none'));
    await expect(orchard).to.receive(rosterPush(juliet.bareJid, 'none'));
  });

  scenario('pushes the cancelled subscription to every resource of the contact who cancelled it', {
    id: 'rfc6121.3.2.2.roster-push-to-contact',
    requirement: rfc6121.must('3.2.2', 'All interested resources of the contact get a roster push with the subscription set to none'),
    given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
    subscribed: [['romeo', 'juliet']],
    accountable: 'recipientServer',
    fault: [rewrite('item', { subscription: 'from' }), drop('iq', { type: 'set' }, 'chamber')],
  }, async ({ romeo, juliet, chamber }) => {
    await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

    await expect(juliet).to.receive(rosterPush(romeo.bareJid, 'none'));
    await expect(chamber).to.receive(rosterPush(romeo.bareJid, 'none'));
  });

  scenario('ends the pending state of a request that the contact denied', {
    id: 'rfc6121.a.3.4.denial-clears-ask',
    requirement: rfc6121.must('A.3.4', "An unsubscribed for a pending outbound request is delivered and changes the user's state"),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'senderServer',
    fault: [advisory(rewrite('item', { ask: 'subscribe' })), advisory(drop('iq', { type: 'set' }))],
  }, async ({ romeo, juliet }, story) => {
    const request = await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
    await juliet.receive(request);
    const denial = await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);

    // Section 3.2.3 of the same text leaves the roster as it is unless the user is subscribed: no more than a warning.
    const settled = pushWhere(juliet.bareJid, 'that is no longer pending', ({ attrs }) => attrs.ask === undefined);
    await story.should(rfc6121.must('A.3.4', 'The pending state of the request ends'), () => expect(romeo).to.receive(settled));
    await juliet.fence(romeo);
    story.saw(romeo.received(denial).length > 0 ? 'the denial was delivered' : 'the denial was not delivered');
  });
});

describe('Not being seen once a subscription is cancelled', '7(8)', () => {
  scenario('sends no more presence to a subscriber whose subscription was cancelled', {
    id: 'rfc6121.11.no-presence-after-cancel',
    requirement: rfc6121.mustNot('11', "A user's server does not leak network availability to entities who are not authorized to know it"),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    subscribed: [['romeo', 'juliet']],
    accountable: 'recipientServer',
    fault: leak('presence', 'romeo'),
  }, async ({ romeo, juliet }) => {
    await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);
    await romeo.receive(xml`<presence type="unsubscribed" from="${juliet.bareJid}"/>`);

    await juliet.present(xml`<presence><show>chat</show><status>Farewell, compliment!</status></presence>`);
    await juliet.fence(romeo);

    expect(romeo).not.to.have.received(xml`<presence><status>Farewell, compliment!</status></presence>`);
  });
});
