import { clone, describe, expect, inject, online, rewrite, rfc, scenario, xml } from '../../runners/index.ts';
import { survives } from './still-working.ts';

const rfc6120 = rfc(6120);

describe('Who a message is from', '7(9)', () => {
  scenario(
    'stamps every message with the full JID of the resource that sent it',
    {
      id: 'rfc6120.8.1.2.1.from-added',
      requirement: rfc6120.must(
        '8.1.2.1',
        "The server MUST add a 'from' attribute whose value is the full JID of the connected resource that generated the stanza",
      ),
      covers: ['RFC6120-8.1.2.1-1', 'MSG-11'],
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [rewrite('message', { from: 'romeo@montague.example/orchard' }), rewrite('message', { from: '' })],
      impact: 'degraded',
    },
    async ({ romeo, orchard, juliet }) => {
      for (const sender of [romeo, orchard]) {
        const sent = await sender.send(xml`<message to="${juliet.bareJid}" type="chat"><body>'Tis I</body></message>`);

        const received = await juliet.receive(sent);

        expect(received).to.be.like(xml`<message from="${sender.fullJid}"/>`);
      }
    },
  );

  scenario(
    'lets no message out under an address that its sender made up',
    {
      id: 'rfc6120.8.1.2.1.from-forged',
      requirement: rfc6120.must(
        '8.1.2.1',
        "The server MUST override the 'from' attribute specified by the client with the JID that it determined",
      ),
      covers: ['RFC6120-8.1.2.1-1', 'MSG-11'],
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      accountable: 'senderServer',
      fault: inject('the message under its forged address', 'juliet', { sends: 'message', by: 'romeo' }, (sent) =>
        clone(sent),
      ),
      impact: 'degraded',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      for (const forged of [
        romeo.bareJid,
        mercutio.fullJid,
        mercutio.bareJid,
        juliet.fullJid,
        romeo.domain,
        'tybalt@capulet.invalid/vault',
        `${romeo.bareJid}/forged`,
      ]) {
        const sent = await romeo.send(
          xml`<message from="${forged}" to="${juliet.bareJid}" type="chat"><body>I am another</body></message>`,
        );
        // The server may close the stream instead (RFC 6120, section 4.9.3.9); its end is then seen here.
        if (!(await survives(romeo))) {
          story.saw('stream closed');
          await romeo.comeOnline();
        }
        await romeo.fence(juliet);

        const arrived = juliet.received(sent);
        if (arrived.length > 0) story.saw('address overridden');
        for (const stanza of arrived) expect(stanza).to.be.like(xml`<message from="${sent.from}"/>`);
      }
    },
  );

  scenario(
    'lets no request out under an address of another domain that a client claims',
    {
      id: 'rfc6120.8.1.2.1.request-from-forged',
      requirement: rfc6120.must(
        '8.1.2.1',
        "The server MUST override the 'from' attribute specified by the client with the JID that it determined",
      ),
      covers: 'RFC6120-8.1.2.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      subscribed: [['romeo', 'juliet']],
      fault: inject('the request under its forged address', 'juliet', { sends: 'iq', by: 'romeo' }, (sent) =>
        clone(sent),
      ),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<iq from="${juliet.bareJid}" to="${juliet.fullJid}" type="set"><query xmlns="jabber:iq:roster"><item jid="tybalt@capulet.invalid"/></query></iq>`,
      );
      if (!(await survives(romeo))) await romeo.comeOnline();
      await romeo.fence(juliet);

      for (const stanza of juliet.received(sent)) expect(stanza).to.be.like(xml`<iq from="${sent.from}"/>`);
    },
  );
});
