import {
  describe,
  drop,
  entering,
  expect,
  isLike,
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
import { answerToEntering, refusingEntry, unlessNickname, unlessOtherReason } from './new-rooms.ts';
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
    async ({ juliet, orchard }, story) => {
      const sent = await juliet.send(entering(orchard, 'juliet'));

      const answer = await expect(juliet).to.receive(answerToEntering(orchard, sent));

      unlessNickname(answer, story);
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
      fault: [
        drop('presence', { from: /\/juliet$/ }, 'juliet'),
        strip('item', { affiliation: 'member' }, 'juliet'),
        refusingEntry('registration-required', 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'member'), story);
      const sent = await juliet.send(entering(orchard, 'juliet'));

      const answer = await expect(juliet).to.receive(answerToEntering(orchard, sent));

      unlessOtherReason(answer, 'registration-required', story);
      expect(answer, 'the answer to entering').not.to.be.like(xml`<presence type="error"/>`);
      expect(answer).to.carry(xml`<item xmlns="${ns.mucUser}" affiliation="member"/>`);
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
      const sent = await juliet.send(entering(orchard, 'juliet'));

      const answer = await expect(juliet).to.receive(answerToEntering(orchard, sent));

      expect(answer).to.be.a.stanzaError();
    },
  );

  scenario(
    'removes an occupant from a members-only room whose membership is revoked',
    {
      id: 'xep0045.revokemember.removed-321',
      // Section 9.4 has a MUST, and 9.5 for the same request "SHOULD kick the occupant".
      requirement: xep0045.should(
        '9.5',
        'modifymember',
        'The service SHOULD kick a removed member from a members-only room, with presence as in 9.4: status code 321',
      ),
      covers: 'MUC-25',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), orchard: forMembers },
      accountable: 'mucService',
      fault: [
        drop('presence', { type: 'unavailable' }, 'juliet'),
        strip('status', { code: '321' }, 'juliet'),
        drop('presence', { type: 'unavailable' }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'member'), story);
      await mercutio.join(orchard, 'mercutio');
      await juliet.join(orchard, 'juliet');
      await granted(mercutio, settingAffiliation(orchard, juliet.bareJid, 'none'), story);

      const gone = presenceFrom(orchard.occupantJid('juliet'), 'unavailable');
      const status = xml`<status xmlns="${ns.mucUser}" code="321"/>`;
      expect(await expect(juliet).to.receive(gone)).to.carry(status);
      const departure = await expect(mercutio).to.receive(gone);
      // Section 9.4 does not ask for the code in what the remaining occupants get.
      if (!isLike(departure, xml`<presence><x xmlns="${ns.mucUser}">${status}</x></presence>`))
        story.note('those who stay are not told why she was removed');
    },
  );
});
