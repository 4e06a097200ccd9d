import {
  askingForm,
  configure,
  describe,
  type Element,
  expect,
  fieldIn,
  formIn,
  ns,
  online,
  type Requirement,
  rewrite,
  type Room,
  room,
  scenario,
  type Session,
  shows,
  type Story,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');
const people = { juliet: online('homeServer'), mercutio: online('mucService') } as const;

interface Change {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly requirement: Requirement;
  /** The room's configuration before and after. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const must = (sentence: string): Requirement =>
  xep0045.must('10.2.1', 'roomconfig-notify', `A room MUST notify all occupants ${sentence}`);

const changes: readonly Change[] = [
  {
    id: 'xep0045.roomconfig-notify.non-anonymous-172',
    title: 'warns the occupants when the room begins to show their addresses to everybody',
    code: '172',
    requirement: must('when it becomes non-anonymous, with status code 172'),
    before: { whois: 'moderators' },
    after: { whois: 'anyone' },
  },
  {
    id: 'xep0045.roomconfig-notify.semi-anonymous-173',
    title: 'tells the occupants when the room no longer shows their addresses to everybody',
    code: '173',
    requirement: must('when it becomes semi-anonymous, with status code 173'),
    before: { whois: 'anyone' },
    after: { whois: 'moderators' },
  },
  {
    id: 'xep0045.roomconfig-notify.logging-170',
    title: 'warns the occupants when the room begins to be logged',
    code: '170',
    requirement: must('when logging is enabled, with status code 170'),
    before: { enablelogging: '0' },
    after: { enablelogging: '1' },
  },
  {
    id: 'xep0045.roomconfig-notify.logging-171',
    title: 'tells the occupants when the room is no longer logged',
    code: '171',
    requirement: must('when logging is disabled, with status code 171'),
    before: { enablelogging: '1' },
    after: { enablelogging: '0' },
  },
  {
    id: 'xep0045.roomconfig-notify.other-change-104',
    title: 'tells the occupants of any other change to the configuration',
    code: '104',
    requirement: xep0045.should(
      '10.2.1',
      'roomconfig-notify',
      'For a change without bearing on privacy the room SHOULD send status code 104',
    ),
    before: { roomname: 'The balcony' },
    after: { roomname: 'The tomb' },
  },
];

/** A field that the form lacks is not offered. Nothing is to be announced where nothing changes, as where a service presets it. */
async function change(owner: Session, balcony: Room, after: Change['after'], story: Story): Promise<void> {
  const form = formIn(await owner.request(askingForm(balcony)));
  for (const name of Object.keys(after))
    if (form && !fieldIn(form, name))
      story.notApplicable(`the form of the room's configuration has no field muc#roomconfig_${name}`);
  if (shows(form, after)) story.inconclusive('the room was configured so before the change');
  await configure(owner, balcony, after);
}

const told = (balcony: Room, code: string): Element =>
  xml`<message from="${balcony.jid}"><x xmlns="${ns.mucUser}"><status code="${code}"/></x></message>`;

describe('Changes to a group', '7(8)', () => {
  for (const { id, title, code, requirement, before, after } of changes)
    scenario(
      title,
      {
        id,
        requirement,
        covers: 'MUC-32',
        given: { ...people, balcony: room('mucService', { configIfOffered: before }) },
        accountable: 'mucService',
        fault: [
          strip('status', { code }, 'juliet'),
          strip('status', { code }, 'mercutio'),
          rewrite('status', { code: '100' }, { code }, 'juliet'),
        ],
      },
      async ({ juliet, mercutio, balcony }, story) => {
        await mercutio.join(balcony, 'mercutio');
        await juliet.join(balcony, 'juliet');
        await change(mercutio, balcony, after, story);

        for (const occupant of [juliet, mercutio]) await expect(occupant).to.receive(told(balcony, code));
      },
    );
});
