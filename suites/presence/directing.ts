import { describe, drop, expect, leak, online, presenceFrom, rewrite, rfc, scenario, strip, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Showing oneself to somebody for a while', '7(2)(a)(i)', () => {
  scenario('delivers presence directed to a full JID to that resource, complete', {
    id: 'rfc6121.8.5.3.1.directed-presence-to-full-jid',
    requirement: rfc6121.must('8.5.3.1', 'Presence without type for a full JID that matches a resource is delivered to that resource'),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'recipientServer',
    fault: [drop('presence'), strip('show')],
  }, async ({ romeo, juliet }) => {
    const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"><show>chat</show></presence>`);

    const received = await expect(juliet).to.receive(directed);

    expect(received).to.be.like(xml`<presence from="${romeo.fullJid}"><show>chat</show></presence>`);
  });

  scenario('delivers presence directed to a bare JID to every available resource', {
    id: 'rfc6121.8.5.2.1.2.directed-presence-to-every-resource',
    requirement: rfc6121.must('8.5.2.1.2', 'Presence without type or of type unavailable for a bare JID is delivered to all available resources'),
    given: {
      romeo: online('senderServer'),
      juliet: online('recipientServer'),
      chamber: online('recipientServer', { priority: -1 }),
    },
    accountable: 'recipientServer',
    fault: [drop('presence', {}, 'chamber'), drop('presence', { type: 'unavailable' }, 'juliet')],
  }, async ({ romeo, juliet, chamber }) => {
    const directed = await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);
    await expect(juliet).to.receive(directed);
    await expect(chamber).to.receive(directed);

    const withdrawn = await romeo.send(xml`<presence to="${juliet.bareJid}" type="unavailable"/>`);
    await expect(juliet).to.receive(withdrawn);
    await expect(chamber).to.receive(withdrawn);
  });

  scenario('leaves the bare JID to which presence was directed as it is', {
    id: 'rfc6121.8.5.2.1.2.to-not-rewritten',
    requirement: rfc6121.mustNot('8.5.2.1.2', "The server does not rewrite the 'to' attribute of presence for a bare JID"),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'recipientServer',
    fault: rewrite('presence', { to: 'juliet@capulet.example/balcony' }),
    impact: 'none',
  }, async ({ romeo, juliet }) => {
    const directed = await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);

    const received = await juliet.receive(directed);

    expect(received).to.be.like(xml`<presence to="${juliet.bareJid}"/>`);
  });

  scenario('tells somebody who got directed presence when the user goes offline', {
    id: 'rfc6121.4.6.3.unavailable-at-the-end',
    requirement: rfc6121.should('4.6.3', "When the resource becomes unavailable the user's server routes unavailable presence to the entity that got directed presence"),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'senderServer',
    fault: drop('presence', { type: 'unavailable' }),
  }, async ({ romeo, juliet }) => {
    const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
    await juliet.receive(directed);

    await romeo.goOffline();

    await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
  });

  scenario("tells somebody who got directed presence when the user's connection is cut", {
    id: 'rfc6121.4.6.3.unavailable-after-cut',
    requirement: rfc6121.should('4.6.3', "When the resource becomes unavailable the user's server routes unavailable presence to the entity that got directed presence"),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'senderServer',
    fault: drop('presence', { type: 'unavailable' }),
  }, async ({ romeo, juliet }) => {
    const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
    await juliet.receive(directed);

    romeo.cut();

    await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
  });
});

describe('Not being seen after a brief encounter', '7(8)', () => {
  scenario('keeps later presence from somebody who got directed presence once', {
    id: 'rfc6121.4.6.3.no-later-broadcast',
    requirement: rfc6121.mustNot('4.6.3', 'An entity that got directed presence is not included in later broadcasts of available presence'),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'senderServer',
    fault: leak('presence', 'juliet'),
  }, async ({ romeo, juliet }) => {
    const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
    await juliet.receive(directed);

    await romeo.present(xml`<presence><status>At the Apothecary's</status></presence>`);
    await romeo.fence(juliet);

    expect(juliet).not.to.have.received(xml`<presence><status>At the Apothecary's</status></presence>`);
  });

  scenario('does not tell the time of leaving to somebody whose directed presence was withdrawn', {
    id: 'rfc6121.4.6.1.withdrawn-once-and-for-all',
    requirement: rfc6121.must('4.6.1', 'An entity to which the user sends directed unavailable presence is removed from the directed presence list'),
    given: { romeo: online('senderServer'), juliet: online('recipientServer') },
    accountable: 'senderServer',
    fault: leak('presence', 'juliet', { type: 'unavailable' }),
  }, async ({ romeo, juliet }) => {
    await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
    const withdrawn = await romeo.send(xml`<presence to="${juliet.fullJid}" type="unavailable"/>`);
    await juliet.receive(withdrawn);

    const leaving = await romeo.send(xml`<presence type="unavailable"><status>To Mantua</status></presence>`);
    await romeo.fence(juliet);

    expect(juliet).not.to.have.received(leaving);
    expect(juliet).not.to.have.received(xml`<presence type="unavailable"><status>To Mantua</status></presence>`);
  });
});
