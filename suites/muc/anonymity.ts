import {
  describe,
  drop,
  expect,
  ns,
  online,
  presenceFrom,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { enterAsModerator, enterAsOrdinary, itemIn } from './occupants.ts';

const xep0045 = xep('0045', '1.35.5');
const people = {
  juliet: online('homeServer'),
  tybalt: online('homeServer', { account: 2 }),
  mercutio: online('mucService'),
} as const;

describe('Addresses of the people in a group', '7(8)', () => {
  scenario(
    'hides the addresses of occupants in a semi-anonymous room from all but moderators',
    {
      id: 'xep0045.enter-semianon.jid-hidden',
      requirement: xep0045.must(
        '7.2.4',
        'enter-semianon',
        "The service MUST include the new occupant's full JID only in presence to moderators and not to non-moderators",
      ),
      covers: 'MUC-07',
      given: { ...people, balcony: room('mucService', { config: { whois: 'moderators' } }) },
      accountable: 'mucService',
      fault: [
        rewrite('item', { jid: 'juliet@capulet.example/balcony' }, {}, 'tybalt'),
        rewrite('item', { jid: 'tybalt@capulet.example/street' }, {}, 'juliet'),
      ],
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await enterAsOrdinary(tybalt, balcony, 'tybalt', story);
      await enterAsOrdinary(juliet, balcony, 'juliet', story);

      const seen = [
        await juliet.receive(presenceFrom(balcony.occupantJid('tybalt'))),
        await tybalt.receive(presenceFrom(balcony.occupantJid('juliet'))),
      ];

      for (const presence of seen) {
        expect(itemIn(presence)?.attrs.jid, `the address in ${presence.toString()}`).to.equal(undefined);
      }
    },
  );

  scenario(
    'shows moderators of a semi-anonymous room who enters',
    {
      id: 'xep0045.enter-semianon.jid-for-moderators',
      requirement: xep0045.must(
        '7.2.4',
        'enter-semianon',
        "The service MUST include the new occupant's full JID in the presence it sends to moderators",
      ),
      covers: 'MUC-07',
      given: { ...people, balcony: room('mucService', { config: { whois: 'moderators' } }) },
      accountable: 'mucService',
      fault: [rewrite('item', { jid: '' }, {}, 'mercutio'), drop('presence', { from: /\/juliet$/ }, 'mercutio')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await enterAsModerator(mercutio, balcony, 'mercutio', story);
      await juliet.join(balcony, 'juliet');

      const presence = await expect(mercutio).to.receive(presenceFrom(balcony.occupantJid('juliet')));

      expect(presence).to.carry(xml`<item xmlns="${ns.mucUser}" jid="${juliet.fullJid}"/>`);
    },
  );

  scenario(
    'warns somebody who enters a non-anonymous room',
    {
      id: 'xep0045.enter-nonanon.warned-100',
      requirement: xep0045.must(
        '7.2.3',
        'enter-nonanon',
        'The service MUST warn the user by including a status code of 100 in the initial presence',
      ),
      covers: 'MUC-08',
      given: { juliet: online('homeServer'), square: room('mucService', { config: { whois: 'anyone' } }) },
      accountable: 'mucService',
      fault: strip('status', { code: '100' }),
    },
    async ({ juliet, square }) => {
      const selfPresence = await juliet.join(square, 'juliet');

      expect(selfPresence).to.carry(xml`<status xmlns="${ns.mucUser}" code="100"/>`);
    },
  );

  scenario(
    'shows everybody in a non-anonymous room who is there',
    {
      id: 'xep0045.enter-nonanon.jid-for-all',
      requirement: xep0045.must(
        '7.2.3',
        'enter-nonanon',
        "If the room is non-anonymous, the service MUST send the new occupant's full JID to all occupants",
      ),
      covers: 'MUC-08',
      given: {
        juliet: people.juliet,
        tybalt: people.tybalt,
        square: room('mucService', { config: { whois: 'anyone' } }),
      },
      accountable: 'mucService',
      fault: rewrite('item', { jid: '' }, {}, 'tybalt'),
    },
    async ({ juliet, tybalt, square }) => {
      await tybalt.join(square, 'tybalt');
      await juliet.join(square, 'juliet');

      const presence = await tybalt.receive(presenceFrom(square.occupantJid('juliet')));

      expect(presence).to.carry(xml`<item xmlns="${ns.mucUser}" jid="${juliet.fullJid}"/>`);
    },
  );
});
