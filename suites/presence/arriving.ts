import { describe, drop, dropLater, expect, offline, online, presenceFrom, rewrite, rfc, scenario, strip, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Seeing a contact come online', '7(2)(a)(i)', () => {
  scenario('sends the initial presence of a user to a subscriber, from the full JID and complete', {
    id: 'rfc6121.4.2.2.initial-presence-to-subscriber',
    requirement: rfc6121.must('4.2.2', "The user's server sends initial presence from the full JID of the user to all contacts that are subscribed to it"),
    given: { romeo: offline('senderServer'), juliet: online('recipientServer') },
    subscribed: [['juliet', 'romeo']],
    accountable: 'senderServer',
    fault: [drop('presence'), strip('mood'), strip('show')],
    impact: 'blocking',
  }, async ({ romeo, juliet }) => {
    const presence = xml`<presence><show>away</show><status>In the orchard</status><mood xmlns="urn:example:verona">restless</mood></presence>`;
    await romeo.comeOnline(presence);

    const received = await expect(juliet).to.receive(presenceFrom(romeo.fullJid));

    expect(received).to.be.like(presence);
  });

  scenario('delivers the presence of a contact to every available resource of the subscriber', {
    id: 'rfc6121.4.2.3.initial-presence-to-every-resource',
    requirement: rfc6121.must('4.2.3', "The contact's server delivers the user's presence stanza to all available resources of the contact"),
    given: {
      romeo: offline('senderServer'),
      juliet: online('recipientServer'),
      chamber: online('recipientServer', { priority: -1 }),
    },
    subscribed: [['juliet', 'romeo']],
    accountable: 'recipientServer',
    fault: [drop('presence', {}, 'juliet'), drop('presence', {}, 'chamber')],
  }, async ({ romeo, juliet, chamber }) => {
    await romeo.comeOnline();

    await expect(juliet).to.receive(presenceFrom(romeo.fullJid));
    await expect(chamber).to.receive(presenceFrom(romeo.fullJid));
  });

  scenario('shows a new resource to the other resources of the same user', {
    id: 'rfc6121.4.2.2.initial-presence-to-own-resources',
    requirement: rfc6121.must('4.2.2', "The user's server broadcasts initial presence to all of the user's available resources"),
    given: { romeo: online('senderServer'), orchard: online('senderServer', { silent: true }) },
    accountable: 'senderServer',
    fault: [drop('presence', {}, 'romeo'), rewrite('presence', { from: '' }, {}, 'romeo')],
  }, async ({ romeo, orchard }) => {
    await orchard.send(xml`<presence><status>In the orchard</status></presence>`);

    await expect(romeo).to.receive(xml`<presence from="${orchard.fullJid}"><status>In the orchard</status></presence>`);
  });
});

describe('Seeing who is there when coming online', '7(2)(a)(i)', () => {
  scenario('tells a user at login that a contact is available', {
    id: 'rfc6121.4.3.1.contact-learned-at-login',
    requirement: rfc6121.should('4.3.1', "The user's server sends presence probes to the user's contacts whenever the user sends initial presence"),
    given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
    subscribed: [['juliet', 'romeo']],
    accountable: 'recipientServer',
    fault: drop('presence'),
    impact: 'degraded',
  }, async ({ romeo, juliet }) => {
    await juliet.comeOnline();

    await expect(juliet).to.receive(presenceFrom(romeo.fullJid));
  });

  scenario('answers a probe with the last presence of every available resource, complete', {
    id: 'rfc6121.4.3.2.probe-answered-for-every-resource',
    requirement: rfc6121.must('4.3.2', 'A probe is answered with the full XML of the last presence stanza of each of the available resources'),
    given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: offline('recipientServer') },
    subscribed: [['juliet', 'romeo']],
    accountable: 'senderServer',
    fault: [dropLater('presence'), strip('mood'), strip('show')],
  }, async ({ romeo, orchard, juliet }) => {
    const away = xml`<presence><show>away</show><priority>3</priority><mood xmlns="urn:example:verona">restless</mood></presence>`;
    const busy = xml`<presence><show>dnd</show><status>Climbing</status><mood xmlns="urn:example:verona">bold</mood></presence>`;
    await romeo.present(away);
    await orchard.present(busy);

    await juliet.comeOnline();
    const first = await juliet.receive(presenceFrom(romeo.bareJid));
    const firstIsRomeo = first.attrs.from === romeo.fullJid;
    const second = await expect(juliet).to.receive(presenceFrom(firstIsRomeo ? orchard.fullJid : romeo.fullJid));

    expect(firstIsRomeo ? first : second).to.be.like(away);
    expect(firstIsRomeo ? second : first).to.be.like(busy);
  });
});
