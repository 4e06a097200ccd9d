import {
  describe,
  drop,
  type Element,
  expect,
  inject,
  type Matcher,
  ns,
  online,
  presenceFrom,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc7622 = rfc(7622);

/** Only the letters of ASCII, whose case every mapping treats alike. */
const capitalised = (jid: string): string =>
  jid.replace(/^[^@]*/, (localpart) => localpart.replace(/[a-z]/g, (letter) => letter.toUpperCase()));

const itemsOf = (roster: Element): readonly Element[] => roster.getChild('query', ns.roster)?.getChildren('item') ?? [];
const rosterSet = (item: Element): Element => xml`<iq type="set"><query xmlns="${ns.roster}">${item}</query></iq>`;
const rosterGet = (): Element => xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`;

const isSame = (jid: unknown, contact: string): boolean => String(jid).toLowerCase() === contact.toLowerCase();

/** A roster push of the contact in that state, in whichever case the server keeps the address. */
const pushOf = (contact: string, state: string): Matcher => ({
  what: `a roster push of ${contact} with subscription ${state}`,
  matches: (stanza) =>
    stanza.attrs.type === 'set' &&
    itemsOf(stanza).some(({ attrs }) => isSame(attrs.jid, contact) && attrs.subscription === state),
});

describe('Contact list', '7(2)(a)(i)', () => {
  scenario(
    'keeps one roster item for a contact, however the case of its localpart is written',
    {
      id: 'rfc7622.3.3.one-roster-item',
      requirement: rfc7622.must(
        '3.3',
        'The rules of the UsernameCaseMapped profile, which maps case, MUST be applied to localparts',
      ),
      covers: 'RFC7622-3.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        inject(
          'a roster with two items of one contact',
          'romeo',
          { sends: 'iq', with: { type: 'get' } },
          ({ attrs }) => {
            const [one, other] = ['nurse', 'NURSE'].map((name) => xml`<item jid="${name}@capulet.example"/>`);
            return xml`<iq type="result" id="${attrs.id}"><query xmlns="${ns.roster}">${one}${other}</query></iq>`;
          },
        ),
        rewrite('item', { subscription: 'none' }, {}, 'romeo'),
        rewrite('item', { subscription: 'none' }, {}, 'juliet'),
        drop('iq', { type: 'set' }, 'romeo'),
        drop('iq', { type: 'set' }, 'juliet'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      await romeo.request(rosterSet(xml`<item jid="${juliet.bareJid}" name="Juliet"/>`));
      await romeo.request(rosterSet(xml`<item jid="${capitalised(juliet.bareJid)}" name="Juliet"/>`));
      await romeo.send(xml`<presence to="${capitalised(juliet.bareJid)}" type="subscribe"/>`);
      await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));
      await juliet.send(xml`<presence to="${capitalised(romeo.bareJid)}" type="subscribed"/>`);

      for (const [owner, contact, state] of [
        [romeo, juliet, 'to'],
        [juliet, romeo, 'from'],
      ] as const) {
        await expect(owner).to.receive(pushOf(contact.bareJid, state));
        const items = itemsOf(await owner.request(rosterGet()));
        const jids = items.map(({ attrs }) => String(attrs.jid).toLowerCase());
        expect(jids, 'the addresses in the roster, in small letters').to.deep.equal([...new Set(jids)]);
        const item = items.find(({ attrs }) => isSame(attrs.jid, contact.bareJid));
        expect(item?.attrs.subscription, 'the subscription of the contact').to.equal(state);
      }
    },
  );
});
