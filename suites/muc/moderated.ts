import {
  describe,
  drop,
  errorTo,
  expect,
  ns,
  online,
  presenceFrom,
  rewrite,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';
import { granted, said, saying, settingRole } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = {
  juliet: online('homeServer'),
  mercutio: online('mucService'),
  balcony: room('mucService', { config: { moderatedroom: '1' } }),
} as const;

describe('Voice in a moderated group', '7(9)', () => {
  scenario(
    'tells everybody that a participant lost its voice',
    {
      id: 'xep0045.revokevoice.announced-to-all',
      requirement: xep0045.must(
        '8.4',
        'revokevoice',
        'The service MUST then send updated presence to all occupants, with the role set to visitor',
      ),
      covers: 'MUC-30',
      given: cast,
      accountable: 'mucService',
      fault: [
        rewrite('item', { role: 'participant' }, { role: 'visitor' }, 'juliet'),
        rewrite('item', { role: 'participant' }, { role: 'visitor' }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      // Whether she comes in as a visitor or not, as what is announced last she has lost her voice.
      await mercutio.receive(presenceFrom(balcony.occupantJid('juliet')));
      await granted(mercutio, settingRole(balcony, 'juliet', 'participant'), story);
      await granted(mercutio, settingRole(balcony, 'juliet', 'visitor'), story);
      const lost = xml`<presence from="${balcony.occupantJid('juliet')}"><x xmlns="${ns.mucUser}"><item role="visitor"/></x></presence>`;

      for (const occupant of [juliet, mercutio]) await expect(occupant).to.receive(lost);
    },
  );

  scenario(
    'lets somebody be heard who was given voice again',
    {
      id: 'xep0045.grantvoice.heard-again',
      requirement: xep0045.must(
        '7.4',
        'message',
        'If the sender has voice in the room, the service MUST reflect the message to each occupant',
      ),
      covers: 'MUC-30',
      given: cast,
      accountable: 'mucService',
      fault: [
        drop('message', { from: /\/juliet$/ }, 'mercutio'),
        rewrite('message', { from: 'juliet@capulet.example/balcony' }, { from: /\/juliet$/ }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingRole(balcony, 'juliet', 'visitor'), story);
      const unheard = await juliet.send(saying(balcony, 'I would speak'));
      await juliet.fenceJid(balcony.jid);
      if (juliet.received(errorTo(unheard)).length === 0)
        story.note('what she said without voice was not refused at once');
      await granted(mercutio, settingRole(balcony, 'juliet', 'participant'), story);
      const sent = await juliet.send(saying(balcony, 'I speak again'));

      const [outcome, heard] = await story.either({
        heard: expect(mercutio).to.receive(said('I speak again')),
        refused: juliet.receive(errorTo(sent)),
      });
      // It binds where the message "does not violate any service-level or room-level policies".
      if (outcome === 'refused') story.refused(heard);

      expect(heard).to.be.like(xml`<message from="${balcony.occupantJid('juliet')}"/>`);
    },
  );
});
