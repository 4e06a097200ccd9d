import {
  describe,
  drop,
  expect,
  ns,
  online,
  presenceFrom,
  rewrite,
  rfc,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');
const rfc6121 = rfc(6121);
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;

describe('Leaving a group', '7(2)(b)(i)', () => {
  scenario(
    'tells an occupant who leaves that it has left',
    {
      id: 'xep0045.exit.self-presence',
      requirement: xep0045.must(
        '7.14',
        'exit',
        'The service MUST send unavailable presence to the departing occupant, including status code 110',
      ),
      covers: 'MUC-19',
      given: cast,
      accountable: 'mucService',
      fault: [strip('status', { code: '110' }, 'juliet'), drop('presence', { type: 'unavailable' }, 'juliet')],
    },
    async ({ juliet, balcony }) => {
      await juliet.join(balcony, 'juliet');
      await juliet.send(xml`<presence to="${balcony.occupantJid('juliet')}" type="unavailable"/>`);

      const farewell = await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));

      expect(farewell).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
    },
  );

  scenario(
    'tells the others that an occupant has left',
    {
      id: 'xep0045.exit.others-informed',
      requirement: xep0045.must(
        '7.14',
        'exit',
        "The service MUST send unavailable presence to the remaining occupants, with the 'role' attribute set to none",
      ),
      covers: 'MUC-19',
      given: cast,
      accountable: 'mucService',
      fault: [
        rewrite('item', { role: 'participant' }, { role: 'none' }, 'mercutio'),
        drop('presence', { type: 'unavailable' }, 'mercutio'),
      ],
      impact: 'blocking',
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await juliet.send(xml`<presence to="${balcony.occupantJid('juliet')}" type="unavailable"/>`);

      const departure = await expect(mercutio).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));

      expect(departure).to.carry(xml`<item xmlns="${ns.mucUser}" role="none"/>`);
    },
  );

  scenario(
    'passes the parting words of an occupant on',
    {
      id: 'xep0045.exit.parting-words',
      requirement: xep0045.should(
        '17.3',
        'bizrules-presence',
        'A MUC service SHOULD allow all other presence information to pass through',
      ),
      covers: 'MUC-21',
      given: cast,
      accountable: 'mucService',
      fault: strip('status', {}, 'mercutio'),
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await juliet.send(
        xml`<presence to="${balcony.occupantJid('juliet')}" type="unavailable"><status>Parting is such sweet sorrow</status></presence>`,
      );

      const departure = await mercutio.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));

      expect(departure).to.be.like(xml`<presence><status>Parting is such sweet sorrow</status></presence>`);
    },
  );

  scenario(
    'takes an occupant who logs out, out of the room',
    {
      id: 'rfc6121.4.6.3.logout-leaves-room',
      requirement: rfc6121.should(
        '4.6.3',
        'When a resource becomes unavailable, its server routes that to the entities that it had sent directed presence to',
      ),
      covers: 'RFC6121-4.6.3-1',
      given: { ...cast, nurse: online('homeServer', { account: 2 }) },
      accountable: 'homeServer',
      fault: drop('presence', { type: 'unavailable', from: /\/juliet$/ }, 'mercutio'),
    },
    async ({ juliet, nurse, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await nurse.join(balcony, 'nurse');
      await nurse.send(xml`<presence to="${balcony.occupantJid('nurse')}" type="unavailable"/>`);
      await mercutio.receive(presenceFrom(balcony.occupantJid('nurse'), 'unavailable')); // The room does announce who leaves.
      await juliet.goOffline();

      await expect(mercutio).to.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
    },
  );
});
