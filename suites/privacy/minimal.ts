import {
  amend,
  childElements,
  describe,
  type Element,
  expect,
  localName,
  namespaceOf,
  ns,
  online,
  presenceFrom,
  scenario,
  type Story,
  xml,
} from '../../runners/index.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const covers = 'DMA-7.8-1';

const requirement = (sentence: string) => ({
  id: 'dma.7.8',
  specification: 'Regulation (EU) 2022/1925',
  version: '',
  section: '7(8)',
  level: 'policy' as const,
  sentence,
});

const nameOf = (element: Element): string => `{${namespaceOf(element)}}${localName(element)}`;

/** What servers need to add: when it was delayed, and where it is kept. The latter is the recipient's own archive, as a rule. */
const needed = [`{${ns.delay}}delay`, `{${ns.stanzaIds}}stanza-id`, '{urn:xmpp:mam:tmp}archived'];
/** Services write the hash of the avatar into presence on behalf of their users (XEP-0398, section 4). */
const avatarHash = '{vcard-temp:x:update}x';
const addresses = ['from', 'to', 'id', 'type', 'xml:lang', 'xmlns'];

/** What arrived and was neither sent nor is needed. */
function additions(received: Element, sent: Element, domain: string, story: Story): readonly string[] {
  const own = childElements(sent).map(nameOf);
  const ids = childElements(received).filter((one) => nameOf(one) === needed[1]);
  if (ids.some(({ attrs }) => String(attrs.by).endsWith(domain)))
    story.note("the id that the sender's archive gave to the stanza came with it");
  return [
    ...childElements(received)
      .map(nameOf)
      .filter((name) => ![...own, ...needed].includes(name)),
    ...Object.keys(received.attrs).filter((name) => !addresses.includes(name) && sent.attrs[name] === undefined),
  ];
}

const adds = (what: string, to: string, child: Element) =>
  amend(
    `adds ${what} to the ${to}`,
    to,
    (stanza) => {
      stanza.cnode(child);
    },
    'juliet',
  );

describe('Personal data', '7(8)', () => {
  scenario(
    'adds nothing to a message that tells of the sender',
    {
      id: 'dma.7.8.message-as-sent',
      requirement: requirement('A message brings the other side what the user wrote and what is needed to deliver it'),
      covers: [covers, 'PRV-11'],
      given,
      accountable: 'both',
      fault: [
        adds('the last activity', 'message', xml`<query xmlns="${ns.lastActivity}" seconds="903"/>`),
        adds('the software', 'message', xml`<query xmlns="${ns.version}"><name>Verona</name></query>`),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Good morrow</body></message>`,
      );

      const received = await juliet.receive(sent);

      expect(additions(received, sent.stanza, romeo.domain, story), 'what was added').to.deep.equal([]);
    },
  );

  scenario(
    'adds nothing to presence that tells of the user',
    {
      id: 'dma.7.8.presence-as-sent',
      requirement: requirement('Presence brings a contact what the user says of it and what is needed to deliver it'),
      covers: [covers, 'PRV-11'],
      given,
      accountable: 'senderServer',
      subscribed: [['juliet', 'romeo']],
      fault: adds('the last activity', 'presence', xml`<query xmlns="${ns.lastActivity}" seconds="903"/>`),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const presence = xml`<presence><show>away</show></presence>`;
      await romeo.present(presence);

      const received = await juliet.receive(presenceFrom(romeo.fullJid));

      const added = additions(received, presence, romeo.domain, story);
      if (added.includes(avatarHash)) story.note('the hash of the avatar came with it');
      expect(
        added.filter((name) => name !== avatarHash),
        'what was added',
      ).to.deep.equal([]);
    },
  );
});
