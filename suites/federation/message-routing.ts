import { describe, drop, expect, leak, online, retext, rewrite, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'delivers a chat message to the only available resource of a remote contact',
    {
      id: 'rfc6121.8.5.2.1.1.remote-chat',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'If the only available resource has a non-negative priority, deliver the message to it',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [drop('message'), retext('body', 'Thou art not there')],
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Art thou there?</body></message>`,
      );

      const received = await expect(juliet).to.receive(sent);

      expect(received).to.be.like(xml`<message from="${romeo.fullJid}"><body>Art thou there?</body></message>`);
    },
  );

  scenario(
    'delivers messages of type normal, and of no type, to the only available resource',
    {
      id: 'rfc6121.8.5.2.1.1.remote-normal',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'If there is one available resource with a non-negative priority, deliver the message to it',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer', { priority: 5 }) },
      accountable: 'recipientServer',
      fault: drop('message'),
      impact: 'blocking',
    },
    async ({ romeo, juliet }) => {
      const normal = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="normal"><body>Good morrow</body></message>`,
      );
      const untyped = await romeo.send(xml`<message to="${juliet.bareJid}"><body>Good even</body></message>`);

      await expect(juliet).to.receive(normal);
      await expect(juliet).to.receive(untyped);
    },
  );

  scenario(
    'delivers chat messages, normal ones and headlines to the resource that the full JID names, whatever the priorities',
    {
      id: 'rfc6121.8.5.3.1.full-jid',
      requirement: rfc6121.must(
        '8.5.3.1',
        'A message to a full JID that an available or connected resource matches MUST be delivered to that resource',
      ),
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 10 }),
        chamber: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      fault: [drop('message', { type: 'chat' }), drop('message', { type: 'headline' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const types = ['chat', 'normal', 'headline'];
      const all = await Promise.all(
        types.map((type) =>
          romeo.send(xml`<message to="${chamber.fullJid}" type="${type}"><body>A ${type}</body></message>`),
        ),
      );

      for (const sent of all) await expect(chamber).to.receive(sent);

      await romeo.fence(juliet);
      const copies = all
        .filter((sent) => juliet.received(sent).length > 0)
        .map(({ stanza }) => String(stanza.attrs.type));
      if (copies.length > 0) story.note(`the other resource was given a copy of each ${copies.join(', ')}`);
    },
  );

  scenario(
    'delivers a message to the bare JID to at least one of several available resources',
    {
      id: 'rfc6121.8.5.2.1.1.several-resources',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'Deliver to the most available resource or resources, or to all non-negative ones',
      ),
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 1 }),
      },
      accountable: 'recipientServer',
      fault: drop('message'),
      impact: 'blocking',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="normal"><body>Which of thee?</body></message>`,
      );

      await story.either({
        'the resource with the higher priority': expect(juliet).to.receive(sent),
        'the resource with the lower priority': expect(chamber).to.receive(sent),
      });
    },
  );

  scenario(
    'gives no message for the bare JID to a resource with negative priority',
    {
      id: 'rfc6121.8.5.2.1.1.negative-priority',
      requirement: rfc6121.mustNot(
        '8.5.2.1.1',
        'For any message type the server MUST NOT deliver to an available resource with a negative priority',
      ),
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      fault: [leak('message', 'chamber', { type: 'chat' }), leak('message', 'chamber', { type: 'headline' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      if (chamber.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${chamber.priority}`);
      const types = ['chat', 'normal', 'headline'];
      const all = await Promise.all(
        types.map((type) =>
          romeo.send(xml`<message to="${juliet.bareJid}" type="${type}"><body>A ${type}</body></message>`),
        ),
      );
      await romeo.fence(chamber);

      // The account itself may have them, so the late ledger, which knows accounts, has no part in this.
      const got = all.flatMap((sent) => chamber.received(sent));
      expect(got.map(String), 'messages at the resource of negative priority').to.deep.equal([]);
    },
  );

  scenario(
    'keeps the address that a message was sent to: bare stays bare, full stays full',
    {
      id: 'rfc6120.8.1.1.1.to-unchanged',
      requirement: rfc6120.mustNot(
        '8.1.1.1',
        "The server MUST NOT modify the 'to' address before delivering the stanza to the client",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [rewrite('message', { to: 'juliet@capulet.example/balcony' }), rewrite('message', { to: '' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const toBare = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>To all of thee</body></message>`,
      );
      const toFull = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>To thee alone</body></message>`,
      );

      const [bare, full] = [await juliet.receive(toBare), await juliet.receive(toFull)];

      expect(bare).to.be.like(xml`<message to="${juliet.bareJid}"/>`);
      expect(full).to.be.like(xml`<message to="${juliet.fullJid}"/>`);
    },
  );
});
