import {
  describe,
  type Element,
  expect,
  fresh,
  ns,
  online,
  rewrite,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const event = 'http://jabber.org/protocol/pubsub#event';

const forwarded = (of: Session): Element => xml`
  <forwarded xmlns="${ns.forward}">
    <message from="nurse@${of.domain}/kitchen" to="${of.bareJid}" type="chat"><body>Thy lady mother calls</body></message>
  </forwarded>`;

/** What an app takes as the word of its own service, or of a contact's, unless it looks who sent it. */
const forgeries: Readonly<Record<string, { readonly title: string; readonly payload: (victim: Session) => Element }>> =
  {
    copy: {
      title: 'copy of a message',
      payload: (victim) => xml`<received xmlns="${ns.carbons}">${forwarded(victim)}</received>`,
    },
    'archive-result': {
      title: 'message from the archive',
      payload: (victim) =>
        xml`<result xmlns="urn:xmpp:mam:2" queryid="q1" id="${fresh()}">${forwarded(victim)}</result>`,
    },
    event: {
      title: 'event of the account',
      payload: () =>
        xml`<event xmlns="${event}"><items node="urn:xmpp:bookmarks:1"><item id="orchard@rooms.example"/></items></event>`,
    },
  };

describe('Who a message is from', '7(3)', () => {
  for (const [slug, { title, payload }] of Object.entries(forgeries)) {
    scenario(
      `shows who really sent a forged ${title}`,
      {
        id: `rfc6120.8.1.2.1.forged-${slug}`,
        requirement: rfc6120.must(
          '8.1.2.1',
          "A client's stanza is stamped with its full JID before it goes to other entities",
        ),
        covers: 'PRV-13',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'both',
        fault: [
          rewrite('message', { from: '' }, { id: /-forged$/ }, 'juliet'),
          rewrite('message', { from: 'juliet@capulet.example' }, { id: /-forged$/ }, 'juliet'),
          rewrite('message', { from: 'capulet.example' }, { id: /-forged$/ }, 'juliet'),
        ],
        impact: 'blocking',
      },
      async ({ romeo, juliet }, story) => {
        const sent = await romeo.send(
          xml`<message to="${juliet.fullJid}" id="${fresh()}-forged">${payload(juliet)}</message>`,
        );
        await romeo.fence(juliet);

        const shown = juliet.received(sent);
        story.saw(shown.length > 0 ? 'delivered, with its true sender' : 'not delivered');
        expect(
          shown.map(({ attrs }) => String(attrs.from)),
          'the senders shown',
        ).to.deep.equal(shown.map(() => romeo.fullJid));
      },
    );
  }
});
