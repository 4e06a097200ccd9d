import {
  configure,
  describe,
  online,
  presenceFrom,
  type Requirement,
  type Room,
  room,
  scenario,
  type Session,
  type Story,
  xep,
} from '../../runners/index.ts';
import { expectNothingMore, stillHears } from './after-leaving.ts';
import { granted, settingAffiliation } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;

interface Removal {
  readonly id: string;
  readonly title: string;
  readonly requirement: Requirement;
  readonly covers: string;
  readonly remove: (owner: Session, balcony: Room, who: string, story: Story) => Promise<void>;
}

const removals: readonly Removal[] = [
  {
    id: 'xep0045.ban.no-further-traffic',
    title: 'sends nothing more to an occupant who was banned',
    requirement: xep0045.must(
      '9.1',
      'ban',
      'The service MUST remove banned users who are in the room; without a role nobody receives messages or presence (5.1.1)',
    ),
    covers: 'MUC-28',
    remove: (owner, balcony, who, story) => granted(owner, settingAffiliation(balcony, who, 'outcast'), story),
  },
  {
    id: 'xep0045.revokemember.no-further-traffic',
    title: 'sends nothing more from a members-only room to an occupant who is no member any longer',
    requirement: xep0045.must(
      '9.4',
      'revokemember',
      'If the room is members-only, the service MUST remove the user; without a role nobody receives messages or presence (5.1.1)',
    ),
    covers: 'MUC-25',
    remove: async (owner, balcony, who, story) => {
      await granted(owner, settingAffiliation(balcony, who, 'member'), story);
      await configure(owner, balcony, { membersonly: '1' });
      await granted(owner, settingAffiliation(balcony, who, 'none'), story);
    },
  },
  {
    id: 'xep0045.roomconfig.no-further-traffic',
    title: 'sends nothing more to an occupant who is no member of a room that became members-only',
    requirement: xep0045.must(
      '10.2',
      'roomconfig',
      'If the room becomes members-only, the service MUST remove any non-members; without a role nobody receives messages or presence (5.1.1)',
    ),
    covers: 'MUC-25',
    remove: (owner, balcony) => configure(owner, balcony, { membersonly: '1' }),
  },
];

describe('Removing somebody from a group', '7(9)', () => {
  for (const { id, title, requirement, covers, remove } of removals)
    scenario(
      title,
      {
        id,
        requirement,
        covers,
        given: cast,
        accountable: 'mucService',
        fault: stillHears,
      },
      async ({ juliet, mercutio, balcony }, story) => {
        await mercutio.join(balcony, 'mercutio');
        await juliet.join(balcony, 'juliet');
        await remove(mercutio, balcony, juliet.bareJid, story);
        await juliet.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));

        await expectNothingMore(balcony, mercutio, juliet);
      },
    );
});
