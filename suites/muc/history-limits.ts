import {
  describe,
  duplicate,
  type Element,
  expect,
  inject,
  ns,
  online,
  type Room,
  room,
  scenario,
  type Session,
  type Story,
  subjectOf,
  xep,
  xml,
} from '../../runners/index.ts';
import { said, saying } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const dream = 'I dreamt a dream tonight.';
const given = {
  juliet: online('homeServer'),
  tybalt: online('homeServer', { account: 2 }),
  mercutio: online('mucService'),
  balcony: room('mucService'),
} as const;

/** What mercutio has said, and not what a room says of itself. */
const spokenIn = (balcony: Room) =>
  xml`<message type="groupchat" from="${balcony.occupantJid('mercutio')}"><body/></message>`;

/** Who asks for history gets so many messages, or nothing can be judged of one that gets none. */
async function control(tybalt: Session, balcony: Room, lines: number, story: Story): Promise<readonly Element[]> {
  await tybalt.join(balcony, 'tybalt', { history: 20 });
  const history = tybalt.received(spokenIn(balcony));
  if (history.length < lines)
    story.notApplicable('the room sent no discussion history to somebody who asked for it, and it need not');
  return history;
}

/** The wish for a history within these limits and no others (XEP-0045, section 7.2.14). */
const enteringWith = (balcony: Room, limits: Element): Element =>
  xml`<presence to="${balcony.occupantJid('juliet')}"><x xmlns="${ns.muc}">${limits}</x></presence>`;

/** After the last message of the history by the room's own clock, whatever ours says. */
function afterAll(history: readonly Element[], story: Story): string {
  const stamps = history.map((message) => Date.parse(String(message.getChild('delay', ns.delay)?.attrs.stamp)));
  const last = Math.max(...stamps.filter((stamp) => !Number.isNaN(stamp)));
  if (!Number.isFinite(last)) story.inconclusive('the history has no stamps, so nobody knows how old it is');
  return new Date(last + 60_000).toISOString();
}

const noneWanted = [
  {
    slug: 'none-wanted',
    title: 'sends no history to somebody who wants none',
    sentence: "The smallest amount of traffic that meets the criteria, when 'maxchars' is zero, is no history",
    limits: () => xml`<history maxchars="0"/>`,
  },
  {
    slug: 'no-messages-wanted',
    title: 'sends no history to somebody who wants no messages of it',
    sentence: "The smallest amount of traffic that meets the criteria, when 'maxstanzas' is zero, is no history",
    limits: () => xml`<history maxstanzas="0"/>`,
  },
  {
    slug: 'since',
    title: 'sends no history from before the time that was asked for',
    sentence: "The smallest amount of traffic that meets the criteria holds no messages received before 'since'",
    limits: (history: readonly Element[], story: Story) => xml`<history since="${afterAll(history, story)}"/>`,
  },
];

describe('Catching up with a group', '7(2)(b)(i)', () => {
  scenario(
    'sends no more history than was asked for',
    {
      id: 'xep0045.enter-managehistory.maxstanzas',
      requirement: xep0045.must(
        '7.2.14',
        'enter-managehistory',
        "The service MUST send the smallest amount of traffic that meets the criteria: 'maxstanzas' limits the total number of messages",
      ),
      covers: 'MUC-09',
      given,
      accountable: 'mucService',
      fault: duplicate('message', { from: /\/mercutio$/ }, 'juliet'),
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      for (const line of ['True, I talk of dreams', 'Which are the children', 'of an idle brain'])
        await mercutio.send(saying(balcony, line));
      await mercutio.receive(said('of an idle brain'));
      await control(tybalt, balcony, 2, story);
      await juliet.join(balcony, 'juliet', { history: 1 });
      await juliet.fenceJid(balcony.jid);

      expect(juliet.received(spokenIn(balcony)), 'the history').to.have.lengthOf.at.most(1);
    },
  );

  for (const { slug, title, sentence, limits } of noneWanted)
    scenario(
      title,
      {
        id: `xep0045.enter-managehistory.${slug}`,
        requirement: xep0045.must('7.2.14', 'enter-managehistory', sentence),
        covers: 'MUC-09',
        given,
        accountable: 'mucService',
        fault: inject(
          'a message of the history',
          'juliet',
          { sends: 'presence', by: 'juliet' },
          (sent) => xml`<message from="${sent.attrs.to}" type="groupchat"><body>${dream}</body></message>`,
        ),
      },
      async ({ juliet, tybalt, mercutio, balcony }, story) => {
        await mercutio.join(balcony, 'mercutio');
        await mercutio.send(saying(balcony, dream));
        await mercutio.receive(said(dream));
        const history = await control(tybalt, balcony, 1, story);
        await juliet.send(enteringWith(balcony, limits(history, story)));
        await juliet.receive(subjectOf(balcony));
        await juliet.fenceJid(balcony.jid);

        expect(juliet).not.to.have.received(said(dream));
      },
    );
});
