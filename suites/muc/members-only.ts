import {
  anyOf,
  describe,
  drop,
  entering,
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
import { granted, settingAffiliation } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const admitting = rewrite('presence', { type: '' }, { type: 'error' }, 'juliet');
const forMembers = room('mucService', { config: { membersonly: '1' } });

describe('Groups for members only', '7(2)(b)(i)', () => {
  scenario(
    'keeps somebody out of a members-only room who is not a member',
    {
      id: 'xep0045.enter-members.registration-required',
      requirement: xep0045.must(
        '7.2.6',
        'enter-members',
        'The service MUST deny access to who is not on the member list and return a registration-required error',
      ),
      covers: 'MUC-24',
      given: { juliet: online('homeServer'), orchard: forMembers },
      accountable: 'mucService',
      fault: [rename('registration-required', 'forbidden'), drop('presence'), admitting],
    },
    async ({ juliet, orchard }) => {
      await juliet.send(entering(orchard, 'juliet'));

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(orchard.jid, 'error'), presenceFrom(orchard.occupantJid('juliet'))),
      );

      expect(answer).to.be.a.stanzaError('registration-required');
    },
  );

  scenario(
    'lets a user of the other service enter who was made a member',
    {
      id: 'xep0045.grantmember.member-enters',
      requirement: xep0045.must(
        '9.3',
        'grantmember',
        'The service MUST add the user to the member list; a member may enter (5.2.1)',
      ),
      covers: 'MUC-24',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), orchard: forMembers },
      accountable: 'mucService',
      fault: [drop('presence', { from: /\/juliet$/ }, 'juliet'), strip('item', { affiliation: 'member' }, 'juliet')],
      impact: 'blocking',
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'member'), story);
      await juliet.send(entering(orchard, 'juliet'));

      const selfPresence = await expect(juliet).to.receive(presenceFrom(orchard.occupantJid('juliet')));

      expect(selfPresence).to.carry(xml`<item xmlns="${ns.mucUser}" affiliation="member"/>`);
    },
  );

  scenario(
    'keeps a user out whose neighbour on the same service is a member',
    {
      id: 'xep0045.enter-members.neighbour-kept-out',
      requirement: xep0045.must(
        '7.2.6',
        'enter-members',
        'The service MUST deny access to who is not on the member list; affiliations go by the bare JID (5.2)',
      ),
      covers: 'MUC-24',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        orchard: forMembers,
      },
      accountable: 'mucService',
      fault: admitting,
    },
    async ({ juliet, tybalt, mercutio, orchard }, story) => {
      await granted(mercutio, settingAffiliation(orchard, tybalt.bareJid, 'member'), story);
      await tybalt.join(orchard, 'tybalt');
      await juliet.send(entering(orchard, 'juliet'));

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(orchard.jid, 'error'), presenceFrom(orchard.occupantJid('juliet'))),
      );

      expect(answer).to.be.a.stanzaError();
    },
  );

  scenario(
    'removes an occupant from a members-only room whose membership is revoked',
    {
      id: 'xep0045.revokemember.removed-321',
      requirement: xep0045.must(
        '9.4',
        'revokemember',
        'If the room is members-only, the service MUST remove the user, including a status code of 321',
      ),
      covers: 'MUC-25',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), orchard: forMembers },
      accountable: 'mucService',
      fault: [
        drop('presence', { type: 'unavailable' }, 'juliet'),
        strip('status', { code: '321' }, 'juliet'),
        strip('status', { code: '321' }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'member'), story);
      await mercutio.join(orchard, 'mercutio');
      await juliet.join(orchard, 'juliet');
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'none'), story);

      for (const witness of [juliet, mercutio]) {
        const removal = await expect(witness).to.receive(presenceFrom(orchard.occupantJid('juliet'), 'unavailable'));
        expect(removal).to.carry(xml`<status xmlns="${ns.mucUser}" code="321"/>`);
      }
    },
  );
});
