import {
  advisory,
  copiedMessage,
  describe,
  drop,
  duplicate,
  enableCopies,
  expect,
  ns,
  online,
  rename,
  retext,
  rewrite,
  scenario,
  strip,
  undeclare,
  xml,
} from '../../runners/index.ts';
import { copyOf, copyTo, expectNoCopies, expectOriginal, meantAsCopyOf, wrapper, xep0280 } from './copies.ts';

const given = {
  romeo: online('senderServer'),
  study: online('senderServer'),
  juliet: online('recipientServer'),
};

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'copies a sent message to each other resource of the sender that wants copies, once',
    {
      id: 'xep0280.8.copied-to-own-resource',
      requirement: xep0280.should(
        '8',
        'outbound',
        'The sending server delivers a forwarded copy to each Carbons-enabled resource of the sender but the sending one',
      ),
      covers: ['XEP0280-8-1', 'MSG-26'],
      given: { ...given, orchard: online('senderServer') },
      accountable: 'senderServer',
      needs: { senderServer: ns.carbons },
      fault: [drop('message', {}, 'study'), drop('message', {}, 'orchard'), duplicate('message', {}, 'study')],
      impact: 'degraded',
    },
    async ({ romeo, study, orchard, juliet }, story) => {
      const others = [study, orchard];
      await enableCopies(story, romeo, ...others);
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>I have night's cloak</body></message>`,
      );

      for (const other of others) await expect(other).to.receive(copyOf(sent));

      await juliet.receive(sent);
      for (const other of others) {
        await romeo.fenceCarbon(juliet, other);
        expect(other.received(copyOf(sent)), `copies at ${other.name}`).to.have.lengthOf(1);
      }
    },
  );

  scenario(
    'gives the sending resource no copy of what it sent',
    {
      id: 'xep0280.8.none-for-the-sender',
      requirement: xep0280.shouldNot(
        '8',
        'outbound',
        'The sending server SHOULD NOT send a forwarded copy to the sending full JID if it has Carbons enabled',
      ),
      covers: 'XEP0280-8-1',
      given,
      accountable: 'senderServer',
      needs: { senderServer: ns.carbons },
      fault: copyTo('romeo', 'sent'),
      impact: 'degraded',
    },
    async ({ romeo, study, juliet }, story) => {
      await enableCopies(story, romeo, study);
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>And but thou love me</body></message>`,
      );
      await juliet.receive(sent);
      await juliet.fenceCarbon(study, romeo);

      expectNoCopies(romeo, [sent]);
    },
  );

  scenario(
    'wraps the copy of a sent message as one, from the own account, with the message whole',
    {
      id: 'xep0280.8.wrapper',
      requirement: xep0280.must(
        '8',
        'outbound',
        "'from' MUST be the user's bare JID; the content MUST be <sent/> with the forwarded original message",
      ),
      covers: ['XEP0280-8-1', 'MSG-26'],
      given,
      accountable: 'senderServer',
      needs: { senderServer: ns.carbons },
      fault: [
        rewrite('message', { from: 'romeo@montague.example' }, wrapper, 'study'),
        rename('sent', 'received', 'study'),
        rename('forwarded', 'original', 'study'),
        undeclare('forwarded', 'study'),
        retext('body', 'Thou art a villain', 'study'),
        rewrite('vow', { by: 'the sun' }, {}, 'study'),
        advisory(strip('vow', {}, 'study')),
        advisory(rewrite('message', { to: 'romeo@montague.example/garden' }, wrapper, 'study')),
        advisory(rewrite('message', { type: 'headline' }, wrapper, 'study')),
      ],
      impact: 'degraded',
    },
    async ({ romeo, study, juliet }, story) => {
      await enableCopies(story, study);
      const sent = await romeo.send(xml`
        <message to="${juliet.fullJid}" type="chat">
          <body>Let them find me here</body>
          <vow xmlns="urn:fedcheck:test:vow" by="the moon"/>
        </message>`);

      const copy = await study.receive(meantAsCopyOf(sent));

      expect(copy).to.be.like(xml`<message from="${romeo.bareJid}"/>`);
      expect(copy.getChild('sent', ns.carbons), 'sent').to.be.like(xml`<sent xmlns="${ns.carbons}"/>`);
      const inner = copiedMessage(copy);
      expect(inner).to.be.like(xml`<message xmlns="${ns.client}" to="${juliet.fullJid}" type="chat"/>`);
      await expectOriginal(story, copy, sent);
      const address = xep0280.should('8', 'outbound', "'to' SHOULD be the full JID of the resource receiving the copy");
      await story.should(address, () => expect(copy).to.be.like(xml`<message to="${study.fullJid}"/>`));
      const type = xep0280.should(
        '8',
        'outbound',
        "The wrapping message SHOULD maintain the same 'type' attribute value",
      );
      await story.should(type, () => expect(copy).to.be.like(xml`<message type="chat"/>`));
    },
  );
});
