import { describe, drop, expect, inject, ns, online, replyTo, rfc, scenario, xep, xml } from '../../runners/index.ts';
import { request, settle } from './blocklist.ts';

const rfc6121 = rfc(6121);
const xep0049 = xep('0049', '1.2');
const xep0191 = xep('0191', '1.3');
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const contact = 'rosaline@capulet.example';
const space = 'urn:fedcheck:test:private';

/** The result that only the owner may have. */
const granted = inject('a result', 'romeo', { sends: 'iq' }, ({ attrs }) => {
  const { id, to } = attrs as Record<string, string>;
  return xml`<iq type="result" from="${to}" id="${id}"/>`;
});

describe('Personal data', '7(8)', () => {
  scenario(
    'gives the contact list to nobody but its owner',
    {
      id: 'rfc6121.2.roster-read-by-others',
      requirement: rfc6121.must(
        '2',
        'The server MUST restrict access to the roster so that only authorized entities can retrieve, modify, or delete it',
      ),
      covers: 'RFC6121-2.3.3-4',
      given,
      accountable: 'recipientServer',
      fault: granted,
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`<iq to="${juliet.bareJid}" type="get"><query xmlns="${ns.roster}"/></iq>`);

      expect(await romeo.receive(replyTo(sent)), 'the answer').to.be.like(xml`<iq type="error"/>`);
    },
  );

  scenario(
    'lets nobody but its owner change the contact list',
    {
      id: 'rfc6121.2.3.3.roster-changed-by-others',
      requirement: rfc6121.must(
        '2.3.3',
        'The server MUST return a forbidden error if the sender of the roster set is not authorized to update the roster',
      ),
      covers: 'RFC6121-2.3.3-4',
      given,
      accountable: 'recipientServer',
      fault: [
        granted,
        drop('iq', {}, 'romeo'),
        inject(
          'the change',
          'juliet',
          { sends: 'iq', by: 'romeo' },
          () => xml`<iq type="set" id="push"><query xmlns="${ns.roster}"><item jid="${contact}"/></query></iq>`,
        ),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const item = xml`<item jid="${contact}" name="Rosaline"/>`;
      const sent = await romeo.send(
        xml`<iq to="${juliet.bareJid}" type="set"><query xmlns="${ns.roster}">${item}</query></iq>`,
      );

      const reply = await expect(romeo).to.receive(replyTo(sent));
      const roster = await juliet.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);

      expect(reply).to.be.like(xml`<iq type="error"/>`);
      expect(roster).not.to.carry(xml`<item xmlns="${ns.roster}" jid="${contact}"/>`);
      expect(juliet).not.to.have.received(
        xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${contact}"/></query></iq>`,
      );
      story.saw(String(reply.getChild('error')?.children.map(String).join('')));
    },
  );

  scenario(
    'shows whom an account blocks to nobody else',
    {
      id: 'xep0191.3.2.blocklist-read-by-others',
      requirement: xep0191.should(
        '3.2',
        'blocklist',
        "The blocklist is asked for without 'to', of the own account alone: a stranger gets no result",
      ),
      given,
      accountable: 'recipientServer',
      needs: { recipientServer: ns.blocking },
      fault: granted,
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', contact));
      const sent = await romeo.send(
        xml`<iq to="${juliet.bareJid}" type="get"><blocklist xmlns="${ns.blocking}"/></iq>`,
      );

      expect(await romeo.receive(replyTo(sent)), 'the answer').to.be.like(xml`<iq type="error"/>`);
    },
  );

  for (const type of ['get', 'set'] as const) {
    scenario(
      type === 'get' ? 'gives private storage to nobody but its owner' : 'lets nobody else write to private storage',
      {
        id: `xep0049.2.3.storage-${type === 'get' ? 'read' : 'written'}-by-others`,
        requirement: xep0049.must(
          '2.3',
          undefined,
          'If a user tries to get or set private data of another user, the server MUST return forbidden or service-unavailable',
        ),
        given,
        accountable: 'recipientServer',
        fault: [granted, drop('iq', {}, 'romeo')],
      },
      async ({ romeo, juliet }) => {
        const sent = await romeo.send(
          xml`<iq to="${juliet.bareJid}" type="${type}"><query xmlns="jabber:iq:private"><list xmlns="${space}"/></query></iq>`,
        );

        const error = await expect(romeo).to.receive(replyTo(sent));

        expect(error).to.be.stanzaError('forbidden', 'service-unavailable');
      },
    );
  }
});
