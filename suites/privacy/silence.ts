import { advisory, describe, expect, fresh, inject, ns, online, rfc, scenario, xml } from '../../runners/index.ts';
import { answeringPresence, harvesting, shapeOf } from './shapes.ts';

const rfc6121 = rfc(6121);

describe('Accounts hidden from strangers', '7(8)', () => {
  scenario(
    'answers no presence for an account that does not exist',
    {
      id: 'rfc6121.8.5.1.presence-to-unknown-user',
      requirement: rfc6121.must('8.5.1', 'No such user: presence of no type or unavailable is silently ignored'),
      covers: 'RFC6121-8.5.1-3',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: inject(
        'an error',
        'romeo',
        { sends: 'presence' },
        ({ attrs }) => xml`<presence type="error" from="${attrs.to}" id="${attrs.id}"/>`,
      ),
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const nobody = `${fresh()}@${juliet.domain}`;
      for (const to of [nobody, `${nobody}/${fresh()}`]) {
        await romeo.send(xml`<presence to="${to}"/>`);
        await romeo.send(xml`<presence to="${to}" type="unavailable"/>`);
      }
      await romeo.fenceDomain(juliet.domain);

      expect(romeo).not.to.have.received(answeringPresence(nobody));
    },
  );

  scenario(
    'does not tell by its answer to a contact request whether an account exists',
    {
      id: 'rfc6121.8.5.1.request-to-unknown-contact',
      requirement: rfc6121.must('8.5.1', 'No such user: subscription stanzas are silently ignored'),
      covers: ['RFC6121-8.5.1-4', 'RFC6120-13.11-1'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        ...['unsubscribed', 'subscribed', 'error'].map((type) =>
          inject(
            `presence of type ${type}`,
            'romeo',
            { sends: 'presence', with: { type: 'subscribe' } },
            ({ attrs }) => xml`<presence type="${type}" from="${attrs.to}" id="${attrs.id}"/>`,
          ),
        ),
        advisory(
          inject(
            'another acknowledgement where there is no account',
            'romeo',
            { sends: 'presence', with: { to: /^nobody-/ } },
            ({ attrs }) => xml`<presence type="unavailable" from="${attrs.to}"><status>Nobody</status></presence>`,
          ),
        ),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      const asked = await romeo.send(xml`<presence to="${nobody}" type="subscribe"/>`);
      await romeo.fenceDomain(juliet.domain);
      const answers = romeo.received(answeringPresence(nobody));
      await romeo.request(
        xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${nobody}" subscription="remove"/></query></iq>`,
      );

      const telling = answers.filter(({ attrs }) => attrs.type !== 'unavailable');
      story.saw(answers.length > 0 ? 'acknowledged' : 'ignored');
      expect(telling.map(String), 'answers that tell of the account').to.deep.equal([]);
      if (answers.length === 0) return;
      // A server that acknowledges every request alike (RFC 6121, section 3.1.3) gives nobody away.
      await story.should(harvesting('A request is acknowledged alike whether the account exists or not'), async () => {
        const known = await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
        const acknowledgement = await expect(romeo).to.receive(answeringPresence(juliet.bareJid));
        const shapes = answers.map((answer) => shapeOf(asked.stanza, answer));
        expect([...new Set(shapes)], 'the acknowledgements').to.deep.equal([shapeOf(known.stanza, acknowledgement)]);
      });
    },
  );
});
