import {
  copiedMessage,
  describe,
  drop,
  dropLater,
  expect,
  fresh,
  inject,
  type Matcher,
  ns,
  online,
  replyTo,
  scenario,
  type Sent,
  type Session,
  type Story,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';
import { request, settle, xep0191 } from './blocklist.ts';

const xep0049 = xep('0049', '1.2');
const xep0280 = xep('0280', '1.0.1');
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const contact = 'rosaline@capulet.example';
const space = 'urn:fedcheck:test:private';

/** The result that only the owner may have. */
const granted = inject('a result', 'romeo', { sends: 'iq', by: 'romeo' }, ({ attrs }) => {
  const { id, to } = attrs as Record<string, string>;
  return xml`<iq type="result" from="${to}" id="${id}"/>`;
});

const tell = (from: Session, to: Session, when: string): Promise<Sent> =>
  from.send(xml`<message to="${to.fullJid}" type="chat" id="${fresh()}-${when}"><body>Good even</body></message>`);

const copyOf = ({ id }: Sent): Matcher => ({
  what: 'a copy of the message',
  matches: (stanza) => copiedMessage(stanza)?.attrs.id === id,
});

/** Whoever may not use private storage of their own has none that others could get at. */
async function mustStore(owner: Session, story: Story): Promise<void> {
  const reply = await owner.request(
    xml`<iq type="get"><query xmlns="jabber:iq:private"><list xmlns="${space}"/></query></iq>`,
  );
  if (reply.attrs.type === 'result') return;
  // What a server answers to whatever it does not know (RFC 6120, section 8.4).
  if (reply.getChild('error')?.getChild('service-unavailable'))
    story.notApplicable(`the service has no private storage: ${reply.toString()}`);
  story.refused(reply);
}

describe('Personal data', '7(8)', () => {
  scenario(
    'shows whom an account blocks to nobody else',
    {
      id: 'xep0191.3.2.blocklist-read-by-others',
      // The text has no keyword: whoever reads the list learns whom its owner shuns.
      requirement: {
        ...xep0191.should(
          '3.2',
          'blocklist',
          "The blocklist is asked for without 'to', of the own account alone: a stranger gets no result",
        ),
        level: 'policy',
      },
      covers: 'PRV-10',
      given,
      accountable: 'recipientServer',
      needs: { recipientServer: ns.blocking },
      fault: granted,
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', contact));
      const asked = xml`<iq to="${juliet.bareJid}" type="get"><blocklist xmlns="${ns.blocking}"/></iq>`;

      const reply = unlessUnreached(await romeo.request(asked), juliet.bareJid);

      expect(reply, 'the answer').to.be.like(xml`<iq type="error"/>`);
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
        covers: ['XEP0049-2.3-1', 'PRV-10'],
        given,
        accountable: 'recipientServer',
        fault: [granted, drop('iq', {}, 'romeo')],
      },
      async ({ romeo, juliet }, story) => {
        await mustStore(juliet, story);
        const sent = await romeo.send(
          xml`<iq to="${juliet.bareJid}" type="${type}"><query xmlns="jabber:iq:private"><list xmlns="${space}"/></query></iq>`,
        );

        const error = unlessUnreached(await expect(romeo).to.receive(replyTo(sent)), juliet.bareJid);

        expect(error).to.be.stanzaError('forbidden', 'service-unavailable');
      },
    );
  }

  scenario(
    'lets nobody else turn the copies of messages on or off',
    {
      id: 'xep0280.4.switched-by-others',
      // The text speaks of clients of the own account alone, and has no answer for others: what counts is the effect.
      requirement: {
        ...xep0280.should('4', 'enabling', 'A client turns copies on and off for itself, and nobody else does'),
        level: 'policy',
      },
      covers: 'PRV-10',
      given: { ...given, chamber: online('recipientServer') },
      accountable: 'recipientServer',
      needs: { recipientServer: ns.carbons },
      fault: [
        dropLater('message', { from: /^[^/]+$/ }, 'chamber'),
        inject('a copy', 'romeo', { sends: 'message', by: 'romeo', with: { id: /-after$/ } }, (sent) => {
          const inner = xml`<message xmlns="jabber:client" id="${sent.attrs.id}"/>`;
          const forwarded = xml`<forwarded xmlns="${ns.forward}">${inner}</forwarded>`;
          return xml`<message from="${sent.attrs.to}"><received xmlns="${ns.carbons}">${forwarded}</received></message>`;
        }),
      ],
    },
    async ({ romeo, juliet, chamber }, story) => {
      const enabled = await chamber.request(xml`<iq type="set"><enable xmlns="${ns.carbons}"/></iq>`);
      if (enabled.attrs.type !== 'result') story.refused(enabled);
      await chamber.receive(copyOf(await tell(romeo, juliet, 'before')));
      const replies: string[] = [];
      for (const to of [juliet.bareJid, chamber.fullJid]) {
        for (const change of ['enable', 'disable']) {
          const reply = await romeo.request(xml`<iq to="${to}" type="set"><${change} xmlns="${ns.carbons}"/></iq>`);
          replies.push(String(reply.attrs.type));
        }
      }
      story.saw(replies.every((type) => type === 'error') ? 'an error' : 'a result');
      const sent = await tell(romeo, juliet, 'after');

      await expect(chamber).to.receive(copyOf(sent));
      await juliet.fence(romeo);
      expect(romeo).not.to.have.received({ ...copyOf(sent), what: 'a copy of what another account gets' });
    },
  );
});
