import {
  advisory,
  describe,
  drop,
  type Element,
  expect,
  inject,
  ns,
  offline,
  online,
  replyTo,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { compareWithFeature, keptOrRefused } from './storing.ts';

const rfc6121 = rfc(6121);

/** What may be done to a stranger is a matter of policy (section 8.1). */
const subscribed = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'keeps or refuses a chat message to a user who is off-line',
    {
      id: 'rfc6121.8.5.2.2.1.chat-kept-or-refused',
      requirement: rfc6121.should(
        '8.5.2.2.1',
        'A chat message to a user without resources is stored offline, or an error is returned',
      ),
      covers: ['RFC6121-8.5.2.2.1-1', 'ARC-01'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [drop('message'), advisory(inject('another error', 'romeo', { sends: 'message' }, gone))],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>O blessed, blessed night!</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      await keptOrRefused(story, sent, romeo, juliet);
      await compareWithFeature(story, juliet);
    },
  );

  scenario(
    'keeps or refuses a message of type normal to a user who is off-line',
    {
      id: 'rfc6121.8.5.2.2.1.normal-kept-or-refused',
      requirement: rfc6121.should(
        '8.5.2.2.1',
        'A normal message to a user without resources is stored offline, or an error is returned',
      ),
      covers: ['RFC6121-8.5.2.2.1-1', 'ARC-01'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: drop('message'),
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}"><subject>Tonight</subject><body>Being in night, all this is but a dream.</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      await keptOrRefused(story, sent, romeo, juliet);
    },
  );

  scenario(
    'keeps or refuses a chat message to a resource that has gone',
    {
      id: 'rfc6121.8.5.3.2.1.gone-resource',
      requirement: rfc6121.must(
        '8.5.3.2.1',
        'A chat message to a full JID of a user without resources is stored offline, or an error is returned',
      ),
      covers: ['RFC6121-8.5.3.2.1-3', 'MSG-03'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      subscribed,
      accountable: 'recipientServer',
      fault: drop('message'),
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}/balcony" type="chat"><body>Art thou gone so?</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      await keptOrRefused(story, sent, romeo, juliet);
    },
  );

  scenario(
    'keeps or refuses the messages of several senders alike',
    {
      id: 'rfc6121.8.5.2.2.1.several-senders',
      requirement: rfc6121.should(
        '8.5.2.2.1',
        'A chat message to a user without resources is stored offline, or an error is returned',
      ),
      covers: ['RFC6121-8.5.2.2.1-1', 'ARC-01'],
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: offline('recipientServer'),
      },
      accountable: 'recipientServer',
      fault: drop('message'),
      impact: 'blocking',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      const fromRomeo = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>By yonder blessed moon</body></message>`,
      );
      const fromMercutio = await mercutio.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>A plague on both your houses</body></message>`,
      );
      await Promise.all([romeo.fenceDomain(juliet.domain), mercutio.fenceDomain(juliet.domain)]);
      await juliet.comeOnline();

      await keptOrRefused(story, fromRomeo, romeo, juliet);
      await keptOrRefused(story, fromMercutio, mercutio, juliet);
    },
  );

  scenario(
    'answers a request to a user who is off-line on behalf of the account',
    {
      id: 'rfc6121.8.5.2.2.3.request-answered',
      requirement: rfc6121.must(
        '8.5.2.2.3',
        'For an IQ to a user without resources, the server itself MUST reply on behalf of the user',
      ),
      covers: 'RFC6120-8.2.3-1',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      subscribed,
      accountable: 'recipientServer',
      fault: drop('iq'),
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<iq type="get" to="${juliet.bareJid}"><query xmlns="urn:example:unknown"/></iq>`,
      );

      const reply = await expect(romeo).to.receive(replyTo(sent));

      const byPolicy = ['not-allowed', 'forbidden'].some((one) => reply.getChild('error')?.getChild(one, ns.stanzas));
      if (byPolicy) story.refused(reply);
      expect(reply).to.be.a.stanzaError('service-unavailable');
    },
  );
});

function gone({ attrs }: Element): Element {
  return xml`
    <message from="${attrs.to}" id="${attrs.id}" type="error">
      <error type="cancel"><gone xmlns="${ns.stanzas}"/></error>
    </message>`;
}
