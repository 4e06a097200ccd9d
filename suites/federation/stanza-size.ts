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
  type Matcher,
  namespaceOf,
  ns,
  online,
  rename,
  type Requirement,
  retext,
  rfc,
  scenario,
  type Sent,
  type Session,
  type Story,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { expectThrough } from './still-working.ts';

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

/** Sizes in bytes, growing, the last of which is above any limit. */
const sizes = [64, 128, 256, assumedLimit].map((kib) => above(kib * 1024));

/** A server may say that it takes more than anybody wants to send, in bytes. */
const most = 10 * 1024 * 1024;

/** Where the server says what it takes, one size is enough. */
const sizesFor = ({ stream }: Session, story: Story): readonly number[] => {
  const limit = Number(stream.features.getChild('limits', ns.streamLimits)?.getChildText('max-bytes'));
  if (limit > most) story.inconclusive(`the server says that it takes ${limit} bytes, which is more than is sent here`);
  return limit > 0 ? [above(limit)] : sizes;
};

const isStreamError = (element: Element): boolean =>
  localName(element) === 'error' && namespaceOf(element) === ns.stream;
const streamError: Matcher = { what: 'a stream error', matches: isStreamError };
const policyViolation: Matcher = {
  what: 'a stream error with policy-violation',
  matches: (element) => isStreamError(element) && element.getChild('policy-violation', ns.streams) !== undefined,
};

/** A server that slows its clients down takes its time over a large stanza. */
const patienceOf = ({ around }: Session): number => 4 * around.deadlineMs;

const cutShort = (to: string): Fault =>
  inject('the message cut short', to, { sends: 'message', with: { id: /-giant$/ } }, (sent, { fullJid }) => {
    const copy = clone(sent);
    copy.attrs.from = fullJid;
    for (const body of copy.getChildren('body')) body.children = ['O, speak'];
    return copy;
  });

/** The condition of a refusal, in a stanza or a stream error. */
async function judgeRefusal(refused: Element, story: Story): Promise<void> {
  const error = isStreamError(refused) ? refused : refused.getChild('error');
  const names = (error?.getChildElements() ?? []).map(localName).filter((name) => name !== 'text');
  await story.should(
    implied('The condition is policy-violation (graded as a warning: the sender learns of it)'),
    () => {
      expect(names, 'conditions of the error').to.include('policy-violation');
    },
  );
}

async function judgeRecovery(from: Session, to: Session, story: Story): Promise<void> {
  await story.should(implied('After a stanza that was too large others go through again'), () =>
    expectThrough(from, to, 'after'),
  );
}

function expectWhole(arrived: Element, { stanza }: Sent): void {
  const length = stanza.getChildText('body')?.length;
  expect(arrived.getChildText('body')?.length, 'length of the text').to.equal(length);
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
      covers: ['RFC6120-13.12-1', 'MSG-31'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        dropLater('message'),
        retext('body', 'O, speak'),
        inject(
          'a stream error',
          'romeo',
          { sends: 'message', with: { id: /-large$/ } },
          () => xml`
            <stream:error xmlns:stream="${ns.stream}"><policy-violation xmlns="${ns.streams}"/></stream:error>`,
        ),
      ],
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
        refused: romeo.receive(anyOf(errorTo(sent), policyViolation)),
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
      covers: ['RFC6120-13.12-2', 'MSG-31'],
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        cutShort('romeo'),
        { ...drop('stream:error'), kinds: ['wrong-content'] },
        { ...drop('message', { id: /-giant$/ }), kinds: ['wrong-content'] },
        advisory(rename('policy-violation', 'undefined-condition')),
        advisory(drop('message', { id: /-after$/ })),
      ],
      impact: 'degraded',
      heavy: true,
    },
    async ({ romeo }, story) => {
      const own = sizesFor(romeo, story);
      for (const bytes of own) {
        const sent = await romeo.send(messageOf(bytes, romeo.fullJid, 'giant'));
        const what = anyOf(sent, errorTo(sent), streamError);
        const end = await romeo.ended(what, patienceOf(romeo)).catch(unlessAbsent);
        // What is slow and no more comes before what was sent behind it.
        if (end === undefined && romeo.received(what).length === 0) await romeo.fence(romeo);
        const [came] = romeo.received(what);

        if (came && !isStreamError(came) && came.attrs.type !== 'error') {
          expectWhole(came, sent);
          continue;
        }
        // On a connection that broke, a stream error may have been lost on the way.
        if (came === undefined && end?.reason === 'connection-lost') story.inconclusive(end.detail);
        const instead = end ? 'a stream that ended without a word' : 'nothing';
        expect(came ? 'an error' : instead, `what came of ${bytes} bytes`).to.equal('an error');
        if (came) await judgeRefusal(came, story);
        if (!romeo.connected) await romeo.comeOnline();
        await judgeRecovery(romeo, romeo, story);
        return;
      }
      story.notApplicable(`a message of ${own.at(-1) ?? 0} bytes came whole: no such limit`);
    },
  );

  scenario(
    'reports a message that only the other server refuses for its size, and goes on',
    {
      id: 'rfc6120.13.12.remote-limit',
      requirement: refusal,
      covers: ['RFC6120-13.12-2', 'MSG-31', 'PRV-14'],
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
      for (const bytes of sizes) {
        const own = await romeo.send(messageOf(bytes, romeo.fullJid, 'own'));
        const end = await romeo.ended(anyOf(own, errorTo(own)), patienceOf(romeo));
        if (end !== undefined && end.reason !== 'stream-error') story.inconclusive(end.detail);
        if (end || romeo.received(errorTo(own)).length > 0)
          story.notApplicable(`its own server refuses ${bytes} bytes, and the other took all that came before`);
        const sent = await romeo.send(messageOf(bytes, juliet.fullJid, 'giant'));
        const outcomes = [juliet.receive(sent, patienceOf(romeo)), romeo.receive(errorTo(sent), patienceOf(romeo))];
        const first = await Promise.race(outcomes.map((outcome) => outcome.catch(unlessAbsent)));
        if (first === undefined || first.attrs.type === 'error') await judgeRecovery(romeo, juliet, story);

        // It may have come while smaller ones went through.
        const [arrived] = juliet.received(sent);
        if (arrived) {
          expectWhole(arrived, sent);
          continue;
        }
        const [error] = romeo.received(errorTo(sent));
        await story.should(implied('The sender learns of a stanza that the other server refused'), () => {
          expect(error && 'an error', `what came of ${bytes} bytes`).to.equal('an error');
        });
        if (error) await judgeRefusal(error, story);
        return;
      }
      story.notApplicable(`a message of ${sizes.at(-1) ?? 0} bytes came whole: no such limit`);
    },
  );
});
