import {
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  ns,
  online,
  retext,
  rewrite,
  rfc,
  room,
  scenario,
  type Sent,
  type Session,
  type Story,
  strip,
  unlessAbsent,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceRoom } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const password = 'O Romeo, Romeo';
const inviteIn = (message: Element): Element | undefined => message.getChild('x', ns.mucUser)?.getChild('invite');
const declining = (room: { readonly jid: string }, inviter: string): Element =>
  xml`<message to="${room.jid}"><x xmlns="${ns.mucUser}"><decline to="${inviter}"/></x></message>`;
const declined = xml`<message><x xmlns="${ns.mucUser}"><decline/></x></message>`;
const invitation = { what: 'an invitation by the room', matches: (stanza: Element) => inviteIn(stanza) !== undefined };

/**
 * What is required is that the room sends it. The service of the invitee may keep strangers from her, which no rule of
 * delivery is "meant to override" (RFC 6121, section 8.1): where nothing comes, another stranger must get through.
 */
async function invited(guest: Session, host: Session, sent: Sent, story: Story): Promise<Element> {
  const outcomes = { invited: guest.receive(invitation), refused: host.receive(errorTo(sent)) };
  const answer = await story.either(outcomes).catch(unlessAbsent);
  if (answer?.[0] === 'refused') story.refused(answer[1]);
  if (answer) return answer[1];
  await guest.receive(await host.send(xml`<message to="${guest.bareJid}"><body>A fair assembly</body></message>`));
  return await expect(guest).to.receive(invitation);
}

describe('Invitations to a group', '7(2)(b)(i)', () => {
  scenario(
    'passes an invitation on to a user of the other service and names who invites',
    {
      id: 'xep0045.invite-mediated.reaches-outsider',
      requirement: xep0045.must(
        '7.8.2',
        'invite-mediated',
        "The room MUST add the inviter's address to the invitation and send it to the invitee",
      ),
      covers: 'MUC-22',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [
        drop('message', { from: /^[^/]+$/ }, 'juliet'),
        rewrite('invite', { from: '' }, {}, 'juliet'),
        rewrite('message', { from: 'elsewhere.example' }, {}, 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      const sent = await mercutio.send(xml`
      <message to="${balcony.jid}"><x xmlns="${ns.mucUser}"><invite to="${juliet.bareJid}"><reason>A fair assembly</reason></invite></x></message>`);

      const received = await invited(juliet, mercutio, sent, story);

      expect(received).to.be.like(xml`<message from="${balcony.jid}"/>`);
      const invite = inviteIn(received);
      expect(invite?.attrs.from, 'the inviter').to.be.oneOf([
        mercutio.bareJid,
        mercutio.fullJid,
        balcony.occupantJid('mercutio'),
      ]);
      if (invite?.getChildText('reason') !== 'A fair assembly') story.note('the reason of the invitation was lost');
      await juliet.send(declining(balcony, String(invite?.attrs.from)));
      await fenceRoom(balcony, juliet, mercutio);
      if (mercutio.received(declined).length === 0) story.note('that she declined did not come back to the inviter');
    },
  );

  scenario(
    'adds the password to the invitation to a room that has one',
    {
      id: 'xep0045.invite-mediated.password-added',
      requirement: xep0045.should(
        '7.8.2',
        'invite-mediated',
        'The room SHOULD add the password if the room is password-protected',
      ),
      covers: 'MUC-22',
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        tomb: room('mucService', { config: { roomsecret: password }, configIfOffered: { passwordprotectedroom: '1' } }),
      },
      accountable: 'mucService',
      fault: [strip('password', {}, 'juliet'), retext('password', 'another', 'juliet')],
    },
    async ({ juliet, mercutio, tomb }) => {
      await mercutio.join(tomb, 'mercutio', { password });
      await mercutio.send(
        xml`<message to="${tomb.jid}"><x xmlns="${ns.mucUser}"><invite to="${juliet.bareJid}"/></x></message>`,
      );

      const received = await juliet.receive(invitation);

      expect(received).to.carry(xml`<x xmlns="${ns.mucUser}"><password>${password}</password></x>`);
    },
  );

  scenario(
    'delivers a direct invitation unchanged',
    {
      id: 'rfc6121.8.5.2.1.1.direct-invitation',
      requirement: rfc(6121).must(
        '8.5.2.1.1',
        'If the only available resource has a non-negative priority, deliver the message to it; here an invitation (XEP-0249, section 2)',
      ),
      covers: ['RFC6121-8.5.2.1.1-1', 'MUC-23'],
      given: { romeo: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      subscribed: [
        ['romeo', 'mercutio'],
        ['mercutio', 'romeo'],
      ],
      accountable: 'both',
      fault: [
        drop('message', {}, 'romeo'),
        rewrite('x', { jid: '' }, { xmlns: ns.directInvitation }, 'romeo'),
        strip('x', {}, 'romeo'),
      ],
      impact: 'blocking',
    },
    async ({ romeo, mercutio, balcony }) => {
      const invite = xml`<x xmlns="${ns.directInvitation}" jid="${balcony.jid}" reason="A fair assembly"/>`;
      const sent = await mercutio.send(
        xml`<message to="${romeo.bareJid}">${invite}<torch xmlns="urn:example:opaque"/></message>`,
      );

      const received = await expect(romeo).to.receive(sent);

      expect(received).to.carry(invite);
    },
  );
});
