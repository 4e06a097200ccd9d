import {
  configure,
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
import { granted, settingAffiliation } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), orchard: room('mucService') } as const;

describe('Groups for members only', '7(2)(b)(i)', () => {
  scenario(
    'tells everybody that an occupant was made a member',
    {
      id: 'xep0045.grantmember.announced-to-all',
      requirement: xep0045.must(
        '9.3',
        'grantmember',
        'If the user is in the room, the service MUST send its updated presence to all occupants, with the affiliation member',
      ),
      covers: 'MUC-24',
      given: cast,
      accountable: 'mucService',
      fault: [
        rewrite('item', { affiliation: 'none' }, { affiliation: 'member' }, 'juliet'),
        rewrite('item', { affiliation: 'none' }, { affiliation: 'member' }, 'mercutio'),
        drop('presence', { from: /\/juliet$/ }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await mercutio.join(orchard, 'mercutio');
      await juliet.join(orchard, 'juliet');
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'member'), story);

      for (const occupant of [juliet, mercutio])
        await expect(occupant).to.receive(
          xml`<presence from="${orchard.occupantJid('juliet')}"><x xmlns="${ns.mucUser}"><item affiliation="member"/></x></presence>`,
        );
    },
  );

  scenario(
    'removes who is no member when the room becomes one for members only',
    {
      id: 'xep0045.roomconfig.removed-322',
      requirement: xep0045.must(
        '10.2',
        'roomconfig',
        'If the room becomes members-only, the service MUST remove any non-members, with a status code of 322',
      ),
      covers: 'MUC-25',
      given: cast,
      accountable: 'mucService',
      fault: [drop('presence', { type: 'unavailable' }, 'juliet'), strip('status', { code: '322' }, 'juliet')],
    },
    async ({ juliet, mercutio, orchard }) => {
      await mercutio.join(orchard, 'mercutio');
      await juliet.join(orchard, 'juliet');
      await configure(mercutio, orchard, { membersonly: '1' });

      const removal = await expect(juliet).to.receive(presenceFrom(orchard.occupantJid('juliet'), 'unavailable'));

      expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="322"/>`);
    },
  );

  scenario(
    'tells those who stay who was removed when the room became one for members only',
    {
      id: 'xep0045.roomconfig.others-told-322',
      requirement: xep0045.must(
        '10.2',
        'roomconfig',
        'The service MUST include 322 in the unavailable presence sent to those removed as well as any remaining occupants',
      ),
      covers: 'MUC-25',
      given: cast,
      accountable: 'mucService',
      fault: [drop('presence', { type: 'unavailable' }, 'mercutio'), strip('status', { code: '322' }, 'mercutio')],
      impact: 'degraded',
    },
    async ({ juliet, mercutio, orchard }) => {
      await mercutio.join(orchard, 'mercutio');
      await juliet.join(orchard, 'juliet');
      await configure(mercutio, orchard, { membersonly: '1' });
      await juliet.receive(presenceFrom(orchard.occupantJid('juliet'), 'unavailable'));

      const removal = await expect(mercutio).to.receive(presenceFrom(orchard.occupantJid('juliet'), 'unavailable'));

      expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="322"/>`);
    },
  );
});
