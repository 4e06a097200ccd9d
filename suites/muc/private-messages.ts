import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  leak,
  ns,
  online,
  type Requirement,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceRoom, whispered } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const whisper = (text: string) => xml`<message><body>${text}</body></message>`;
/** The section tells what the service does, and has no keyword for it. */
const implied = (sentence: string): Requirement => ({
  ...xep0045.should('7.5', 'privatemessage', sentence),
  level: 'policy',
});
const open = { configIfOffered: { allowpm: 'anyone' } };

describe('Private messages in a group', '7(2)(b)(i)', () => {
  scenario(
    'delivers a private message from the occupant JID of its sender',
    {
      id: 'xep0045.privatemessage.from-occupant-jid',
      requirement: implied(
        "The service is responsible for changing 'from' to the sender's occupant JID and delivering the message to the recipient",
      ),
      covers: 'MUC-16',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService', open) },
      accountable: 'mucService',
      fault: [
        drop('message', { type: 'chat' }, 'mercutio'),
        rewrite('message', { from: 'juliet@capulet.example/balcony' }, { type: 'chat' }, 'mercutio'),
        advisory(strip('x', { xmlns: ns.mucUser }, 'mercutio')),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const sent = await juliet.send(
        xml`<message to="${balcony.occupantJid('mercutio')}" type="chat"><body>Hist!</body></message>`,
      );

      const [outcome, received] = await story.either({
        arrived: expect(mercutio).to.receive(whisper('Hist!')),
        refused: juliet.receive(errorTo(sent)),
      });
      if (outcome === 'refused') story.refused(received);

      expect(received).to.be.like(xml`<message from="${balcony.occupantJid('juliet')}" type="chat"/>`);
      await story.should(
        xep0045.should(
          '7.5',
          'privatemessage',
          'The service SHOULD add the muc#user element if the message does not contain it already',
        ),
        () => expect(received).to.carry(xml`<x xmlns="${ns.mucUser}"/>`),
      );
    },
  );

  scenario(
    'delivers a private message to nobody else in the room',
    {
      id: 'xep0045.privatemessage.only-to-addressee',
      requirement: implied('A message to an occupant JID is delivered to the intended recipient, not to the room'),
      covers: 'MUC-16',
      given: {
        juliet: online('homeServer'),
        tybalt: online('mucService', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService', open),
      },
      accountable: 'mucService',
      fault: leak('message', 'tybalt', { type: 'chat' }),
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      await whispered(juliet, mercutio, balcony.occupantJid('mercutio'), 'Beware of Tybalt', story);

      await fenceRoom(balcony, juliet, tybalt);

      expect(tybalt).not.to.have.received(whisper('Beware of Tybalt'));
    },
  );
});
