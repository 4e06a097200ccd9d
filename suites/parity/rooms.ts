import {
  anyOf,
  childElements,
  describe,
  drop,
  entering,
  errorTo,
  expect,
  ns,
  online,
  presenceFrom,
  replyTo,
  room,
  scenario,
  type Session,
  subjectOf,
  xml,
} from '../../runners/index.ts';
import { parity } from './compare.ts';
import { idFor, times } from './pace.ts';
import type { Way } from './payloads.ts';

type Room = Parameters<typeof subjectOf>[0];

const archive = 'urn:xmpp:mam:2';

/** Romeo owns neither room; Juliet only stands for the other service. */
const given = {
  romeo: online('senderServer', { account: 2 }),
  juliet: online('recipientServer'),
  orchard: room('senderServer', { configIfOffered: { enablearchiving: '1' } }),
  balcony: room('recipientServer', { configIfOffered: { enablearchiving: '1' } }),
};

async function leave(session: Session, from: Room, nick: string): Promise<void> {
  await session.send(xml`<presence to="${from.occupantJid(nick)}" type="unavailable"/>`);
  await session.receive(presenceFrom(from.occupantJid(nick), 'unavailable'));
}

/** Something to be on a page: the room has seen the last when it reflects it. */
async function fill(session: Session, into: Room): Promise<void> {
  const sent = await Promise.all(
    times(10).map((number) =>
      session.send(xml`<message to="${into.jid}" type="groupchat"><body>${`Line ${number}`}</body></message>`),
    ),
  );
  await Promise.all(sent.map((one) => session.receive(one)));
}

async function hasArchive(session: Session, at: Room): Promise<boolean> {
  const reply = await session.request(xml`<iq type="get" to="${at.jid}"><query xmlns="${ns.discoInfo}"/></iq>`);
  const query = reply.getChild('query', ns.discoInfo);
  return (query ? childElements(query) : []).some(({ attrs }) => attrs.var === archive);
}

const page = (of: Room, way: Way) => xml`
  <iq type="set" to="${of.jid}" id="${idFor(way)}">
    <query xmlns="${archive}" queryid="${idFor(way)}">
      <set xmlns="http://jabber.org/protocol/rsm"><max>10</max><before/></set>
    </query>
  </iq>`;

// Judged as parts, which bring a warning: no control within one service can show what takes a user from elsewhere.
const entryInTime = parity(
  'While users can enter groups of their own service, they can enter those of the other, in time',
);
const historyInTime = parity(
  'While groups of the own service tell their history, those of the other do as well, in time',
);

// Apart from the lanes: what another lane does at the same time would be measured too.
describe('Speed across and within', '13(6)', () => {
  scenario(
    'lets a user enter a group of the other service within the time that entering may take',
    {
      id: 'dma.13.6.join-speed',
      requirement: entryInTime,
      covers: 'PRV-17',
      given,
      accountable: 'both',
      fault: drop('presence', { from: /\/across$/ }, 'romeo'),
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, juliet, orchard, balcony }, story) => {
      await Promise.all([orchard, balcony].map(({ jid }) => romeo.fenceJid(jid)));
      await story.should(entryInTime, async () => {
        for (let round = 0; round < 5; round += 1) {
          await story.timed('room join', romeo, romeo, () => romeo.join(orchard, 'within'));
          await story.timed('room join', romeo, juliet, async () => {
            const sent = await romeo.send(entering(balcony, 'across'));
            const own = presenceFrom(balcony.occupantJid('across'));
            const came = await expect(romeo).to.receive(anyOf(own, errorTo(sent)));
            if (came.attrs.type === 'error') story.refused(came);
            await romeo.receive(subjectOf(balcony));
          });
          await Promise.all([leave(romeo, orchard, 'within'), leave(romeo, balcony, 'across')]);
        }
      });
    },
  );

  scenario(
    'gives a page of the history of a group of the other service within the time that it may take',
    {
      id: 'dma.13.6.archive-speed',
      requirement: historyInTime,
      covers: 'PRV-17',
      given,
      accountable: 'both',
      fault: drop('iq', { id: /-across$/ }, 'romeo'),
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, juliet, orchard, balcony }, story) => {
      await Promise.all([romeo.join(orchard, 'romeo'), romeo.join(balcony, 'romeo')]);
      const kept = await Promise.all([orchard, balcony].map((one) => hasArchive(romeo, one)));
      if (kept.includes(false))
        story.notApplicable('one of the two groups does not list an archive among its features');
      await Promise.all([fill(romeo, orchard), fill(romeo, balcony)]);
      await story.should(historyInTime, async () => {
        for (let round = 0; round < 5; round += 1) {
          await story.timed('archive page', romeo, romeo, async () => {
            const reply = await romeo.request(page(orchard, 'within'));
            if (reply.attrs.type === 'error')
              story.inconclusive(`no page within one service either: ${reply.toString()}`);
          });
          await story.timed('archive page', romeo, juliet, async () => {
            const reply = await expect(romeo).to.receive(replyTo(await romeo.send(page(balcony, 'across'))));
            if (reply.attrs.type === 'error') story.refused(reply);
          });
        }
      });
    },
  );
});
