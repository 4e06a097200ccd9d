import {
  amend,
  describe,
  type Element,
  expect,
  ns,
  online,
  rewrite,
  room,
  scenario,
  strip,
  xep,
} from '../../runners/index.ts';
import { featuresOf, said, saying } from './requests.ts';
import { pageOf, spokenIn } from './room-archive-query.ts';

const forged = 'a-forged-id';
const given = {
  juliet: online('homeServer'),
  mercutio: online('mucService'),
  balcony: room('mucService', { configIfOffered: { enablearchiving: '1' } }),
} as const;

const bare = (jid: unknown): string => String(jid).split('/', 1)[0] ?? '';

/** The ids that a message claims to have from the room. */
const idsBy = (message: Element, roomJid: string): readonly string[] =>
  message
    .getChildren('stanza-id', ns.stanzaIds)
    .filter(({ attrs }) => attrs.by === roomJid)
    .map(({ attrs }) => String(attrs.id));

/** As the room would pass it on if it looked at nothing. */
const keeping = (at: string) =>
  amend(
    'keeps a forged id',
    'message',
    (message) => {
      if (message.attrs.type === 'groupchat')
        message.c('stanza-id', { xmlns: ns.stanzaIds, by: bare(message.attrs.from), id: forged });
    },
    at,
  );

describe('Group conversation', '7(2)(b)(i)', () => {
  scenario(
    'takes ids off a message that pretend to be from the room',
    {
      id: 'xep0359.rules.forged-room-id',
      requirement: xep('0359', '0.7.0').must(
        '3',
        'rules',
        "Who generates ids MUST delete a stanza-id whose 'by' is its own address, even when it adds none itself",
      ),
      covers: 'MUC-14',
      given,
      accountable: 'mucService',
      fault: [keeping('mercutio'), keeping('juliet')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const listed = await featuresOf(mercutio, balcony);
      if (![ns.stanzaIds, ns.mam].some((feature) => listed.includes(feature)))
        story.notApplicable(`the room lists neither ${ns.stanzaIds} nor ${ns.mam}: ${listed.join(', ')}`);
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const message = saying(balcony, 'By yonder blessed moon');
      message.c('stanza-id', { xmlns: ns.stanzaIds, by: balcony.jid, id: forged });
      await juliet.send(message);

      for (const occupant of [juliet, mercutio]) {
        const ids = idsBy(await occupant.receive(said('By yonder blessed moon')), balcony.jid);
        expect(ids, 'the ids by the room').not.to.include(forged);
        expect(ids, 'the ids by the room').to.have.lengthOf.at.most(1);
      }
    },
  );

  scenario(
    'gives a message the id under which the room keeps it',
    {
      id: 'xep0313.archives-id.room-id',
      requirement: xep('0313', '1.1.3').must(
        '3.5',
        'archives_id',
        "When a message is archived, a stanza-id MUST be added to it; its 'by' is the bare JID of the room",
      ),
      covers: 'MUC-14',
      given,
      needs: { mucService: ns.mam },
      accountable: 'mucService',
      fault: [
        strip('stanza-id', {}, 'mercutio'),
        rewrite('stanza-id', { id: 'another' }, {}, 'mercutio'),
        rewrite('stanza-id', { id: 'another' }, {}, 'juliet'),
        keeping('mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await juliet.send(saying(balcony, 'Swear not by the moon'));
      const reflected = await Promise.all(
        [juliet, mercutio].map((occupant) => occupant.receive(said('Swear not by the moon'))),
      );

      const { reply, results } = await pageOf(juliet, balcony, 50);
      if (reply.attrs.type === 'error') story.refused(reply);
      const kept = results.find((one) => spokenIn(one) === 'Swear not by the moon');
      if (!kept) return story.inconclusive('the room has not kept the message');

      for (const message of reflected)
        expect(idsBy(message, balcony.jid), 'the ids by the room').to.deep.equal([kept.id]);
    },
  );
});
