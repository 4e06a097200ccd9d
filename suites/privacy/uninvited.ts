import {
  childElements,
  describe,
  type Element,
  expect,
  inject,
  ns,
  online,
  type Requirement,
  room,
  scenario,
  xml,
} from '../../runners/index.ts';

/** Article 7(7): the user stays free to decide; no specification says so outright. */
const requirement: Requirement = {
  id: 'dma.7.7',
  specification: 'Regulation (EU) 2022/1925',
  version: '',
  section: '7(7)',
  level: 'policy',
  sentence: 'Who is invited or written to by a stranger decides alone whether to enter or to become a contact',
};

const push = (jid: string): Element =>
  xml`<iq type="set" id="push"><query xmlns="${ns.roster}"><item jid="${jid}" subscription="both"/></query></iq>`;

describe('Deciding who is a contact', '7(7)', () => {
  scenario(
    'enters no room and makes no contact for a user whom a stranger invites and writes to',
    {
      id: 'dma.7.7.invitation-decides-nothing',
      requirement,
      covers: 'PRV-12',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), orchard: room('senderServer') },
      accountable: 'recipientServer',
      fault: [
        inject('a contact', 'juliet', { sends: 'message', by: 'romeo' }, (_sent, { bareJid }) => push(bareJid)),
        inject(
          'a new occupant',
          'romeo',
          { sends: 'message', by: 'romeo', with: { to: /^fc-/ } },
          ({ attrs }) => xml`<presence from="${attrs.to}/juliet"/>`,
        ),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet, orchard }) => {
      await romeo.join(orchard, 'romeo');
      await romeo.send(xml`
        <message to="${orchard.jid}"><x xmlns="${ns.mucUser}"><invite to="${juliet.bareJid}"/></x></message>`);
      await romeo.send(xml`
        <message to="${juliet.bareJid}"><x xmlns="${ns.directInvitation}" jid="${orchard.jid}"/></message>`);
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Come to the orchard</body></message>`,
      );
      await juliet.receive(sent);
      // Whatever the service did in the name of the user has come to the room before this.
      await juliet.fenceJid(orchard.jid);
      await romeo.fenceJid(orchard.jid);

      expect(romeo).not.to.have.received({
        what: 'another occupant of the room',
        matches: ({ name, attrs }) =>
          name === 'presence' &&
          attrs.type === undefined &&
          String(attrs.from).startsWith(`${orchard.jid}/`) &&
          attrs.from !== orchard.occupantJid('romeo'),
      });
      const roster = await juliet.request(xml`<iq type="get"><query xmlns="${ns.roster}"/></iq>`);
      const pushes = juliet.received(xml`<iq type="set"><query xmlns="${ns.roster}"/></iq>`);
      const items = [...pushes, roster].flatMap((stanza) => {
        const query = stanza.getChild('query', ns.roster);
        return query ? childElements(query) : [];
      });
      const strangers = [romeo.bareJid, orchard.jid];
      const made = items.filter(
        ({ attrs }) => strangers.includes(String(attrs.jid)) && attrs.subscription !== 'remove',
      );
      expect(made.map(String), 'contacts that were made').to.deep.equal([]);
    },
  );
});
