import {
  describe,
  drop,
  type Element,
  entering,
  expect,
  ns,
  online,
  presenceFrom,
  reorder,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { itemIn } from './occupants.ts';

const xep0045 = xep('0045', '1.35.5');

/** Role and affiliation, "as appropriate" (XEP-0045, section 7.2.2): which a newcomer gets is for the service to say. */
function expectStanding(presence: Element): void {
  const { role, affiliation } = itemIn(presence)?.attrs ?? {};
  expect(role, `the role in ${presence.toString()}`).to.be.oneOf(['moderator', 'participant', 'visitor']);
  expect(affiliation, `the affiliation in ${presence.toString()}`).to.be.oneOf(['owner', 'admin', 'member', 'none']);
}

describe('Entering a group', '7(2)(b)(i)', () => {
  scenario(
    "marks the new occupant's own presence with status 110",
    {
      id: 'xep0045.enter-pres.self-presence-110',
      requirement: xep0045.must(
        '7.2.2',
        'enter-pres',
        'The "self-presence" sent to the new user MUST include a status code of 110',
      ),
      covers: 'MUC-05',
      given: { juliet: online('homeServer'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: strip('status', { code: '110' }),
      impact: 'blocking',
    },
    async ({ juliet, balcony }) => {
      await juliet.send(entering(balcony, 'juliet'));

      const selfPresence = await juliet.receive(presenceFrom(balcony.occupantJid('juliet')));

      expect(selfPresence).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
    },
  );

  scenario(
    'tells a new occupant who is there, with role and affiliation',
    {
      id: 'xep0045.enter-pres.occupants-listed',
      requirement: xep0045.must(
        '7.2.2',
        'enter-pres',
        "The service MUST send presence from all existing participants' occupant JIDs to the new occupant, with role and affiliation",
      ),
      covers: ['MUC-05', 'MUC-06'],
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: [
        drop('presence', { from: /\/tybalt$/ }, 'juliet'),
        strip('item', {}, 'juliet'),
        rewrite('item', { affiliation: '' }, { affiliation: 'none' }, 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ juliet, tybalt, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');

      const owner = await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('mercutio')));
      const guest = await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('tybalt')));

      expect(owner).to.carry(xml`<item xmlns="${ns.mucUser}" affiliation="owner"/>`);
      for (const presence of [owner, guest]) expectStanding(presence);
    },
  );

  scenario(
    "sends the new occupant's own presence after that of all others",
    {
      id: 'xep0045.enter-pres.self-presence-last',
      requirement: xep0045.mustNot(
        '7.2.2',
        'enter-pres',
        'Self-presence MUST NOT be sent until the room has sent the presence of all other occupants to the new occupant',
      ),
      covers: 'MUC-05',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: reorder('presence', { from: /\/(tybalt|juliet)$/ }, 'juliet'),
    },
    async ({ juliet, tybalt, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      await juliet.receive(presenceFrom(balcony.occupantJid('mercutio')));
      await juliet.receive(presenceFrom(balcony.occupantJid('tybalt')));

      const order = juliet.received(presenceFrom(balcony.jid)).map((presence): unknown => presence.attrs.from);

      const others = order.slice(0, order.indexOf(balcony.occupantJid('juliet')));
      expect(others, 'the occupants named before the own presence').to.include.members([
        balcony.occupantJid('mercutio'),
        balcony.occupantJid('tybalt'),
      ]);
    },
  );

  scenario(
    'shows a new occupant to those who are already there',
    {
      id: 'xep0045.enter-pres.joiner-announced',
      requirement: xep0045.must(
        '7.2.2',
        'enter-pres',
        "The service MUST send presence from the new participant's occupant JID to the full JIDs of all the occupants",
      ),
      covers: 'MUC-06',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: [
        drop('presence', { from: /\/juliet$/ }, 'mercutio'),
        drop('presence', { from: /\/juliet$/ }, 'tybalt'),
        strip('item', {}, 'tybalt'),
      ],
      impact: 'blocking',
    },
    async ({ juliet, tybalt, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');

      for (const occupant of [mercutio, tybalt])
        expectStanding(await expect(occupant).to.receive(presenceFrom(balcony.occupantJid('juliet'))));
    },
  );
});
