import {
  describe,
  drop,
  expect,
  ns,
  online,
  presenceFrom,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { expectNothingMore, stillHears } from './after-leaving.ts';
import { granted, settingRole } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;
const withTybalt = { ...cast, tybalt: online('homeServer', { account: 2 }) } as const;

describe('Removing somebody from a group', '7(9)', () => {
  scenario(
    'tells an occupant that it was kicked',
    {
      id: 'xep0045.kick.kicked-occupant-informed',
      requirement: xep0045.must(
        '8.2',
        'kick',
        'The service MUST remove the kicked occupant by sending unavailable presence including status code 307',
      ),
      covers: 'MUC-27',
      given: cast,
      accountable: 'mucService',
      fault: [strip('status', { code: '307' }, 'juliet'), drop('presence', { type: 'unavailable' }, 'juliet')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingRole(balcony, 'juliet', 'none'), story);

      const removal = await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));

      expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="307"/>`);
    },
  );

  scenario(
    'tells the others that an occupant was kicked',
    {
      id: 'xep0045.kick.others-informed',
      requirement: xep0045.must(
        '8.2',
        'kick',
        'The service MUST inform all remaining occupants with unavailable presence from the occupant JID, including the status code',
      ),
      covers: 'MUC-27',
      given: withTybalt,
      accountable: 'mucService',
      fault: [strip('status', { code: '307' }, 'tybalt'), drop('presence', { type: 'unavailable' }, 'tybalt')],
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingRole(balcony, 'juliet', 'none'), story);

      for (const witness of [tybalt, mercutio]) {
        const removal = await expect(witness).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
        expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="307"/>`);
      }
    },
  );

  scenario(
    'sends nothing more to an occupant who was kicked',
    {
      id: 'xep0045.kick.no-further-traffic',
      requirement: xep0045.must(
        '8.2',
        'kick',
        'The service MUST remove the kicked occupant; without a role nobody receives messages or presence (5.1.1)',
      ),
      covers: 'MUC-27',
      given: cast,
      accountable: 'mucService',
      fault: stillHears,
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingRole(balcony, 'juliet', 'none'), story);

      await expectNothingMore(balcony, mercutio, juliet);
    },
  );
});
