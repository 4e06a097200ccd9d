import {
  describe,
  drop,
  errorTo,
  expect,
  inject,
  leak,
  ns,
  offline,
  online,
  rename,
  rfc,
  scenario,
  xep,
  xml,
  advisory,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);
const xep0160 = xep('0160', '1.0.1');

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'returns an error for a groupchat message to a user who is off-line',
    {
      id: 'rfc6121.8.5.2.2.1.groupchat-refused',
      requirement: rfc6121.must(
        '8.5.2.2.1',
        'For a groupchat message to a user without resources, an error is returned to the sender',
      ),
      covers: ['RFC6121-8.5.2.2.1-2', 'ARC-05'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      // What may be done to a stranger is a matter of policy (section 8.1).
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      accountable: 'recipientServer',
      fault: [drop('message'), leak('message', 'juliet'), advisory(rename('service-unavailable', 'gone'))],
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="groupchat"><body>Is anybody there?</body></message>`,
      );

      const error = await expect(romeo).to.receive(errorTo(sent));
      await juliet.comeOnline();

      expect(juliet).not.to.have.received(sent);

      await story.should(
        rfc6121.should('8.5.2.2.1', 'The error for a groupchat message is service-unavailable'),
        () => {
          expect(error).to.be.a.stanzaError('service-unavailable');
        },
      );
    },
  );

  scenario(
    'drops a headline to a user who is off-line in silence',
    {
      id: 'rfc6121.8.5.2.2.1.headline-ignored',
      requirement: rfc6121.must('8.5.2.2.1', 'A headline to a user without resources is silently ignored'),
      covers: ['RFC6121-8.5.2.2.1-3', 'ARC-05'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        advisory(inject('an error', 'romeo', { sends: 'message', with: { type: 'headline' } }, bounce)),
        leak('message', 'juliet', { type: 'headline' }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="headline"><body>Rain in Verona</body></message>`,
      );
      await romeo.fenceOffline(juliet);
      await juliet.fence(romeo);

      expect(juliet).not.to.have.received(sent);
      await story.should(
        rfc6121.must(
          '8.5.2.2.1',
          'The headline is ignored in silence (graded as a warning: section 5.2.2 lets the server return an error)',
        ),
        () => {
          expect(romeo.received(errorTo(sent)).map(String), 'errors for the headline').to.deep.equal([]);
        },
      );
    },
  );

  scenario(
    'drops an error message to a user who is off-line in silence',
    {
      id: 'rfc6121.8.5.2.2.1.error-ignored',
      requirement: rfc6121.must('8.5.2.2.1', 'A message of type error to a user without resources is silently ignored'),
      covers: ['RFC6121-8.5.2.2.1-3', 'ARC-05'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        leak('message', 'juliet', { type: 'error' }),
        inject('an error', 'romeo', { sends: 'message', with: { type: 'error' } }, bounce),
      ],
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`
      <message to="${juliet.bareJid}" type="error"><error type="cancel"><item-not-found xmlns="${ns.stanzas}"/></error></message>`);
      await romeo.fenceOffline(juliet);
      await juliet.fence(romeo);

      expect(romeo).not.to.have.received(errorTo(sent));
      expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'does not keep a message that holds a chat state alone',
    {
      id: 'xep0160.3.chat-state-not-kept',
      requirement: xep0160.shouldNot(
        '3',
        'types',
        'Messages that contain only chat state notifications are not stored offline',
      ),
      covers: ['XEP0160-3-1', 'ARC-04'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: leak('message', 'juliet'),
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><composing xmlns="${ns.chatStates}"/></message>`,
      );
      await romeo.fenceOffline(juliet);

      expect(juliet).not.to.have.received(sent);
    },
  );
});

function bounce(sent: { attrs: Record<string, unknown> }) {
  return xml`
    <message from="${sent.attrs.to}" id="${sent.attrs.id}" type="error">
      <error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>
    </message>`;
}
