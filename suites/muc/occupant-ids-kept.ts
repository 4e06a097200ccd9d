import {
  amend,
  describe,
  expect,
  ns,
  online,
  presenceFrom,
  rewrite,
  type Room,
  room,
  scenario,
  type Session,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0421 = xep('0421', '1.0.1');
const given = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;

/** The occupant id in the presence of somebody, which must be there. */
const idOf = async (observer: Session, balcony: Room, nick: string): Promise<string> => {
  const presence = await observer.receive(presenceFrom(balcony.occupantJid(nick)));
  const id: unknown = presence.getChild('occupant-id', ns.occupantIds)?.attrs.id;
  expect(id, `the occupant id of ${nick}`).to.be.a('string');
  return String(id);
};

describe('Telling the people in a group apart', '7(2)(b)(i)', () => {
  scenario(
    'keeps the occupant id of somebody who comes back under another nickname',
    {
      id: 'xep0421.id-generation.stable',
      requirement: xep0421.must(
        '4.1',
        'id-generation',
        'If a user joins the same room a second time, the identifier MUST be the same as was assigned the first time',
      ),
      covers: 'MUC-15',
      given,
      needs: { mucService: ns.occupantIds },
      accountable: 'mucService',
      fault: [
        amend(
          'gives an occupant id to a nickname',
          'presence',
          (stanza) => {
            stanza.getChild('occupant-id', ns.occupantIds)?.attr('id', `id of ${String(stanza.attrs.from)}`);
          },
          'mercutio',
        ),
        strip('occupant-id', {}, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const first = await idOf(mercutio, balcony, 'juliet');
      await juliet.send(xml`<presence to="${balcony.occupantJid('juliet')}" type="unavailable"/>`);
      await juliet.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
      await juliet.join(balcony, 'rosaline');

      expect(await idOf(mercutio, balcony, 'rosaline'), 'the occupant id').to.equal(first);
    },
  );

  scenario(
    'gives a user another occupant id in another room',
    {
      id: 'xep0421.id-generation.another-room',
      requirement: xep0421.should(
        '4.1',
        'id-generation',
        'The identifier of a user in one room SHOULD NOT match that of the same user in another room of the service',
      ),
      covers: 'MUC-15',
      given: { ...given, orchard: room('mucService') },
      needs: { mucService: ns.occupantIds },
      accountable: 'mucService',
      fault: rewrite('occupant-id', { id: 'the-same-everywhere' }, {}, 'mercutio'),
    },
    async ({ juliet, mercutio, balcony, orchard }) => {
      const ids: string[] = [];
      for (const one of [balcony, orchard]) {
        await mercutio.join(one, 'mercutio');
        await juliet.join(one, 'juliet');
        ids.push(await idOf(mercutio, one, 'juliet'));
      }

      expect(ids[1], 'the occupant id in the second room').not.to.equal(ids[0]);
    },
  );
});
