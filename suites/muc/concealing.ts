import {
  describe,
  disclose,
  type Element,
  entering,
  expect,
  localName,
  ns,
  online,
  presenceFrom,
  type Room,
  room,
  scenario,
  type Session,
  type Story,
  subjectOf,
  xep,
  xml,
} from '../../runners/index.ts';
import { mentions } from './mentions.ts';
import { enterAsOrdinary } from './occupants.ts';
import { fenceRoom, said, saying } from './requests.ts';
import { pageOf, spokenIn } from './room-archive-query.ts';

const xep0045 = xep('0045', '1.35.5');
const hidden = xep0045.must(
  '7.2.4',
  'enter-semianon',
  "The service MUST include an occupant's full JID only in the presence that it sends to moderators",
);
const masked = room('mucService', { config: { whois: 'moderators' }, configIfOffered: { allowpm: 'anyone' } });

/** Juliet does all that an occupant may do, and the observer enters once more, for the history of it. */
async function everything(
  juliet: Session,
  observer: Session,
  balcony: Room,
  story: Story,
): Promise<readonly Element[]> {
  const [before, after] = [balcony.occupantJid('juliet'), balcony.occupantJid('rosaline')];
  await enterAsOrdinary(observer, balcony, 'observer', story);
  await juliet.join(balcony, 'juliet');
  await juliet.send(saying(balcony, 'What man art thou'));
  await juliet.send(
    xml`<message to="${balcony.occupantJid('observer')}" type="chat"><body>thus bescreened in night?</body></message>`,
  );
  await juliet.send(xml`<presence to="${before}"><show>away</show></presence>`);
  await juliet.send(xml`<presence to="${after}"/>`);
  await juliet.send(xml`<presence to="${after}" type="unavailable"/>`);
  await fenceRoom(balcony, juliet, observer);
  await observer.receive(said('What man art thou'));
  await observer.send(xml`<presence to="${balcony.occupantJid('observer')}" type="unavailable"/>`);
  await observer.receive(presenceFrom(balcony.occupantJid('observer'), 'unavailable'));
  await observer.send(entering(balcony, 'observer', { history: 20 }));
  await observer.receive(subjectOf(balcony));
  return observer.received({
    what: 'presence from the room, and messages',
    matches: (stanza) => localName(stanza) === 'message' || String(stanza.attrs.from).startsWith(balcony.jid),
  });
}

const telling = (to: string) => [
  disclose('shows an address in presence', 'juliet', to, { stanza: 'presence', element: 'item' }, (item, jid) => {
    item.attrs.jid = jid;
  }),
  disclose(
    'names the author',
    'juliet',
    to,
    { stanza: 'message', with: { type: 'groupchat' }, element: 'message' },
    (message, jid) => {
      message.c('addresses', { xmlns: 'http://jabber.org/protocol/address' }).c('address', { type: 'ofrom', jid });
    },
  ),
  disclose('stamps history with an address', 'juliet', to, { stanza: 'message', element: 'delay' }, (delay, jid) => {
    delay.attrs.from = jid;
  }),
  disclose(
    'delivers private messages from a real address',
    'juliet',
    to,
    { stanza: 'message', with: { type: 'chat' }, element: 'message' },
    (message, jid) => {
      message.attrs.from = jid;
    },
  ),
];

describe('Addresses of the people in a group', '7(8)', () => {
  scenario(
    'gives no address away to an ordinary occupant of the same service',
    {
      id: 'xep0045.enter-semianon.nothing-tells-neighbours',
      requirement: hidden,
      covers: 'MUC-07',
      given: { juliet: online('homeServer'), tybalt: online('homeServer', { account: 2 }), balcony: masked },
      accountable: 'mucService',
      fault: telling('tybalt'),
    },
    async ({ juliet, tybalt, balcony }, story) => {
      const telltales = (await everything(juliet, tybalt, balcony, story)).filter((one) =>
        mentions(one, juliet.bareJid),
      );

      expect(telltales.map(String), 'stanzas that tell an address').to.deep.equal([]);
    },
  );

  scenario(
    "gives no address away to an ordinary occupant of the room's own service",
    {
      id: 'xep0045.enter-semianon.nothing-tells-hosts',
      requirement: hidden,
      covers: 'MUC-07',
      given: { juliet: online('homeServer'), benvolio: online('mucService', { account: 2 }), balcony: masked },
      accountable: 'mucService',
      fault: telling('benvolio'),
    },
    async ({ juliet, benvolio, balcony }, story) => {
      const telltales = (await everything(juliet, benvolio, balcony, story)).filter((one) =>
        mentions(one, juliet.bareJid),
      );

      expect(telltales.map(String), 'stanzas that tell an address').to.deep.equal([]);
    },
  );

  scenario(
    'gives no address away in the archive of a semi-anonymous room',
    {
      id: 'xep0045.enter-semianon.archive-tells-nothing',
      requirement: hidden,
      covers: 'MUC-07',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        balcony: room('mucService', { config: { whois: 'moderators' }, configIfOffered: { enablearchiving: '1' } }),
      },
      needs: { mucService: ns.mam },
      accountable: 'mucService',
      fault: [
        disclose(
          'shows an author',
          'juliet',
          'tybalt',
          { stanza: 'message', element: 'forwarded' },
          (forwarded, jid) => {
            forwarded.getChild('message', ns.client)?.cnode(xml`<x xmlns="${ns.mucUser}"><item jid="${jid}"/></x>`);
          },
        ),
        disclose(
          'stamps what it keeps with an address',
          'juliet',
          'tybalt',
          { stanza: 'message', element: 'delay' },
          (delay, jid) => {
            delay.attrs.from = jid;
          },
        ),
      ],
    },
    async ({ juliet, tybalt, balcony }, story) => {
      await enterAsOrdinary(tybalt, balcony, 'tybalt', story);
      await juliet.join(balcony, 'juliet');
      await juliet.send(saying(balcony, 'What man art thou'));
      await tybalt.receive(said('What man art thou'));
      const { reply, results } = await pageOf(tybalt, balcony, 50);
      if (reply.attrs.type === 'error') story.refused(reply);

      const telltales = results.map(({ carrier }) => carrier).filter((one) => mentions(one, juliet.bareJid));
      expect(telltales.map(String), 'results that tell an address').to.deep.equal([]);
      if (!results.some((one) => spokenIn(one) === 'What man art thou'))
        story.inconclusive('the room has not kept the message');
    },
  );
});
