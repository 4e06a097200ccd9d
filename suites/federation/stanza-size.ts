import {
  advisory,
  anyOf,
  clone,
  describe,
  drop,
  dropLater,
  type Element,
  errorTo,
  expect,
  type Fault,
  fresh,
  inject,
  localName,
  namespaceOf,
  ns,
  online,
  rename,
  type Requirement,
  retext,
  rfc,
  scenario,
  type Session,
  type Story,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

const refusal = rfc6120.must(
  '13.12',
  'Who receives a stanza above its limit MUST return policy-violation, or end the stream with it',
);
/** No text says so outright: what breaks it is reported as a warning. */
const implied = (sentence: string): Requirement => ({ ...rfc6120.should('13.12', sentence), level: 'policy' });

/** What a server takes at most where it does not say (XEP-0478), in KiB: more than any default that we know of. */
const assumedLimit = 512;
const above = (limit: number): number => Math.ceil(limit * 1.1);

/** A chat message of so many bytes. Its id ends in the word, so that a wire fault can pick it out. */
function messageOf(bytes: number, to: string, word: string): Element {
  const message = xml`<message to="${to}" type="chat" id="fc-${fresh()}-${word}"><body>O</body></message>`;
  const missing = bytes - Buffer.byteLength(message.toString());
  message.getChild('body')?.t(', speak again, bright angel!'.repeat(missing / 28 + 1).slice(0, missing));
  return message;
}

const limitOf = ({ stream }: Session): number =>
  Number(stream.features.getChild('limits', ns.streamLimits)?.getChildText('max-bytes')) || assumedLimit * 1024;

const streamError = {
  what: 'a stream error',
  matches: (element: Element): boolean => localName(element) === 'error' && namespaceOf(element) === ns.stream,
};

const cutShort = (to: string): Fault =>
  inject('the message cut short', to, { sends: 'message', with: { id: /-giant$/ } }, (sent, { fullJid }) => {
    const copy = clone(sent);
    copy.attrs.from = fullJid;
    for (const body of copy.getChildren('body')) body.children = ['O, speak'];
    return copy;
  });

/** The condition of a refusal, in a stanza or a stream error. */
async function judgeRefusal(refused: Element, story: Story): Promise<void> {
  const error = streamError.matches(refused) ? refused : refused.getChild('error');
  const names = (error?.getChildElements() ?? []).map(localName).filter((name) => name !== 'text');
  await story.should(
    implied('The condition is policy-violation (graded as a warning: the sender learns of it)'),
    () => {
      expect(names, 'conditions of the error').to.include('policy-violation');
    },
  );
}

/** Sends a small message until one arrives: a link that was cut may take what is sent while it falls. */
async function judgeRecovery(from: Session, to: Session, story: Story): Promise<void> {
  let arrived: Element | undefined;
  for (let attempt = 0; attempt < 3 && arrived === undefined; attempt += 1) {
    const sent = await from.send(messageOf(200, to.fullJid, 'after'));
    arrived = await to.receive(sent).catch(unlessAbsent);
  }
  await story.should(implied('After a stanza that was too large others go through again'), () => {
    expect(arrived, 'one of three small messages afterwards').not.to.equal(undefined);
  });
}

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'accepts a message of 9500 bytes on every hop and delivers it whole',
    {
      id: 'rfc6120.13.12.large-message',
      requirement: rfc6120.mustNot(
        '13.12',
        "A deployed server's maximum stanza size MUST NOT be smaller than 10000 bytes",
      ),
      covers: 'RFC6120-13.12-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [dropLater('message'), retext('body', 'O, speak')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      // A service that refuses strangers anyhow says nothing of sizes.
      const small = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>O!</body></message>`);
      await juliet.receive(small);
      const message = messageOf(9500, juliet.bareJid, 'large');
      const sent = await romeo.send(message);

      const [outcome, received] = await story.either({
        delivered: expect(juliet).to.receive(sent),
        refused: romeo.receive(errorTo(sent)),
      });

      expect(outcome, 'what became of 9500 bytes').to.equal('delivered');
      expect(received.getChildText('body')).to.equal(message.getChildText('body'));
    },
  );

  scenario(
    'refuses a message above its limit with an error, or ends the stream saying why',
    {
      id: 'rfc6120.13.12.own-limit',
      requirement: refusal,
      covers: 'RFC6120-13.12-2',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        cutShort('romeo'),
        { ...drop('stream:error'), kinds: ['wrong-content'] },
        advisory(rename('policy-violation', 'undefined-condition')),
        advisory(drop('message', { id: /-after$/ })),
      ],
      impact: 'degraded',
      heavy: true,
    },
    async ({ romeo }, story) => {
      const message = messageOf(above(limitOf(romeo)), romeo.fullJid, 'giant');
      const sent = await romeo.send(message);
      const what = anyOf(sent, errorTo(sent), streamError);
      const end = await romeo.ended(what, 4 * romeo.around.deadlineMs);
      const [came] = romeo.received(what);

      if (came === undefined) {
        // On a connection that broke, a stream error may have been lost on the way.
        if (end?.reason === 'connection-lost') story.inconclusive(end.detail);
        expect(end && 'a stream that ended without a word', 'the refusal').to.equal('an error');
      } else if (came.attrs.id === sent.id && came.attrs.type !== 'error') {
        expect(came.getChildText('body')?.length, 'length of the text').to.equal(message.getChildText('body')?.length);
        story.notApplicable(`a message of ${above(limitOf(romeo))} bytes came whole: no such limit`);
      } else await judgeRefusal(came, story);

      if (!romeo.connected) await romeo.comeOnline();
      await judgeRecovery(romeo, romeo, story);
    },
  );

  scenario(
    'reports a message that only the other server refuses for its size, and goes on',
    {
      id: 'rfc6120.13.12.remote-limit',
      requirement: refusal,
      covers: 'RFC6120-13.12-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        cutShort('juliet'),
        advisory(drop('message', { id: /-giant$/ })),
        advisory(
          inject('another error', 'romeo', { sends: 'message', with: { id: /-giant$/ } }, ({ attrs }) => {
            const error = xml`<error type="cancel"><undefined-condition xmlns="${ns.stanzas}"/></error>`;
            return xml`<message from="${attrs.to}" id="${attrs.id}" type="error">${error}</message>`;
          }),
        ),
        advisory(drop('message', { id: /-after$/ })),
      ],
      impact: 'degraded',
      heavy: true,
      when: 'last',
    },
    async ({ romeo, juliet }, story) => {
      for (const kib of [64, 128, 256, assumedLimit]) {
        const bytes = above(kib * 1024);
        const own = await romeo.send(messageOf(bytes, romeo.fullJid, 'own'));
        const ended = await romeo.ended(anyOf(own, errorTo(own)));
        if (ended || romeo.received(errorTo(own)).length > 0)
          story.notApplicable(`its own server refuses ${bytes} bytes, and the other took all that came before`);
        const message = messageOf(bytes, juliet.fullJid, 'giant');
        const sent = await romeo.send(message);
        const { deadlineMs } = romeo.around;
        const first = await Promise.any([
          juliet.receive(sent, deadlineMs),
          romeo.receive(errorTo(sent), deadlineMs),
        ]).catch(() => undefined);

        if (first !== undefined && first.attrs.type !== 'error') {
          expect(first.getChildText('body')?.length, 'length of the text').to.equal(
            message.getChildText('body')?.length,
          );
          continue;
        }
        await story.should(implied('The sender learns of a stanza that the other server refused'), () => {
          expect(first && 'an error', `what came of ${bytes} bytes`).to.equal('an error');
        });
        if (first) await judgeRefusal(first, story);
        await judgeRecovery(romeo, juliet, story);
        return;
      }
      story.notApplicable(`a message of ${above(assumedLimit * 1024)} bytes came whole: no such limit`);
    },
  );
});
