import { describe, drop, expect, online, rewrite, rfc, scenario, strip, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);
/** That of strangers may be kept back: section 8 is "not meant to override any such local service policies" (8.1). */
const mutual = [
  ['romeo', 'juliet'],
  ['juliet', 'romeo'],
] as const;

describe('Presence shown to one person', '7(2)(a)(i)', () => {
  scenario(
    'delivers presence directed to a full JID to that resource, complete',
    {
      id: 'rfc6121.8.5.3.1.directed-presence-to-full-jid',
      requirement: rfc6121.must(
        '8.5.3.1',
        'Presence without type for a full JID that matches a resource is delivered to that resource',
      ),
      covers: 'RFC6121-8.5.3.1-7',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: mutual,
      accountable: 'recipientServer',
      fault: [drop('presence'), strip('show')],
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.fullJid}"><show>chat</show></presence>`);

      const received = await expect(juliet).to.receive(directed);

      expect(received).to.be.like(xml`<presence from="${romeo.fullJid}"><show>chat</show></presence>`);
    },
  );

  scenario(
    'delivers presence directed to a bare JID to every available resource',
    {
      id: 'rfc6121.8.5.2.1.2.directed-presence-to-every-resource',
      requirement: rfc6121.must(
        '8.5.2.1.2',
        'Presence without type or of type unavailable for a bare JID is delivered to all available resources',
      ),
      covers: 'RFC6121-8.5.2.1.2-1',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      subscribed: mutual,
      accountable: 'recipientServer',
      fault: [
        drop('presence', {}, 'juliet'),
        drop('presence', {}, 'chamber'),
        drop('presence', { type: 'unavailable' }, 'juliet'),
        drop('presence', { type: 'unavailable' }, 'chamber'),
      ],
    },
    async ({ romeo, juliet, chamber }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);
      await expect(juliet).to.receive(directed);
      await expect(chamber).to.receive(directed);

      const withdrawn = await romeo.send(xml`<presence to="${juliet.bareJid}" type="unavailable"/>`);
      await expect(juliet).to.receive(withdrawn);
      await expect(chamber).to.receive(withdrawn);
    },
  );

  scenario(
    'leaves the bare JID to which presence was directed as it is',
    {
      id: 'rfc6121.8.5.2.1.2.to-not-rewritten',
      requirement: rfc6121.mustNot(
        '8.5.2.1.2',
        "The server does not rewrite the 'to' attribute of presence for a bare JID",
      ),
      covers: ['RFC6121-8.5.2.1.2-2', 'RFC6120-8.1.1.1-1'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      fault: [
        rewrite('presence', { to: 'juliet@capulet.example/balcony' }, {}, 'juliet'),
        rewrite('presence', { to: 'juliet@capulet.example/balcony' }, {}, 'chamber'),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet, chamber }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);

      const [received, other] = await Promise.all([juliet.receive(directed), chamber.receive(directed)]);

      expect(received).to.be.like(xml`<presence to="${juliet.bareJid}"/>`);
      expect(other).to.be.like(xml`<presence to="${juliet.bareJid}"/>`);
    },
  );
});
