import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  inject,
  ns,
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { acquainted } from './payloads.ts';

const rfc6121 = rfc(6121);

const refused = (condition: string): ReturnType<typeof inject> =>
  inject(
    `the error ${condition}`,
    'romeo',
    { sends: 'message', by: 'romeo' },
    ({ attrs }) => xml`
      <message from="${attrs.to}" id="${attrs.id}" type="error">
        <error type="cancel"><${condition} xmlns="${ns.stanzas}"/></error>
      </message>`,
  );

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'delivers a message to a resource that is connected and has sent no presence',
    {
      id: 'rfc6121.8.5.3.1.connected-resource',
      requirement: rfc6121.must(
        '8.5.3.1',
        'If an available or connected resource exactly matches the full JID, deliver the message to the resource',
      ),
      covers: 'RFC6121-8.5.3.1-5',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { silent: true }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [drop('message', {}, 'chamber'), advisory(refused('service-unavailable'))],
      impact: 'degraded',
    },
    async ({ romeo, chamber }, story) => {
      const sent = await romeo.send(
        xml`<message to="${chamber.fullJid}" type="chat"><body>Speak, and be silent</body></message>`,
      );

      const [outcome] = await story.either({
        delivered: expect(chamber).to.receive(sent),
        refused: romeo.receive(errorTo(sent)),
      });

      const reached = rfc6121.must(
        '8.5.3.1',
        'A message to a connected resource is delivered (graded as a warning: the sender learns that it was not)',
      );
      await story.should(reached, () => expect(outcome, 'what became of the message').to.equal('delivered'));
    },
  );

  scenario(
    'treats a message of no type, or of one that nobody knows, like one of type normal',
    {
      id: 'rfc6121.5.2.2.unknown-type',
      requirement: {
        ...rfc6121.should(
          '5.2.2',
          'A message whose type is missing or not understood is considered to be of type normal (implied for servers)',
        ),
        level: 'policy',
      },
      covers: 'RFC6121-5.2.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [drop('message'), refused('bad-request'), rewrite('message', { type: 'chat' })],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const untyped = await romeo.send(xml`<message to="${juliet.fullJid}"><body>Of no type</body></message>`);
      const received = await expect(juliet).to.receive(untyped);
      expect([undefined, 'normal'], 'the types that mean normal').to.include(received.attrs.type);

      const odd = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="sonnet"><body>Of its own</body></message>`,
      );
      const [outcome] = await story.either({
        delivered: expect(juliet).to.receive(odd),
        refused: romeo.receive(errorTo(odd)),
      });
      expect(outcome, 'what became of the message of an unknown type').to.equal('delivered');
    },
  );
});

describe('Notices of failed delivery', '7(2)(a)(i)', () => {
  scenario(
    'carries the error with which a client answers a message back to the resource that sent it',
    {
      id: 'rfc6121.8.5.3.1.error-of-client',
      requirement: rfc6121.must('8.5.3.1', 'A message stanza to a matching full JID is delivered to the resource'),
      covers: ['RFC6121-8.5.3.1-6', 'MSG-32'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: acquainted,
      fault: [
        drop('message', { type: 'error' }),
        rename('gone', 'forbidden'),
        rewrite('message', { from: '' }, {}, 'romeo'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`<message to="${juliet.fullJid}" type="chat"><body>Hist!</body></message>`);
      await juliet.receive(sent);
      await juliet.send(xml`
        <message to="${romeo.fullJid}" id="${sent.id}" type="error">
          <error type="cancel"><gone xmlns="${ns.stanzas}"/></error>
        </message>`);

      const error = await expect(romeo).to.receive(errorTo(sent));

      expect(error).to.be.like(xml`<message from="${juliet.fullJid}" to="${romeo.fullJid}"/>`);
      expect(error).to.be.a.stanzaError('gone');
    },
  );
});
