import {
  describe,
  drop,
  type Element,
  enableCopies,
  errorTo,
  expect,
  type Fault,
  ns,
  online,
  rewrite,
  scenario,
  type Sent,
  type Session,
  type Story,
  strip,
  undeclare,
  xml,
} from '../../runners/index.ts';
import { copyOf, expectOriginal, wrapper, xep0280 } from './copies.ts';
import { acquainted, chat } from './payloads.ts';

const rules = 'urn:xmpp:carbons:rules:0';
const eligible = 'Eligible is a message of type chat, with a body or without';
const recommended = xep0280.should('6.1', 'recommended-rules', eligible);
const promised = xep0280.must('6.2', 'mandatory-support', `${eligible}, where carbons:rules:0 is advertised`);

/** What apps say without a text: a reaction, that a message was read, a call. */
const payloads = {
  'a reaction': xml`<reactions xmlns="urn:xmpp:reactions:0" id="richard2-4.1.247"><reaction>${'\u{1F44D}'}</reaction></reactions>`,
  'a displayed marker': xml`<displayed xmlns="urn:xmpp:chat-markers:0" id="richard2-4.1.247"/>`,
  'a call': xml`
    <propose xmlns="urn:xmpp:jingle-message:0" id="ca3cf894-5325-482f-a412-a6e9f832298d">
      <description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/>
    </propose>`,
} as const;

/** Judges that the observer gets a copy of each, with its content whole; what was refused or lost need not be copied. */
async function copiedWhole(story: Story, romeo: Session, juliet: Session, observer: Session): Promise<void> {
  await enableCopies(story, observer);
  const all = await Promise.all(
    Object.entries(payloads).map(
      async ([name, payload]) => [name, await romeo.send(chat(juliet.fullJid, payload))] as const,
    ),
  );

  const copied = async (sent: Sent): Promise<Element> => {
    if (observer.bareJid === juliet.bareJid) await juliet.receive(sent);
    return await expect(observer).to.receive(copyOf(sent));
  };
  const refusals: Element[] = [];
  const judged = all.map(([name, sent]) => {
    const judge = async (): Promise<void> => {
      const [outcome, stanza] = await story.either({
        copied: copied(sent),
        refused: romeo.receive(errorTo(sent)),
      });
      if (outcome === 'refused') refusals.push(stanza);
      else await expectOriginal(story, stanza, sent);
    };
    return [name, judge] as const;
  });
  await story.parts(Object.fromEntries(judged));
  if (refusals[0]) story.refused(refusals[0]);
}

const damage = (at: string): readonly Fault[] => [
  drop('message', { ...wrapper, type: 'chat' }, at),
  strip('reaction', {}, at),
  rewrite('displayed', { id: 'another' }, {}, at),
  undeclare('description', at),
];

const recipients = {
  given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
  accountable: 'recipientServer',
  covers: 'MSG-25',
  subscribed: acquainted,
  impact: 'degraded',
} as const;

const senders = {
  given: { romeo: online('senderServer'), study: online('senderServer'), juliet: online('recipientServer') },
  accountable: 'senderServer',
  covers: 'MSG-26',
  subscribed: acquainted,
  impact: 'degraded',
} as const;

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'copies received reactions, markers and calls, which have no text, whole',
    {
      ...recipients,
      id: 'xep0280.6.1.without-text-received',
      requirement: recommended,
      needs: { recipientServer: ns.carbons },
      fault: damage('chamber'),
    },
    ({ romeo, juliet, chamber }, story) => copiedWhole(story, romeo, juliet, chamber),
  );

  scenario(
    'copies received reactions, markers and calls where it promises to copy them',
    {
      ...recipients,
      id: 'xep0280.6.2.without-text-received',
      requirement: promised,
      needs: { recipientServer: rules },
      fault: damage('chamber'),
    },
    ({ romeo, juliet, chamber }, story) => copiedWhole(story, romeo, juliet, chamber),
  );

  scenario(
    'copies sent reactions, markers and calls, which have no text, whole',
    {
      ...senders,
      id: 'xep0280.6.1.without-text-sent',
      requirement: recommended,
      needs: { senderServer: ns.carbons },
      fault: damage('study'),
    },
    ({ romeo, juliet, study }, story) => copiedWhole(story, romeo, juliet, study),
  );

  scenario(
    'copies sent reactions, markers and calls where it promises to copy them',
    {
      ...senders,
      id: 'xep0280.6.2.without-text-sent',
      requirement: promised,
      needs: { senderServer: rules },
      fault: damage('study'),
    },
    ({ romeo, juliet, study }, story) => copiedWhole(story, romeo, juliet, study),
  );
});
