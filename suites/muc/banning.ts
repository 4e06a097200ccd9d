import {
  anyOf,
  describe,
  drop,
  entering,
  errorTo,
  expect,
  ns,
  online,
  presenceFrom,
  rename,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { unlessNickname } from './new-rooms.ts';
import { granted, settingAffiliation, settingRole } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;
const withTybalt = { ...cast, tybalt: online('homeServer', { account: 2 }) } as const;

describe('Banning somebody from a group', '7(9)', () => {
  scenario(
    'tells an occupant that it was banned',
    {
      id: 'xep0045.ban.banned-occupant-informed',
      requirement: xep0045.must(
        '9.1',
        'ban',
        'The service MUST remove banned users by sending unavailable presence including status code 301',
      ),
      covers: 'MUC-28',
      given: cast,
      accountable: 'mucService',
      fault: [strip('status', { code: '301' }, 'juliet'), drop('presence', { type: 'unavailable' }, 'juliet')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'outcast'), story);

      const removal = await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));

      expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="301"/>`);
    },
  );

  scenario(
    'tells the others that an occupant was banned',
    {
      id: 'xep0045.ban.others-informed',
      requirement: xep0045.must(
        '9.1',
        'ban',
        'The service MUST inform all remaining occupants with unavailable presence from the banned user, including the status code',
      ),
      covers: 'MUC-28',
      given: withTybalt,
      accountable: 'mucService',
      fault: [strip('status', { code: '301' }, 'tybalt'), drop('presence', { type: 'unavailable' }, 'tybalt')],
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'outcast'), story);

      for (const witness of [tybalt, mercutio]) {
        const removal = await expect(witness).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
        expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="301"/>`);
      }
    },
  );

  scenario(
    'keeps a banned user out, whatever resource it comes with',
    {
      id: 'xep0045.enter-banned.forbidden',
      requirement: xep0045.must(
        '7.2.7',
        'enter-banned',
        'If the user has been banned, the service MUST deny access and return a forbidden error',
      ),
      covers: 'MUC-28',
      given: { ...cast, julietsPhone: online('homeServer') },
      accountable: 'mucService',
      fault: [rename('forbidden', 'not-allowed', 'julietsPhone'), drop('presence', { type: 'error' }, 'julietsPhone')],
    },
    async ({ juliet, julietsPhone, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'outcast'), story);
      const sent = await julietsPhone.send(entering(balcony, 'rosaline'));

      const answer = await expect(julietsPhone).to.receive(
        anyOf(errorTo(sent), presenceFrom(balcony.jid, 'error'), presenceFrom(balcony.occupantJid('rosaline'))),
      );

      unlessNickname(answer, story);
      expect(answer).to.be.a.stanzaError('forbidden');
    },
  );

  scenario(
    'keeps a banned user out whose role had been changed before',
    {
      id: 'xep0045.enter-banned.forbidden-after-role-change',
      requirement: xep0045.must(
        '7.2.7',
        'enter-banned',
        'If the user has been banned, the service MUST deny access and return a forbidden error',
      ),
      covers: 'MUC-28',
      given: { ...cast, balcony: room('mucService', { config: { moderatedroom: '1' } }) },
      accountable: 'mucService',
      fault: [
        rename('forbidden', 'not-allowed', 'juliet'),
        drop('presence', { type: 'error' }, 'juliet'),
        rewrite('presence', { type: '' }, { type: 'error' }, 'juliet'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingRole(balcony, 'juliet', 'participant'), story);
      await granted(mercutio, settingRole(balcony, 'juliet', 'visitor'), story);
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'outcast'), story);
      await juliet.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
      const sent = await juliet.send(entering(balcony, 'rosaline'));

      const answer = await expect(juliet).to.receive(
        anyOf(errorTo(sent), presenceFrom(balcony.jid, 'error'), presenceFrom(balcony.occupantJid('rosaline'))),
      );

      unlessNickname(answer, story);
      expect(answer).to.be.a.stanzaError('forbidden');
    },
  );
});
