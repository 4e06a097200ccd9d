import { describe, drop, fresh, ns, offline, online, rfc, scenario, xml } from '../../runners/index.ts';
import { keptOrRefused } from './storing.ts';

describe('Invitations to a group', '7(2)(b)(i)', () => {
  scenario(
    'keeps a direct invitation for somebody off-line, or refuses it',
    {
      id: 'rfc6121.8.5.2.2.1.invitation-kept-or-refused',
      requirement: rfc(6121).should(
        '8.5.2.2.1',
        'A message of type normal for who is off-line is stored, or an error is returned; here an invitation (XEP-0249)',
      ),
      covers: ['RFC6121-8.5.2.2.1-1', 'MUC-23'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      accountable: 'recipientServer',
      fault: drop('message', {}, 'juliet'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const orchard = `orchard-${fresh()}@conference.${romeo.domain}`;
      const invite = xml`<x xmlns="${ns.directInvitation}" jid="${orchard}" reason="A fair assembly"/>`;
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}">${invite}<torch xmlns="urn:example:opaque"/></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      await keptOrRefused(story, sent, romeo, juliet);
    },
  );
});
