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
import { copyOf, copyTo, expectOriginal, meantAsCopyOf, wrapper, xep0280 } from './copies.ts';

const given = {
  romeo: online('senderServer'),
  juliet: online('recipientServer'),
  chamber: online('recipientServer'),
};

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'copies a message for one resource to each other one that wants copies, once',
    {
      id: 'xep0280.7.copied-to-other-resource',
      requirement: xep0280.should(
        '7',
        'inbound',
        'The server delivers a forwarded copy to each resource with Carbons enabled that did not receive the message',
      ),
      covers: ['XEP0280-7-1', 'MSG-25'],
      given: { ...given, orchard: online('recipientServer') },
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: [drop('message', {}, 'chamber'), drop('message', {}, 'orchard'), duplicate('message', {}, 'chamber')],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber, orchard }, story) => {
      const others = [chamber, orchard];
      await enableCopies(story, juliet, ...others);
      const sent = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>What man art thou?</body></message>`,
      );

      for (const other of others) await expect(other).to.receive(copyOf(sent));

      await juliet.receive(sent);
      for (const other of others) {
        await romeo.fenceCarbon(juliet, other);
        expect(other.received(copyOf(sent)), `copies at ${other.name}`).to.have.lengthOf(1);
        expect(other.received(sent).map(String), `the message itself, at ${other.name}`).to.deep.equal([]);
      }
    },
  );

  scenario(
    'wraps the copy of a received message as one, from the own account, with the message whole',
    {
      id: 'xep0280.7.wrapper',
      requirement: xep0280.must(
        '7',
        'inbound',
        "'from' MUST be the user's bare JID, 'to' the full JID of the resource; the content MUST be <received/> with the message",
      ),
      covers: ['XEP0280-7-1', 'MSG-25'],
      given,
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: [
        rewrite('message', { from: 'juliet@capulet.example' }, wrapper, 'chamber'),
        rewrite('message', { to: 'juliet@capulet.example/balcony' }, wrapper, 'chamber'),
        rename('received', 'sent', 'chamber'),
        rename('forwarded', 'original', 'chamber'),
        undeclare('forwarded', 'chamber'),
        retext('body', 'Thou art a villain', 'chamber'),
        retext('thread', 'another', 'chamber'),
        advisory(strip('thread', {}, 'chamber')),
        rewrite('message', { from: 'tybalt@capulet.example/hall' }, { from: /\// }, 'chamber'),
        advisory(rewrite('message', { type: 'headline' }, wrapper, 'chamber')),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, juliet, chamber);
      const sent = await romeo.send(xml`
        <message to="${juliet.fullJid}" type="chat">
          <body>Neither, fair saint</body>
          <thread>0e3141cd80894871a68e6fe6b1ec56fa</thread>
          <vow xmlns="urn:fedcheck:test:vow" by="the moon"/>
        </message>`);

      const copy = await chamber.receive(meantAsCopyOf(sent));

      expect(copy).to.be.like(xml`<message from="${juliet.bareJid}" to="${chamber.fullJid}"/>`);
      expect(copy.getChild('received', ns.carbons), 'received').to.be.like(xml`<received xmlns="${ns.carbons}"/>`);
      const inner = copiedMessage(copy);
      expect(inner).to.be.like(
        xml`<message xmlns="${ns.client}" from="${romeo.fullJid}" to="${juliet.fullJid}" type="chat"/>`,
      );
      await expectOriginal(story, copy, sent);
      const type = xep0280.should(
        '7',
        'inbound',
        "The wrapping message SHOULD maintain the same 'type' attribute value",
      );
      await story.should(type, () => expect(copy).to.be.like(xml`<message type="chat"/>`));
    },
  );

  scenario(
    'gives no copy of a message to the resource that it was addressed to',
    {
      id: 'xep0280.7.none-for-the-addressee',
      requirement: xep0280.mustNot(
        '7',
        'inbound',
        'The receiving server MUST NOT send a forwarded copy to the client that the original was addressed to',
      ),
      covers: 'XEP0280-7-2',
      given,
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: copyTo('juliet', 'received'),
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, juliet, chamber);
      const sent = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>By whose direction?</body></message>`,
      );
      await juliet.receive(sent);
      await romeo.fenceCarbon(chamber, juliet);

      // The other resource may have its copy, so the late ledger, which knows accounts, has no part in this.
      expect(juliet.received(copyOf(sent)).map(String), 'copies at the addressed resource').to.deep.equal([]);
    },
  );

  scenario(
    'gives no copy of a message for the bare JID to a resource that got it anyhow',
    {
      id: 'xep0280.7.none-besides-the-message',
      requirement: xep0280.mustNot(
        '7',
        'inbound',
        'The receiving server MUST NOT send a forwarded copy to a client that receives the original message',
      ),
      covers: 'XEP0280-7-2',
      given,
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: [copyTo('juliet', 'received'), copyTo('chamber', 'received')],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      await enableCopies(story, juliet, chamber);
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>By love, that first did prompt me</body></message>`,
      );
      await Promise.all([romeo.fence(juliet), romeo.fence(chamber)]);
      await Promise.all([romeo.fenceCarbon(chamber, juliet), romeo.fenceCarbon(juliet, chamber)]);

      const seen = [juliet, chamber].map((one) => [one.received(sent).length, one.received(copyOf(sent)).length]);
      story.saw(seen.map(([direct, copies]) => `${String(direct)} direct and ${String(copies)} copied`).join(', '));
      const doubled = seen.filter(([direct = 0, copies = 0]) => direct > 0 && copies > 0);
      expect(doubled, 'resources with the message and a copy of it').to.deep.equal([]);
    },
  );
});
