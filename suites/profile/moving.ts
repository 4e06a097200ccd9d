import {
  describe,
  type Element,
  expect,
  fresh,
  ns,
  offline,
  online,
  presenceFrom,
  retext,
  rfc,
  scenario,
  type Session,
  strip,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);
const moved = 'urn:xmpp:moved:1';
const fault = [
  strip('moved', {}, 'juliet'),
  strip('old-jid', {}, 'juliet'),
  retext('old-jid', 'a@b.example', 'juliet'),
];

/** The former address is one that states nothing, so that nobody can verify the move (XEP-0283, section 4.4). */
function requestOf(user: Session, contact: Session): { readonly sent: Element; readonly move: Element } {
  const move = xml`<moved xmlns="${moved}"><old-jid>fc-${fresh()}@${user.domain}</old-jid></moved>`;
  return { move, sent: xml`<presence to="${contact.bareJid}" type="subscribe">${move}</presence>` };
}

describe('Moving to another service', '7(7)', () => {
  scenario(
    'brings a contact the request of somebody who has moved, with the former address',
    {
      id: 'rfc6120.8.4.move-to-contact-online',
      requirement: rfc6120.must(
        '8.4',
        'A stanza with a child element that a server does not understand is routed and delivered unmodified',
      ),
      covers: 'PEP-12',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault,
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const { sent, move } = requestOf(romeo, juliet);
      await romeo.send(sent);

      const push = xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${romeo.bareJid}" subscription="from"/></query></iq>`;
      const [outcome, stanza] = await story.either({
        'the contact was asked': juliet.receive(presenceFrom(romeo.bareJid, 'subscribe')),
        'the move was accepted for the contact': juliet.receive(push),
      });

      if (outcome === 'the contact was asked') expect(stanza).to.carry(move);
    },
  );

  scenario(
    'keeps the former address with a request until the contact is there',
    {
      id: 'rfc6121.3.1.3.move-to-contact-offline',
      requirement: rfc6121.must(
        '3.1.3',
        "The contact's server keeps the complete presence stanza of the request, including any extended content",
      ),
      covers: 'PEP-12',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault,
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const { sent, move } = requestOf(romeo, juliet);
      await romeo.send(sent);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      const received = await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));

      expect(received).to.carry(move);
    },
  );
});
