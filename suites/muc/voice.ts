import {
  anyOf,
  describe,
  errorTo,
  expect,
  isLike,
  leak,
  type Matcher,
  ns,
  online,
  presenceFrom,
  rename,
  rewrite,
  room,
  scenario,
  unlessAbsent,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceRoom, granted, said, saying, settingRole } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const noticeFrom = (room: { readonly jid: string }): Matcher => ({
  what: `a notice of ${room.jid}`,
  matches: ({ name, attrs }) =>
    name === 'message' && attrs.from === room.jid && attrs.type !== 'error' && attrs.type !== 'groupchat',
});

describe('Voice in a moderated group', '7(9)', () => {
  scenario(
    'refuses the message of a visitor',
    {
      id: 'xep0045.message.visitor-forbidden',
      requirement: xep0045.must(
        '7.4',
        'message',
        'If the sender is a visitor, the service MUST return a forbidden error and MUST NOT reflect the message',
      ),
      covers: 'MUC-30',
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        balcony: room('mucService', { config: { moderatedroom: '1' } }),
      },
      accountable: 'mucService',
      fault: [rename('forbidden', 'not-allowed', 'juliet'), leak('message', 'mercutio', { type: 'groupchat' })],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingRole(balcony, 'juliet', 'visitor'), story);
      const sent = await juliet.send(saying(balcony, 'I would speak'));

      const answer = await juliet.receive(anyOf(errorTo(sent), noticeFrom(balcony))).catch(unlessAbsent);
      await fenceRoom(balcony, juliet, mercutio);

      expect(mercutio).not.to.have.received(said('I would speak'));
      // "A MUC service MAY queue each message for approval by a moderator and MAY inform the sender" (section 18.1).
      if (!answer) return story.inconclusive('the visitor got no answer: the room may hold what it said for approval');
      story.saw(answer.attrs.type === 'error' ? 'refused' : 'held');
      if (answer.attrs.type === 'error') expect(answer).to.be.a.stanzaError('forbidden');
    },
  );

  scenario(
    'tells everybody that a visitor was given voice',
    {
      id: 'xep0045.grantvoice.announced-to-all',
      requirement: xep0045.must(
        '8.3',
        'grantvoice',
        'The service MUST then send updated presence to all occupants, with the role set to participant',
      ),
      covers: 'MUC-30',
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        balcony: room('mucService', { config: { moderatedroom: '1' } }),
      },
      accountable: 'mucService',
      fault: [
        rewrite('item', { role: 'visitor' }, { role: 'participant' }, 'juliet'),
        rewrite('item', { role: 'visitor' }, { role: 'participant' }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const seen = (role: string) =>
        xml`<presence from="${balcony.occupantJid('juliet')}"><x xmlns="${ns.mucUser}"><item role="${role}"/></x></presence>`;
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const entry = await mercutio.receive(presenceFrom(balcony.occupantJid('juliet')));
      if (!isLike(entry, seen('visitor'))) {
        await granted(mercutio, settingRole(balcony, 'juliet', 'visitor'), story);
        for (const occupant of [juliet, mercutio]) await occupant.receive(seen('visitor'));
      }
      await granted(mercutio, settingRole(balcony, 'juliet', 'participant'), story);

      for (const occupant of [juliet, mercutio]) await expect(occupant).to.receive(seen('participant'));
    },
  );
});
