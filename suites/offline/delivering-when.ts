import {
  describe,
  drop,
  errorTo,
  expect,
  leak,
  offline,
  online,
  scenario,
  unlessAbsent,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0160 = xep('0160', '1.0.1');

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'keeps stored messages from a resource of negative priority',
    {
      id: 'xep0160.2.stored-not-to-negative',
      // RFC 6120, section 10.5.3.2, lets any connected resource have them: no more than a recommendation.
      requirement: xep0160.should(
        '2',
        'flow',
        'In the RECOMMENDED flow stored messages wait until the recipient sends available presence of non-negative priority',
      ),
      covers: 'XEP0160-2-1',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: leak('message', 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Wherefore art thou?</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline(xml`<presence><priority>-1</priority></presence>`);
      if (juliet.priority >= 0) story.notApplicable('the server overrides negative priorities');

      // It may come later, to a resource of other priority, so it is no matter for the late ledger.
      expect(juliet.received(sent).map(String), 'messages at negative priority').to.deep.equal([]);
      const [refusal] = romeo.received(errorTo(sent));
      if (refusal) story.notApplicable(`messages to somebody off-line are refused, not stored: ${refusal.toString()}`);
      // What was not stored could not come: only a message that waited shows that it was kept back.
      await juliet.goOffline();
      await juliet.comeOnline();
      await juliet.receive(sent);
    },
  );

  scenario(
    'delivers a stored message when the recipient becomes available',
    {
      id: 'xep0160.2.stored-until-available',
      requirement: xep0160.should(
        '2',
        'flow',
        'In the RECOMMENDED flow the server delivers a stored message when the recipient sends available presence',
      ),
      covers: 'XEP0160-2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer', { silent: true }) },
      accountable: 'recipientServer',
      fault: drop('message', {}, 'juliet'),
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Wherefore art thou?</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.fenceLogin();
      // RFC 6120, section 10.5.3.2, lets a resource that is connected have it already.
      story.saw(juliet.received(sent).length > 0 ? 'delivered before presence' : 'delivered on presence');

      await juliet.comeOnline();
      const [refusal] = romeo.received(errorTo(sent));
      if (refusal) story.notApplicable(`messages to somebody off-line are refused, not stored: ${refusal.toString()}`);

      await expect(juliet).to.receive(sent);
    },
  );

  scenario(
    'delivers a stored message when a negative priority is raised',
    {
      id: 'xep0160.2.stored-until-non-negative',
      requirement: xep0160.should(
        '2',
        'flow',
        'In the RECOMMENDED flow the server delivers a stored message when non-negative presence is next sent',
      ),
      covers: 'XEP0160-2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer', { priority: -1 }) },
      accountable: 'recipientServer',
      fault: drop('message', {}, 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      if (juliet.priority >= 0) story.notApplicable('the server overrides negative priorities');
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Deny thy father</body></message>`,
      );
      await romeo.fence(juliet);
      await juliet.fence(romeo);
      const [refusal] = romeo.received(errorTo(sent));
      if (refusal) story.notApplicable(`messages to somebody off-line are refused, not stored: ${refusal.toString()}`);

      await juliet.present(xml`<presence><priority>0</priority></presence>`);
      const came = await juliet.receive(sent).catch(unlessAbsent);
      if (!came) {
        await juliet.goOffline();
        await juliet.comeOnline();
        await expect(juliet).to.receive(sent);
      }

      expect(came ? 'the raised priority' : 'the next login', 'what brought the message').to.equal(
        'the raised priority',
      );
    },
  );
});
