import { amend, describe, expect, ns, scenario, xep, xml } from '../../runners/index.ts';
import { acquainted, chat, given } from './payloads.ts';
import { idsBy } from './stanza-ids.ts';

const bareOf = (jid: unknown): string => String(jid).split('/', 1)[0] ?? '';

describe('Personal data', '7(8)', () => {
  scenario(
    'does not tell the contact under which id the archive of the sender keeps a message',
    {
      id: 'xep0313.3.5.id-not-told-to-the-contact',
      requirement: xep('0313', '1.1.3').mustNot(
        '3.5',
        'archives_id',
        "Servers MUST NOT include the stanza-id in messages to those who may not access the archive, such as a user's contacts",
      ),
      covers: 'MSG-30',
      given,
      accountable: 'senderServer',
      subscribed: acquainted,
      needs: { senderServer: 'urn:xmpp:mam:2' },
      fault: amend('adds the id of the archive of the sender', 'message', (message) => {
        message.cnode(xml`<stanza-id xmlns="${ns.stanzaIds}" by="${bareOf(message.attrs.from)}" id="28482-98726"/>`);
      }),
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      for (const to of [juliet.bareJid, juliet.fullJid]) {
        const sent = await romeo.send(chat(to, xml`<body>Call me but love</body>`));

        const received = await juliet.receive(sent);

        expect(idsBy(received, romeo.bareJid), "ids of the sender's archive").to.deep.equal([]);
      }
    },
  );
});
