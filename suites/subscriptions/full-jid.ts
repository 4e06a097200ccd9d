import { describe, expect, ns, online, presenceFrom, rewrite, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'asks the contact itself when the user names one of its resources',
    {
      id: 'rfc6121.3.1.2.request-to-full-jid',
      requirement: rfc6121.should(
        '3.1.2',
        "A request to a full JID is treated as one to the contact's bare JID, and its 'to' address is modified",
      ),
      covers: 'RFC6121-3.1.2-3',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        rewrite('presence', { to: 'juliet@capulet.example/orchard' }, { type: 'subscribe' }, 'juliet'),
        rewrite('item', { jid: 'juliet@capulet.example/orchard' }, {}, 'romeo'),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const resource = `${juliet.bareJid}/orchard`;
      await romeo.send(xml`<presence to="${resource}" type="subscribe"/>`);
      const request = await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));

      const roster = await romeo.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
      const removal = xml`<item jid="${resource}" subscription="remove"/>`;
      if (roster.toString().includes(resource))
        await romeo.request(xml`<iq type="set"><query xmlns="${ns.roster}">${removal}</query></iq>`);

      expect(String(request.attrs.to), 'the addressee').not.to.match(/\/orchard$/);
      expect(roster).to.carry(xml`<item xmlns="${ns.roster}" jid="${juliet.bareJid}" ask="subscribe"/>`);
    },
  );
});
