import { describe, type Element, enableCopies, ns, online, scenario, xml } from '../../runners/index.ts';
import { copyTo, expectNoCopies, xep0280 } from './copies.ts';

const secret = (to: string): Element => xml`
  <message to="${to}" type="chat">
    <body>Conceal me what I am</body>
    <private xmlns="${ns.carbons}"/>
    <no-copy xmlns="${ns.hints}"/>
  </message>`;

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'copies a message that is marked as private to no other resource of its sender',
    {
      id: 'xep0280.9.private-at-the-sender',
      requirement: xep0280.mustNot(
        '9',
        'avoiding',
        'The sending server MUST NOT deliver a private message to the other Carbons-enabled resources of the sender',
      ),
      covers: ['XEP0280-9-1', 'MSG-27'],
      given: { romeo: online('senderServer'), study: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      needs: { senderServer: ns.carbons },
      fault: copyTo('study', 'sent'),
      impact: 'degraded',
    },
    async ({ romeo, study, juliet }, story) => {
      await enableCopies(story, study);
      const sent = await romeo.send(secret(juliet.fullJid));
      await juliet.receive(sent);
      await romeo.fenceCarbon(juliet, study);

      expectNoCopies(study, [sent]);
    },
  );

  scenario(
    'copies a message that is marked as private to no other resource of its recipient',
    {
      id: 'xep0280.9.private-at-the-recipient',
      requirement: xep0280.mustNot(
        '9',
        'avoiding',
        'The receiving server MUST NOT deliver a private message to the other Carbons-enabled resource of the recipient',
      ),
      covers: ['XEP0280-9-1', 'MSG-27'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: copyTo('chamber', 'received'),
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, chamber);
      const sent = await romeo.send(secret(juliet.fullJid));
      await juliet.receive(sent);
      await romeo.fenceCarbon(juliet, chamber);

      expectNoCopies(chamber, [sent]);
    },
  );
});
