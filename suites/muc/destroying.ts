import {
  describe,
  drop,
  entering,
  expect,
  ns,
  online,
  presenceFrom,
  retext,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { granted } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');

describe('End of a group', '7(2)(b)(i)', () => {
  scenario(
    'tells every occupant why the room is gone and where to go',
    {
      id: 'xep0045.destroyroom.reason-and-venue',
      requirement: xep0045.must(
        '10.9',
        'destroyroom',
        'The unavailable presence to each occupant MUST include the alternate location and the reason that the owner provided',
      ),
      covers: 'MUC-33',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService', { uncreated: true }),
      },
      accountable: 'mucService',
      fault: [
        drop('presence', { type: 'unavailable' }, 'juliet'),
        strip('destroy', {}, 'tybalt'),
        rewrite('destroy', { jid: '' }, {}, 'juliet'),
        retext('reason', 'No reason', 'juliet'),
      ],
      impact: 'degraded',
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      const destroy = xml`<destroy xmlns="${ns.mucOwner}" jid="tomb@${balcony.service}"><reason>Some shall be pardoned, and some punished</reason></destroy>`;
      const told = xml`<destroy xmlns="${ns.mucUser}" jid="tomb@${balcony.service}"><reason>Some shall be pardoned, and some punished</reason></destroy>`;
      // The room is the story's own: one that was destroyed need not answer when it is cleaned up.
      await mercutio.send(entering(balcony, 'mercutio'));
      await mercutio.receive(presenceFrom(balcony.occupantJid('mercutio')));
      await granted(
        mercutio,
        xml`<iq type="set" to="${balcony.jid}"><query xmlns="${ns.mucOwner}"><x xmlns="${ns.dataForms}" type="submit"/></query></iq>`,
        story,
      );
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      await granted(
        mercutio,
        xml`<iq type="set" to="${balcony.jid}"><query xmlns="${ns.mucOwner}">${destroy}</query></iq>`,
        story,
      );

      for (const [occupant, nick] of [
        [juliet, 'juliet'],
        [tybalt, 'tybalt'],
      ] as const) {
        const farewell = await expect(occupant).to.receive(presenceFrom(balcony.occupantJid(nick), 'unavailable'));
        expect(farewell).to.carry(told);
      }
    },
  );
});
