import { describe, drop, errorTo, expect, leak, online, rename, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);

describe('Addresses', '7(2)(a)(i)', () => {
  scenario(
    'gives a message without an address to its sender, and to nobody else',
    {
      id: 'rfc6120.10.3.1.message-without-to',
      requirement: rfc6120.must(
        '10.3.1',
        "A message without 'to' MUST be treated as if it were addressed to the bare JID of its sender",
      ),
      covers: 'RFC6120-10.3.1-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      fault: [drop('message'), leak('message', 'juliet')],
      impact: 'degraded',
    },
    async ({ romeo, orchard, juliet }, story) => {
      const sent = await romeo.send(xml`<message type="chat"><body>With love's light wings</body></message>`);

      await story.either({
        'the resource that sent it': expect(romeo).to.receive(sent),
        'the other resource': expect(orchard).to.receive(sent),
      });

      await romeo.fence(juliet);
      expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'answers a request without an address on behalf of the account, and gives it to nobody else',
    {
      id: 'rfc6120.10.3.3.request-without-to',
      requirement: rfc6120.must(
        '10.3.3',
        "An IQ without 'to' in a namespace that the server does not understand MUST be refused with service-unavailable",
      ),
      covers: 'RFC6120-10.3.1-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      fault: [
        drop('iq'),
        rename('service-unavailable', 'feature-not-implemented'),
        leak('iq', 'juliet', { type: 'get' }),
        leak('iq', 'orchard', { type: 'set' }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, orchard, juliet }) => {
      for (const type of ['get', 'set']) {
        const sent = await romeo.send(xml`<iq type="${type}"><ask xmlns="urn:fedcheck:test:request"/></iq>`);

        const error = await expect(romeo).to.receive(errorTo(sent));

        expect(error).to.be.stanzaError('service-unavailable');
        for (const other of [orchard, juliet]) {
          await romeo.fence(other);
          expect(other).not.to.have.received(sent);
        }
      }
    },
  );
});
