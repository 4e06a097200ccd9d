import {
  advisory,
  anyOf,
  closeWith,
  describe,
  drop,
  type Element,
  expect,
  inject,
  online,
  overtake,
  presenceFrom,
  type Requirement,
  rfc,
  scenario,
  streamEnd,
  xml,
} from '../../runners/index.ts';
import { manage, resume, xep0198 } from './managed.ts';

const farewell = rfc(6121).must(
  '4.5.2',
  'When a user has gone, the unavailable presence is broadcast to all contacts who are subscribed to it',
);

/** No text says so outright: what breaks it is reported as a warning. */
const implied = (section: string, sentence: string): Requirement => ({
  ...rfc(6120).should(section, sentence),
  level: 'policy',
});

/** As a server says it that takes a session for over whose connection was cut. */
const flap = ({ bareJid }: { readonly bareJid: string }): Element =>
  xml`<presence from="${bareJid}/gone" type="unavailable"/>`;

describe('Unreliable connections', '', () => {
  scenario(
    'handles what was sent before the stream was closed, and then tells that the user has gone',
    {
      id: 'rfc6120.10.1.last-stanza-before-closing',
      requirement: rfc(6120).must(
        '10.1',
        'Stanzas are processed in order, the one right before the closing tag too; then its sender has gone (RFC 6121, 4.5.2)',
      ),
      covers: 'RFC6120-4.4-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [
        drop('message'),
        drop('presence', { type: 'unavailable' }),
        advisory(overtake('message', 'presence', { type: 'unavailable' })),
        advisory(drop('stream:stream')),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await closeWith(
        romeo,
        xml`<message to="${juliet.bareJid}" type="chat"><body>A thousand times good night!</body></message>`,
      );

      await expect(juliet).to.receive(sent);
      const gone = presenceFrom(romeo.fullJid, 'unavailable');
      await expect(juliet).to.receive(gone);
      const [first] = juliet.received(anyOf(sent, gone));
      await story.should(implied('10.1', 'The message comes before the news that its sender has gone'), () => {
        expect(first?.name, 'what came first').to.equal('message');
      });
      await story.should(implied('4.4', 'The server closes its stream in return'), () =>
        expect(romeo.received(streamEnd), 'closing tags').to.have.length(1),
      );
    },
  );

  scenario(
    'keeps a managed session whose connection was cut, and tells the contacts nothing of it',
    {
      id: 'xep0198.7.session-kept',
      requirement: xep0198.should(
        '7',
        'closure',
        'A stream that was not closed cleanly is unfinished, and the server maintains its session for some time',
      ),
      covers: 'XEP0198-7-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: inject('a farewell', 'juliet', { sends: 'resume' }, (_sent, sender) => flap(sender)),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await manage(romeo, story, { resume: true });
      romeo.cut();

      await resume(romeo, story);

      await romeo.fence(juliet);
      expect(juliet).not.to.have.received(presenceFrom(romeo.bareJid, 'unavailable'));
    },
  );

  scenario(
    'tells that a user has gone who closes a managed session cleanly',
    {
      id: 'rfc6121.4.5.2.managed-session-closed',
      requirement: farewell,
      covers: 'XEP0198-7-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await manage(romeo, story, { resume: true });

      await romeo.stream.close();

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid, 'unavailable'));
    },
  );
});
