import {
  amend,
  describe,
  type Element,
  entering,
  expect,
  localName,
  ns,
  online,
  rewrite,
  type Room,
  room,
  scenario,
  type Session,
  subjectOf,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceRoom, said, saying } from './requests.ts';

const xep0421 = xep('0421', '1.0.1');
const needs = { mucService: ns.occupantIds };
const given = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;
const forged = 'a-forged-id';

const idsIn = (stanza: Element): readonly string[] =>
  stanza.getChildren('occupant-id', ns.occupantIds).map(({ attrs }) => String(attrs.id ?? ''));

/** Presence and messages that an occupant has got from other occupants, whatever the nickname. */
const fromOccupants = (observer: Session, balcony: Room): readonly Element[] =>
  observer.received({
    what: 'stanzas of occupants',
    matches: (stanza) =>
      ['presence', 'message'].includes(localName(stanza)) && String(stanza.attrs.from).startsWith(`${balcony.jid}/`),
  });

describe('Telling the people in a group apart', '7(2)(b)(i)', () => {
  scenario(
    'marks everything from an occupant with one occupant id',
    {
      id: 'xep0421.rules.on-everything',
      requirement: xep0421.must(
        '4',
        'rules',
        'The element MUST be attached to every message and presence, history included, and not more than once',
      ),
      covers: 'MUC-15',
      given: { ...given, tybalt: online('homeServer', { account: 2 }) },
      needs,
      accountable: 'mucService',
      fault: [
        ...['presence', 'message'].map((kind) =>
          amend(
            `takes the occupant id off each ${kind}`,
            kind,
            (stanza) => {
              stanza.remove('occupant-id', ns.occupantIds);
            },
            'mercutio',
          ),
        ),
        amend(
          'takes the occupant id off the history',
          'message',
          (stanza) => {
            if (stanza.getChild('delay', ns.delay)) stanza.remove('occupant-id', ns.occupantIds);
          },
          'tybalt',
        ),
        amend('adds another occupant id', 'message', (stanza) => {
          stanza.c('occupant-id', { xmlns: ns.occupantIds, id: forged });
        }),
        rewrite('occupant-id', { id: 'x'.repeat(129) }, {}, 'mercutio'),
      ],
    },
    async ({ juliet, tybalt, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await juliet.send(saying(balcony, 'My ears have not yet drunk'));
      await juliet.send(xml`<presence to="${balcony.occupantJid('juliet')}"><show>away</show></presence>`);
      await juliet.send(xml`<presence to="${balcony.occupantJid('juliet')}" type="unavailable"/>`);
      await fenceRoom(balcony, juliet, mercutio);
      await tybalt.send(entering(balcony, 'tybalt', { history: 20 }));
      await tybalt.receive(subjectOf(balcony));

      const stanzas = [mercutio, tybalt].flatMap((one) => fromOccupants(one, balcony));
      for (const stanza of stanzas.filter((one) => !one.getChild('subject'))) {
        expect(idsIn(stanza), `the occupant ids in ${stanza.toString()}`).to.have.lengthOf(1);
        expect(idsIn(stanza)[0], 'the occupant id').to.have.lengthOf.within(1, 128);
      }
    },
  );

  scenario(
    'replaces an occupant id that a client made up',
    {
      id: 'xep0421.rules.forged',
      requirement: xep0421.must(
        '4',
        'rules',
        'If what is received already contains an occupant id, the service MUST replace it before reflecting it',
      ),
      covers: 'MUC-15',
      given,
      needs,
      accountable: 'mucService',
      fault: ['presence', 'message'].map((kind) =>
        amend(
          `keeps the forged occupant id of a ${kind}`,
          kind,
          (stanza) => {
            if (!String(stanza.attrs.from).endsWith('/juliet')) return;
            stanza.remove('occupant-id', ns.occupantIds);
            stanza.c('occupant-id', { xmlns: ns.occupantIds, id: forged });
          },
          'mercutio',
        ),
      ),
    },
    async ({ juliet, mercutio, balcony }) => {
      const id = xml`<occupant-id xmlns="${ns.occupantIds}" id="${forged}"/>`;
      await mercutio.join(balcony, 'mercutio');
      await juliet.send(entering(balcony, 'juliet').cnode(id).up());
      await juliet.receive(subjectOf(balcony));
      await juliet.send(saying(balcony, 'My ears have not yet drunk').cnode(id).up());
      await mercutio.receive(said('My ears have not yet drunk'));

      const ids = fromOccupants(mercutio, balcony).flatMap(idsIn);

      expect(ids, 'the occupant ids that came').not.to.include(forged);
    },
  );
});
