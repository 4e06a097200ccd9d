import {
  advisory,
  canonical,
  childElements,
  describe,
  type Element,
  errorTo,
  expect,
  fresh,
  inject,
  leak,
  ns,
  online,
  rfc,
  scenario,
  type Sent,
  type Session,
  unlessAbsent,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';
import { conditionOf, harvesting, textOf } from './shapes.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);
const xep0030 = xep('0030', '2.5.0');
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const subtle = harvesting('Subtle differences in the XML of error stanzas can enable an attacker');
const unknown = 'urn:fedcheck:test:unknown';

/** A list with an available resource of the account that was asked for. */
const listsResource = inject('a resource of the account', 'romeo', { sends: 'iq' }, ({ attrs }) => {
  const { id, to } = attrs as Record<string, string>;
  const item = xml`<item jid="${to}/balcony"/>`;
  return xml`<iq type="result" from="${to}" id="${id}"><query xmlns="${ns.discoItems}">${item}</query></iq>`;
});

async function resourcesListed(romeo: Session, juliet: Session): Promise<readonly string[]> {
  const asked = xml`<iq to="${juliet.bareJid}" type="get"><query xmlns="${ns.discoItems}"/></iq>`;
  const reply = unlessUnreached(await romeo.request(asked), juliet.bareJid);
  const query = reply.getChild('query', ns.discoItems);
  const jids = query ? childElements(query).map(({ attrs }) => String(attrs.jid)) : [];
  return jids.filter((jid) => jid.startsWith(`${juliet.bareJid}/`));
}

describe('Online status hidden from others', '7(8)', () => {
  const empty = xep0030.must(
    '8',
    'security',
    'disco#items to a bare JID MUST NOT list available resources to somebody who may not see presence',
  );

  scenario(
    'lists no resource of an account to a stranger',
    {
      id: 'xep0030.8.items-to-stranger',
      requirement: empty,
      covers: 'XEP0030-8-2',
      given,
      accountable: 'recipientServer',
      fault: listsResource,
    },
    async ({ romeo, juliet }) => {
      expect(await resourcesListed(romeo, juliet), 'the resources listed').to.deep.equal([]);
    },
  );

  scenario(
    'lists no resource of an account to somebody whose presence the account sees, but who may not see its presence',
    {
      id: 'xep0030.8.items-to-contact-unauthorized',
      requirement: empty,
      covers: 'XEP0030-8-2',
      given,
      accountable: 'recipientServer',
      subscribed: [['juliet', 'romeo']],
      fault: listsResource,
    },
    async ({ romeo, juliet }) => {
      expect(await resourcesListed(romeo, juliet), 'the resources listed').to.deep.equal([]);
    },
  );

  scenario(
    'lists no resource of an account to somebody whom it has asked and who has not answered',
    {
      id: 'xep0030.8.items-to-contact-asked',
      requirement: empty,
      covers: 'XEP0030-8-2',
      given,
      accountable: 'recipientServer',
      fault: listsResource,
    },
    async ({ romeo, juliet }) => {
      const asked = await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribe"/>`);
      await romeo.receive(asked);

      expect(await resourcesListed(romeo, juliet), 'the resources listed').to.deep.equal([]);
    },
  );

  scenario(
    'keeps the request of a stranger to a full JID from the app',
    {
      id: 'rfc6121.8.5.3.1.request-of-stranger',
      requirement: rfc6121.shouldNot(
        '8.5.3.1',
        'An IQ from an entity that is not authorized to see presence SHOULD NOT be delivered, and gets service-unavailable',
      ),
      covers: ['RFC6121-8.5.3.1-1', 'PRV-15'],
      given,
      accountable: 'recipientServer',
      fault: leak('iq', 'juliet', { type: 'get' }),
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`<iq to="${juliet.fullJid}" type="get"><ask xmlns="${unknown}"/></iq>`);
      await romeo.receive(errorTo(sent));
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'answers a stranger alike for an account and for a resource of it',
    {
      id: 'rfc6120.13.10.2.bare-and-full-alike',
      requirement: rfc6120.mustNot(
        '13.10.2',
        'A server MUST NOT return different stanza errors depending on whether stanzas go to a bare or a full JID',
      ),
      covers: ['RFC6120-13.10.2-1', 'PRV-15'],
      given,
      accountable: 'recipientServer',
      fault: inject('another error', 'romeo', { sends: 'iq', with: { to: /\/./ } }, ({ attrs }) => {
        const { id, to } = attrs as Record<string, string>;
        const error = xml`<error type="cancel"><item-not-found xmlns="${ns.stanzas}"/></error>`;
        return xml`<iq type="error" from="${to}" id="${id}">${error}</iq>`;
      }),
    },
    async ({ romeo, juliet }, story) => {
      const errors: Element[] = [];
      for (const to of [juliet.bareJid, juliet.fullJid, `${juliet.bareJid}/${fresh()}`]) {
        const sent = await romeo.send(xml`<iq to="${to}" type="get"><ask xmlns="${unknown}"/></iq>`);
        const reply = unlessUnreached(await romeo.receive(errorTo(sent)), juliet.domain);
        // What a client answers is not the server's word; that it was asked is judged elsewhere.
        if (juliet.received(sent).length > 0) story.note(`the request to ${to} was delivered, the app answered`);
        else errors.push(...reply.getChildren('error'));
      }

      const conditions = errors.map(conditionOf);
      expect([...new Set(conditions)], 'the conditions').to.deep.equal(conditions.slice(0, 1));
      const texts = errors.map((error) => canonical(error));
      await story.should(subtle, () => expect([...new Set(texts)], 'the errors').to.deep.equal(texts.slice(0, 1)));
    },
  );

  scenario(
    'answers the message of a stranger alike for an account and for a resource of it',
    {
      id: 'rfc6120.13.10.2.messages-alike',
      requirement: rfc6120.mustNot(
        '13.10.2',
        'A server MUST NOT return different stanza errors depending on whether stanzas go to a bare or a full JID',
      ),
      covers: 'RFC6120-13.10.2-1',
      given,
      accountable: 'recipientServer',
      fault: [
        inject('an error', 'romeo', { sends: 'message', with: { to: /\/there-not/ } }, ({ attrs }) => {
          const { id, to } = attrs as Record<string, string>;
          const error = xml`<error type="cancel"><item-not-found xmlns="${ns.stanzas}"/></error>`;
          return xml`<message type="error" from="${to}" id="${id}">${error}</message>`;
        }),
        advisory(
          inject('errors with texts of their own', 'romeo', { sends: 'message' }, ({ attrs }) => {
            const { id, to } = attrs as Record<string, string>;
            return xml`<message type="error" from="${to}" id="${id}">${textOf(String(to))}</message>`;
          }),
        ),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const all: Sent[] = [];
      for (const to of [juliet.bareJid, juliet.fullJid, `${juliet.bareJid}/there-not-${fresh()}`])
        all.push(await romeo.send(xml`<message to="${to}" type="chat"><body>Who art thou?</body></message>`));
      await romeo.fenceDomain(juliet.domain);

      if (all.every((sent) => romeo.received(errorTo(sent)).length === 0)) return;
      // What was answered once has to be answered each time, and has its whole time for it.
      const answers = await Promise.all(all.map((sent) => romeo.receive(errorTo(sent)).catch(unlessAbsent)));
      const errors = answers.map((answer) => answer?.getChild('error'));

      const conditions = errors.map((error) => conditionOf(error) ?? 'no answer');
      expect([...new Set(conditions)], 'the conditions').to.deep.equal(conditions.slice(0, 1));
      const texts = errors.map((error) => error && canonical(error));
      await story.should(subtle, () => expect([...new Set(texts)], 'the errors').to.deep.equal(texts.slice(0, 1)));
    },
  );
});
