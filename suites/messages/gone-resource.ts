import {
  advisory,
  describe,
  drop,
  dropLater,
  duplicate,
  type Element,
  errorTo,
  expect,
  fresh,
  inject,
  leak,
  ns,
  online,
  rename,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { acquainted, once } from './payloads.ts';

const rfc6121 = rfc(6121);

const refusal = ({ attrs }: Element): Element => xml`
  <message from="${attrs.to}" id="${attrs.id}" type="error">
    <error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>
  </message>`;

const refusing = (type: string): ReturnType<typeof inject> =>
  inject(`an error for the ${type}`, 'romeo', { sends: 'message', with: { type } }, refusal);

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'gives a chat message for a resource that went offline to the one that is left',
    {
      id: 'rfc6121.8.5.3.2.1.chat-to-the-one-left',
      requirement: rfc6121.must(
        '8.5.3.2.1',
        'If there is one available resource with a non-negative priority, deliver the chat message to it',
      ),
      covers: ['RFC6121-8.5.3.2.1-2', 'MSG-03'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 0 }),
        chamber: online('recipientServer', { priority: 5 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [dropLater('message'), advisory(duplicate('message'))],
      impact: 'blocking',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const stale = chamber.fullJid;
      await chamber.goOffline();
      await juliet.fenceOwnServer();
      // What a policy keeps from her (section 8.1) does not come to the account either.
      const allowed = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>It is my lady</body></message>`,
      );
      const [outcome, answer] = await story.either({
        delivered: juliet.receive(allowed),
        refused: romeo.receive(errorTo(allowed)),
      });
      if (outcome === 'refused') story.refused(answer);
      const sent = await romeo.send(xml`<message to="${stale}" type="chat"><body>Art thou gone so?</body></message>`);

      await expect(juliet).to.receive(sent);

      await romeo.fence(juliet);
      await story.should(once, () =>
        expect(juliet.received(sent).length, 'how often the message came').to.be.at.most(1),
      );
    },
  );

  scenario(
    'gives a chat message for a resource that is not there to one of several, and to none of negative priority',
    {
      id: 'rfc6121.8.5.3.2.1.chat-to-one-of-several',
      requirement: rfc6121.must(
        '8.5.3.2.1',
        'Deliver to the "most available" resource or resources, or to all non-negative ones that have opted in',
      ),
      covers: 'RFC6121-8.5.3.2.1-2',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 1 }),
        closet: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [advisory(drop('message')), leak('message', 'closet')],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber, closet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}/${fresh()}" type="chat"><body>Love, lord, art thou gone?</body></message>`,
      );

      const some = rfc6121.must('8.5.3.2.1', 'Deliver to one at least (a warning: none need have opted in to chats)');
      await story.should(some, () =>
        story.either({
          'the resource with the higher priority': expect(juliet).to.receive(sent),
          'the resource with the lower priority': expect(chamber).to.receive(sent),
        }),
      );
      await romeo.fence(closet);
      const hidden = closet.priority < 0 ? closet.received(sent) : [];
      expect(hidden.map(String), 'messages at the resource of negative priority').to.deep.equal([]);
    },
  );

  scenario(
    'does one thing only with a normal message for a resource that is not there',
    {
      id: 'rfc6121.8.5.3.2.1.normal-one-outcome',
      requirement: rfc6121.must(
        '8.5.3.2.1',
        'A normal message MUST be either silently ignored or answered with an error',
      ),
      covers: 'RFC6121-8.5.3.2.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [refusing('normal'), advisory(duplicate('message'))],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}/${fresh()}" type="normal"><body>I must hear from thee</body></message>`,
      );
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      const [came, errors] = [juliet.received(sent), romeo.received(errorTo(sent))];
      // RFC 6120, section 10.5.4, has it handled as if it were for the bare JID, so delivery is no breach.
      const outcomes = [came.length > 0 ? ['delivered'] : [], errors.length > 0 ? ['refused'] : []].flat();
      story.saw(outcomes[0] ?? 'ignored or stored');
      expect(outcomes.slice(1), 'what was done besides').to.deep.equal([]);
      await story.should(once, () =>
        expect(Math.max(came.length, errors.length), 'how often the message or its error came').to.be.at.most(1),
      );
      const condition = rfc6121.should('8.5.3.2.1', 'The error for a normal message SHOULD be service-unavailable');
      for (const error of errors)
        await story.should(condition, () => expect(error).to.be.stanzaError('service-unavailable'));
    },
  );

  scenario(
    'gives a groupchat message, a headline or an error for a resource that is not there to no other one',
    {
      id: 'rfc6121.8.5.3.2.1.not-given-to-others',
      requirement: rfc6121.must(
        '8.5.3.2.1',
        'Groupchat messages and headlines MUST be ignored or answered with an error, errors MUST be silently ignored',
      ),
      covers: 'RFC6121-8.5.3.2.1-4',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [
        leak('message', 'juliet', { type: 'groupchat' }),
        leak('message', 'juliet', { type: 'error' }),
        refusing('error'),
        advisory(leak('message', 'juliet', { type: 'headline' })),
        advisory(rename('service-unavailable', 'gone')),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const to = `${juliet.bareJid}/${fresh()}`;
      const groupchat = await romeo.send(xml`<message to="${to}" type="groupchat"><body>Masks on!</body></message>`);
      const headline = await romeo.send(xml`<message to="${to}" type="headline"><body>A plague!</body></message>`);
      const error = await romeo.send(
        xml`<message to="${to}" type="error"><error type="cancel"><gone xmlns="${ns.stanzas}"/></error></message>`,
      );
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      for (const sent of [groupchat, error]) expect(juliet).not.to.have.received(sent);
      // His own server may have written it, so this must not convict the other one without controls.
      expect(romeo.received(errorTo(error)).map(String), 'answers to the error').to.deep.equal([]);
      const alone = rfc6121.must(
        '8.5.3.2.1',
        'A headline for a resource that is not there reaches no other one (a warning: RFC 6120, 10.5.4, disagrees)',
      );
      await story.should(alone, () =>
        expect(juliet.received(headline).map(String), 'headlines at another resource').to.deep.equal([]),
      );
      const condition = rfc6121.should('8.5.3.2.1', 'The error for such a message SHOULD be service-unavailable');
      const errors = [groupchat, headline].flatMap((sent) => romeo.received(errorTo(sent)));
      story.saw(`${String(errors.length)} of the two refused, the others ignored`);
      for (const one of errors)
        await story.should(condition, () => expect(one).to.be.stanzaError('service-unavailable'));
    },
  );
});
