import {
  anyOf,
  describe,
  dial,
  errorTo,
  expect,
  fresh,
  leak,
  online,
  rewrite,
  rfc,
  scenario,
  type Sent,
  type Session,
  streamEnd,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const covers = 'RFC6120-7.1-2';

/**
 * Sends a message on a stream that is not ready for it, and a request to bind behind it: a server that answers the request
 * has passed over the message. Resolves with what the server did about the message, in words.
 */
async function speakTooEarly(
  romeo: Session,
  juliet: Session,
  until: 'encrypted' | 'authenticated',
): Promise<{ sent: Sent; reaction: string }> {
  const line = await dial(romeo, until);
  const id = fresh();
  const sent = line.send(
    xml`<message to="${juliet.bareJid}" type="chat" id="${id}"><body>I am Tybalt</body></message>`,
  );
  const bound = line.askToBind();
  await line.receive(anyOf(streamEnd, errorTo(sent), bound)).catch(unlessAbsent);
  if (line.streamError !== '') return { sent, reaction: line.streamError };
  if (line.received(streamEnd).length > 0) return { sent, reaction: 'closed without an error' };
  if (line.received(errorTo(sent)).length > 0) return { sent, reaction: 'a stanza error' };
  return { sent, reaction: line.received(bound).length > 0 ? 'nothing' : 'silence' };
}

const moments = [
  ['authenticated', 'encrypted', '4.9.3.12', 'authentication'],
  ['bound a resource', 'authenticated', '7.1', 'resource binding'],
] as const;

describe('Protection from impostors', '7(3)', () => {
  for (const [done, until, section, step] of moments) {
    scenario(
      `does not process the message of a client that has not ${done}`,
      {
        id: `rfc6120.${section}.message-before-${step.replace(' ', '-')}`,
        requirement: rfc6120.mustNot(
          section,
          `A stanza that a client sends to others before ${step} MUST NOT be processed`,
        ),
        covers,
        given,
        accountable: 'senderServer',
        fault: leak('message', 'juliet'),
      },
      async ({ romeo, juliet }, story) => {
        const { sent, reaction } = await speakTooEarly(romeo, juliet, until);

        await romeo.goOffline();
        await romeo.comeOnline();
        await romeo.fence(juliet);
        expect(juliet).not.to.have.received(sent);
        story.saw(reaction);
      },
    );
  }

  scenario(
    'closes the stream of a client that writes to others before it has bound a resource',
    {
      id: 'rfc6120.7.1.closed-before-resource-binding',
      requirement: rfc6120.must(
        '7.1',
        'A stanza to others before resource binding MUST close the stream with not-authorized',
      ),
      covers: 'RFC6120-7.1-2a',
      given,
      accountable: 'senderServer',
      fault: rewrite('message', { type: 'chat' }, { type: 'error' }, 'romeo'),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const { reaction } = await speakTooEarly(romeo, juliet, 'authenticated');
      if (reaction === 'silence') story.inconclusive('the server said nothing more on that stream');

      expect(reaction, 'what the server did about the message').not.to.equal('nothing');
      await story.should(
        rfc6120.must('7.1', 'The stream ends with not-authorized (another refusal is graded as a warning)'),
        () => expect(reaction, 'what the server did about the message').to.equal('not-authorized'),
      );
    },
  );
});
