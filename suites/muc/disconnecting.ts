import {
  describe,
  drop,
  expect,
  online,
  presenceFrom,
  rfc,
  type Room,
  room,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const unavailable = rfc(6121).should(
  '4.6.3',
  'When a resource becomes unavailable, its server routes that to the entities that it had sent directed presence to',
);
const covers = ['RFC6121-4.6.3-1', 'RFC6121-4.5.2-2', 'MUC-20'];
const given = {
  juliet: online('homeServer'),
  nurse: online('homeServer', { account: 2 }),
  mercutio: online('mucService'),
  balcony: room('mucService'),
} as const;
const fault = drop('presence', { type: 'unavailable', from: /\/juliet$/ }, 'mercutio');

/** Everybody is in, and the room is seen to announce who leaves it. */
async function gathered(
  { juliet, nurse, mercutio }: Readonly<Record<'juliet' | 'nurse' | 'mercutio', Session>>,
  balcony: Room,
): Promise<void> {
  await mercutio.join(balcony, 'mercutio');
  await juliet.join(balcony, 'juliet');
  await nurse.join(balcony, 'nurse');
  await nurse.send(xml`<presence to="${balcony.occupantJid('nurse')}" type="unavailable"/>`);
  await mercutio.receive(presenceFrom(balcony.occupantJid('nurse'), 'unavailable'));
}

describe('Leaving a group', '7(2)(b)(i)', () => {
  scenario(
    'takes an occupant whose connection is cut, out of the room',
    {
      id: 'rfc6121.4.6.3.lost-client-leaves-room',
      requirement: unavailable,
      covers,
      given,
      accountable: 'homeServer',
      fault,
    },
    async ({ balcony, ...people }) => {
      await gathered(people, balcony);
      people.juliet.cut();

      await expect(people.mercutio).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
    },
  );

  scenario(
    'takes an occupant whose connection is reset, out of the room',
    {
      id: 'rfc6121.4.6.3.reset-client-leaves-room',
      requirement: unavailable,
      covers,
      given,
      accountable: 'homeServer',
      fault,
    },
    async ({ balcony, ...people }) => {
      await gathered(people, balcony);
      people.juliet.cut('reset');

      await expect(people.mercutio).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
    },
  );
});
