import {
  describe,
  drop,
  enableCopies,
  errorTo,
  expect,
  fresh,
  ns,
  online,
  scenario,
  type Sent,
  type Session,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { copyOf, copyOfError, copyTo, expectNoCopies, wrapper, xep0280 } from './copies.ts';
import { acquainted } from './payloads.ts';

const given = {
  romeo: online('senderServer'),
  study: online('senderServer'),
  juliet: online('recipientServer'),
  chamber: online('recipientServer'),
};
const rules = 'urn:xmpp:carbons:rules:0';
const eligible = 'Eligible are messages of type chat, and those of type normal that contain a body';
const others = 'Those and only those messages that are used for instant messaging SHOULD be delivered as Carbons';
const copied = xep0280.should(
  '6.1',
  'recommended-rules',
  'Eligible is a message of type error that was sent in response to a message that was eligible',
);
const payloads = [
  xml`<received xmlns="urn:xmpp:receipts" id="richard2-4.1.247"/>`,
  xml`<composing xmlns="${ns.chatStates}"/>`,
  xml`<displayed xmlns="urn:xmpp:chat-markers:0" id="richard2-4.1.247"/>`,
];

const sendEach = async (romeo: Session, to: string, types: readonly string[]): Promise<readonly Sent[]> =>
  await Promise.all(
    types.map((type) => romeo.send(xml`<message to="${to}" type="${type}"><body>A ${type}</body></message>`)),
  );

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'copies received messages of type chat, and of type normal with a body',
    {
      id: 'xep0280.6.1.chat-and-normal-received',
      requirement: xep0280.should('6.1', 'recommended-rules', eligible),
      covers: ['XEP0280-6.1-1', 'MSG-25'],
      given,
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: [
        drop('message', { ...wrapper, type: 'chat' }, 'chamber'),
        drop('message', { ...wrapper, type: /^(normal)?$/ }, 'chamber'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, chamber);
      for (const sent of await sendEach(romeo, juliet.fullJid, ['chat', 'normal']))
        await expect(chamber).to.receive(copyOf(sent));
    },
  );

  scenario(
    'copies sent messages of type chat, and of type normal with a body',
    {
      id: 'xep0280.6.1.chat-and-normal-sent',
      requirement: xep0280.should('6.1', 'recommended-rules', eligible),
      covers: ['XEP0280-6.1-1', 'MSG-26'],
      given,
      accountable: 'senderServer',
      needs: { senderServer: ns.carbons },
      fault: [
        drop('message', { ...wrapper, type: 'chat' }, 'study'),
        drop('message', { ...wrapper, type: /^(normal)?$/ }, 'study'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, study, juliet }, story) => {
      await enableCopies(story, study);
      for (const sent of await sendEach(romeo, juliet.fullJid, ['chat', 'normal']))
        await expect(study).to.receive(copyOf(sent));
    },
  );

  scenario(
    'copies no headline and no groupchat message, neither received nor sent',
    {
      id: 'xep0280.6.1.no-headline-no-groupchat',
      requirement: xep0280.should('6.1', 'recommended-rules', others),
      covers: 'XEP0280-6.1-1',
      given,
      accountable: 'both',
      needs: { senderServer: ns.carbons, recipientServer: ns.carbons },
      fault: [
        copyTo('chamber', 'received', { type: 'groupchat' }),
        copyTo('chamber', 'received', { type: 'headline' }),
        copyTo('study', 'sent', { type: 'groupchat' }),
        copyTo('study', 'sent', { type: 'headline' }),
      ],
      impact: 'none',
    },
    async ({ romeo, study, juliet, chamber }, story) => {
      await enableCopies(story, study, chamber);
      const all = await sendEach(romeo, juliet.fullJid, ['groupchat', 'headline']);
      for (const sent of all) await juliet.receive(sent);
      await Promise.all([romeo.fenceCarbon(juliet, chamber), romeo.fenceCarbon(juliet, study)]);

      for (const resource of [chamber, study]) expectNoCopies(resource, all);
    },
  );

  scenario(
    'copies the error with which a sent chat message came back',
    {
      id: 'xep0280.6.1.error-copied',
      requirement: copied,
      covers: 'XEP0280-6.1-1',
      given,
      accountable: 'senderServer',
      needs: { senderServer: ns.carbons },
      fault: drop('message', { type: 'error' }, 'study'),
      impact: 'degraded',
    },
    async ({ romeo, study, juliet }, story) => {
      await enableCopies(story, study);
      const sent = await romeo.send(
        xml`<message to="${fresh()}@${juliet.domain}" type="chat"><body>Is anybody there?</body></message>`,
      );
      if (!(await romeo.receive(errorTo(sent)).catch(unlessAbsent)))
        story.notApplicable('a message to an account that does not exist is ignored, so there is no error to copy');

      await expect(study).to.receive(copyOfError(sent));
    },
  );

  scenario(
    'copies all that it promises to copy',
    {
      id: 'xep0280.6.2.rules-in-full',
      requirement: xep0280.must(
        '6.2',
        'mandatory-support',
        'If carbons:rules:0 is advertised, the rules of section 6.1 must be treated as REQUIRED',
      ),
      covers: ['XEP0280-6.1-1', 'XEP0280-7-1', 'MSG-25'],
      given,
      accountable: 'recipientServer',
      subscribed: acquainted,
      needs: { recipientServer: rules },
      fault: [
        drop('message', { ...wrapper, type: 'chat' }, 'chamber'),
        drop('message', { ...wrapper, type: /^(normal)?$/ }, 'chamber'),
        copyTo('chamber', 'received', { type: 'groupchat' }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, chamber);
      const bodiless = await Promise.all(
        payloads.map((payload) => romeo.send(xml`<message to="${juliet.fullJid}" type="normal">${payload}</message>`)),
      );
      const group = await sendEach(romeo, juliet.fullJid, ['groupchat']);
      for (const sent of await sendEach(romeo, juliet.fullJid, ['chat', 'normal'])) {
        // The server "delivers the message", and copies what it delivers (section 7).
        await juliet.receive(sent);
        await expect(chamber).to.receive(copyOf(sent));
      }
      await romeo.fenceCarbon(juliet, chamber);

      expectNoCopies(chamber, group);
      const typical = xep0280.must(
        '6.1',
        'recommended-rules',
        'Payload typically used in messaging is eligible without a body (graded as a warning: the messages arrived)',
      );
      // What never came to the addressee may have been lost before.
      const arrived = bodiless.filter((sent) => juliet.received(sent).length > 0);
      const missing = arrived.filter((sent) => chamber.received(copyOf(sent)).length === 0);
      await story.should(typical, () =>
        expect(
          missing.map(({ stanza }) => String(stanza.children[0])),
          'content of which there was no copy',
        ).to.deep.equal([]),
      );
    },
  );
});
