import {
  advisory,
  describe,
  drop,
  dropLater,
  duplicate,
  type Element,
  expect,
  leak,
  ns,
  online,
  type Requirement,
  retext,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { acquainted } from './acquainted.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

/** No text says so outright: what breaks it is reported as a warning. */
const once: Requirement = { ...rfc6120.should('10.1', 'What is sent once arrives once'), level: 'policy' };

const types = ['chat', 'normal', 'headline', 'groupchat', 'error'];

const messageOf = (type: string, to: string): Element =>
  type === 'error'
    ? xml`<message to="${to}" type="error"><error type="cancel"><gone xmlns="${ns.stanzas}"/></error></message>`
    : xml`<message to="${to}" type="${type}"><body>A ${type}</body></message>`;

describe('Text messages', '7(2)(a)(i)', () => {
  scenario(
    'delivers a chat message to the only available resource of a remote contact',
    {
      id: 'rfc6121.8.5.2.1.1.remote-chat',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'If the only available resource has a non-negative priority, deliver the message to it',
      ),
      covers: ['RFC6121-8.5.2.1.1-1', 'MSG-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: acquainted('romeo', 'juliet'),
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
      covers: ['RFC6121-8.5.2.1.1-1', 'MSG-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer', { priority: 5 }) },
      accountable: 'recipientServer',
      subscribed: acquainted('romeo', 'juliet'),
      fault: [drop('message'), dropLater('message'), advisory(duplicate('message'))],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const normal = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="normal"><body>Good morrow</body></message>`,
      );
      const untyped = await romeo.send(xml`<message to="${juliet.bareJid}"><body>Good even</body></message>`);

      await expect(juliet).to.receive(normal);
      await expect(juliet).to.receive(untyped);

      await romeo.fence(juliet);
      const times = [normal, untyped].map((sent) => juliet.received(sent).length);
      await story.should(once, () => expect(times, 'how often each of the two came').to.deep.equal([1, 1]));
    },
  );

  scenario(
    'delivers messages of every type to the resource that the full JID names, whatever the priorities',
    {
      id: 'rfc6121.8.5.3.1.full-jid',
      requirement: rfc6121.must(
        '8.5.3.1',
        'A message to a full JID that an available or connected resource matches MUST be delivered to that resource',
      ),
      covers: ['RFC6121-8.5.3.1-3', 'MSG-02'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 10 }),
        chamber: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted('romeo', 'juliet'),
      fault: [
        // Servers may leave out the type that is the default.
        ...types.map((type) => drop('message', { type: type === 'normal' ? /^(normal)?$/ : type }, 'chamber')),
        ...['chat', 'headline', 'groupchat', 'error'].map((type) => advisory(leak('message', 'juliet', { type }))),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      if (chamber.priority >= 0) story.note('the server has turned the negative priority into another one');
      const all = await Promise.all(types.map((type) => romeo.send(messageOf(type, chamber.fullJid))));

      for (const sent of all) await expect(chamber).to.receive(sent);

      await romeo.fence(juliet);
      const copies = all
        .filter((sent) => juliet.received(sent).length > 0)
        .map(({ stanza }) => String(stanza.attrs.type));
      const alone = rfc6121.must('8.5.3.1', 'The message goes to that resource (graded as a warning: it came there)');
      await story.should(alone, () =>
        expect(
          copies.filter((type) => type !== 'chat'),
          'messages at the other resource too',
        ).to.deep.equal([]),
      );
      const notAll = rfc6121.shouldNot(
        '8.5.4',
        'A server SHOULD NOT deliver a chat message to all resources unless clients can opt in, as none has here',
      );
      await story.should(notAll, () => expect(copies, 'messages at the other resource too').not.to.include('chat'));
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
      covers: 'RFC6121-8.5.2.1.1-3',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 1 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted('romeo', 'juliet'),
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
      covers: ['RFC6121-8.5.2.1.1-8', 'MSG-15'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      fault: types.map((type) => leak('message', 'chamber', { type })),
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber }, story) => {
      if (chamber.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${chamber.priority}`);
      const all = await Promise.all(types.map((type) => romeo.send(messageOf(type, juliet.bareJid))));
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
      covers: ['RFC6120-8.1.1.1-1', 'MSG-04'],
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
