import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  inject,
  leak,
  ns,
  online,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);
// RFC 6120, section 10.5.4, would have it handled as if it were for the bare JID, but lets RFC 6121 say otherwise.
const ignored = rfc6121.must(
  '8.5.3.2.2',
  'Presence without type or of type unavailable for a full JID that matches no resource is silently ignored',
);

const refusal = (type: string) =>
  inject(
    'an error',
    'romeo',
    { sends: 'presence', with: { type, to: /vault$/ } },
    ({ attrs }: Element) => xml`
      <presence type="error" from="${attrs.to}" id="${attrs.id}">
        <error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>
      </presence>`,
  );

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'ignores presence for a resource that is not there',
    {
      id: 'rfc6121.8.5.3.2.2.presence-to-absent-resource',
      requirement: ignored,
      covers: 'RFC6121-8.5.3.2.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      // That of strangers may be refused: section 8 is "not meant to override any such local service policies" (8.1).
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      accountable: 'recipientServer',
      fault: [
        leak('presence', 'juliet'),
        leak('presence', 'juliet', { type: 'unavailable' }),
        refusal(''),
        refusal('unavailable'),
      ],
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.bareJid}/vault"/>`);
      const withdrawn = await romeo.send(xml`<presence to="${juliet.bareJid}/vault" type="unavailable"/>`);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      expect(juliet).not.to.have.received(directed);
      expect(juliet).not.to.have.received(withdrawn);
      expect(romeo).not.to.have.received(errorTo(directed));
      expect(romeo).not.to.have.received(errorTo(withdrawn));
    },
  );
});

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'shows the contact a request for a resource that is not there',
    {
      id: 'rfc6121.8.5.3.2.2.request-to-absent-resource',
      requirement: rfc6121.should(
        '8.5.3.2.2',
        'A request for a full JID that matches no resource follows the rules for requests, as if for the bare JID',
      ),
      covers: 'RFC6121-8.5.3.2.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        drop('presence', { type: 'subscribe' }, 'juliet'),
        rewrite('presence', { type: '' }, { type: 'subscribe' }, 'juliet'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const resource = `${juliet.bareJid}/vault`;
      const sent = await romeo.send(xml`<presence to="${resource}" type="subscribe"/>`);
      const roster = await romeo.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
      const removal = xml`<item jid="${resource}" subscription="remove"/>`;
      if (roster.toString().includes(resource))
        await romeo.request(xml`<iq type="set"><query xmlns="${ns.roster}">${removal}</query></iq>`);

      await story.either({
        asked: expect(juliet).to.receive(subscription('subscribe')),
        refused: romeo.receive(errorTo(sent)),
      });
    },
  );
});
