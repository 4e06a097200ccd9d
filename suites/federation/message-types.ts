import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  inject,
  leak,
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  xml,
  ns,
} from '../../runners/index.ts';
import { acquainted } from './acquainted.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'delivers a headline to the available resources with non-negative priority',
    {
      id: 'rfc6121.5.2.2.headline',
      requirement: rfc6121.must(
        '5.2.2',
        'A headline to the bare JID is delivered to at least one available resource with non-negative priority',
      ),
      covers: 'RFC6121-8.5.2.1.1-5',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 0 }),
        closet: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted('romeo', 'juliet'),
      fault: [drop('message'), advisory(drop('message', {}, 'chamber')), leak('message', 'closet')],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber, closet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="headline"><body>A plague!</body></message>`,
      );

      await story.either({
        'the resource with the higher priority': expect(juliet).to.receive(sent),
        'the resource with the lower priority': expect(chamber).to.receive(sent),
      });

      await Promise.all([juliet, chamber, closet].map((resource) => romeo.fence(resource)));
      const hidden = closet.priority < 0 ? closet.received(sent) : [];
      expect(hidden.map(String), 'headlines at the resource of negative priority').to.deep.equal([]);
      const all = rfc6121.should('5.2.2', 'Deliver a headline to all available resources with non-negative priority');
      await story.should(all, () =>
        expect([juliet, chamber].map((one) => one.received(sent).length)).to.not.include(0),
      );
    },
  );

  scenario(
    'refuses a groupchat message to the bare JID of a person',
    {
      id: 'rfc6121.8.5.2.1.1.groupchat-refused',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'A groupchat message MUST NOT be delivered to any available resource; a stanza error MUST be returned',
      ),
      covers: 'RFC6121-8.5.2.1.1-6',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 0 }),
      },
      accountable: 'recipientServer',
      fault: [
        drop('message'),
        leak('message', 'juliet'),
        leak('message', 'chamber'),
        advisory(rename('service-unavailable', 'forbidden')),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="groupchat"><body>Masks on!</body></message>`,
      );

      const error = await expect(romeo).to.receive(errorTo(sent));

      await Promise.all([romeo.fence(juliet), romeo.fence(chamber)]);
      for (const resource of [juliet, chamber]) expect(resource).not.to.have.received(sent);
      const condition = rfc6121.should('8.5.2.1.1', 'The error for a groupchat message SHOULD be service-unavailable');
      await story.should(condition, () => expect(error).to.be.stanzaError('service-unavailable'));
    },
  );

  scenario(
    'ignores a message of type error to the bare JID',
    {
      id: 'rfc6121.8.5.2.1.1.error-ignored',
      requirement: rfc6121.must('8.5.2.1.1', 'A message of type error to the bare JID MUST be silently ignored'),
      covers: 'RFC6121-8.5.2.1.1-7',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        leak('message', 'juliet'),
        inject(
          'an error for an error',
          'romeo',
          { sends: 'message', with: { type: 'error' } },
          (sent) =>
            xml`<message from="${sent.attrs.to}" id="${sent.attrs.id}" type="error"><error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error></message>`,
        ),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`
      <message to="${juliet.bareJid}" type="error"><error type="cancel"><gone xmlns="${ns.stanzas}"/></error></message>`);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      expect(juliet).not.to.have.received(sent);
      expect(romeo).not.to.have.received(errorTo(sent));
    },
  );

  scenario(
    'gives a chat message for a resource that is not there to another available one',
    {
      id: 'rfc6121.8.5.3.2.1.chat-other-resource',
      requirement: rfc6121.must(
        '8.5.3.2.1',
        'A chat message whose full JID no resource matches goes to the one available resource with non-negative priority',
      ),
      covers: ['RFC6121-8.5.3.2.1-2', 'MSG-03'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: acquainted('romeo', 'juliet'),
      fault: [drop('message'), advisory(rewrite('message', { to: '' }))],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}/gone" type="chat"><body>Where art thou?</body></message>`,
      );

      const received = await expect(juliet).to.receive(sent);

      const kept = rfc6120.mustNot(
        '8.1.1.1',
        "The server MUST NOT modify the 'to' address (graded as a warning: the message came)",
      );
      await story.should(kept, () => expect(received).to.be.like(xml`<message to="${juliet.bareJid}/gone"/>`));
    },
  );
});
